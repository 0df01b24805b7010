"""What Chromium 78 and iOS 13 understand: scripts read by a real parser, styles by another, each against a table.

A fault says what is too new and since when it is there: in Chromium, in Safari. A name the tables do not know is a
fault as well: look it up, then add it to the right table.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Any

import tinycss2
import tree_sitter_javascript
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

# ── scripts ──

TOO_NEW_NODES = {
    "ERROR": "not readable as a script",
    "optional_chain": "optional chaining (80, 13.4)",
    "private_property_identifier": "private members (74, 14.1)",
    "field_definition": "class fields (72, 14.1)",
    "class_static_block": "static blocks (94, 16.4)",
    "namespace_export": "export * as (72, 14.1)",
    "import_attribute": "import attributes (123, 17.2)",
    "decorator": "decorators (nowhere)",
    "using_declaration": "using (134, nowhere)",
}
TOO_NEW_OPERATORS = {
    "??": "nullish coalescing (80, 13.4)", "??=": "logical assignment (85, 14)", "||=": "logical assignment (85, 14)",
    "&&=": "logical assignment (85, 14)",
}  # fmt: skip
# Names of methods where they are called; as names of our own data they are as good as others.
TOO_NEW_METHODS = {"any": "(85, 14)", "at": "(92, 15.4)", "with": "(110, 16)"}
# Names of methods and properties, wherever they are read.
TOO_NEW_MEMBERS = {
    "checkVisibility": "(105, 17.4)", "findLast": "(97, 15.4)", "findLastIndex": "(97, 15.4)", "groupBy": "(117, 17.4)", "hasOwn": "(93, 15.4)",
    "inert": "(102, 15.5)", "moveBefore": "(133, nowhere)", "randomUUID": "(92, 15.4)", "replaceAll": "(85, 13.4)",
    "replaceChildren": "(86, 14)", "requestSubmit": "(76, 16)", "showModal": "(37, 15.4)", "showPicker": "(99, 16)",
    "showPopover": "(114, 17)", "startViewTransition": "(111, 18)", "submitter": "(81, 15.4)",
    "toReversed": "(110, 16)", "toSorted": "(110, 16)", "toSpliced": "(110, 16)", "togglePopover": "(114, 17)",
    "withResolvers": "(119, 17.4)", "RelativeTimeFormat": "(71, 14)", "ListFormat": "(72, 14.1)",
    "DisplayNames": "(81, 14.1)", "Segmenter": "(87, 14.1)", "dateStyle": "(76, 14.1)", "timeStyle": "(76, 14.1)",
}  # fmt: skip
TOO_NEW_GLOBALS = {
    "AggregateError": "(85, 14)", "BroadcastChannel": "(54, 15.4)", "CompressionStream": "(80, 16.4)",
    "DataTransfer": "(60, 14.1)", "FinalizationRegistry": "(84, 14.1)", "OffscreenCanvas": "(69, 16.4)",
    "ResizeObserver": "(64, 13.4)", "WeakRef": "(84, 14.1)", "WebTransport": "(97, 26)", "cookieStore": "(87, 18.4)",
    "createImageBitmap": "(50, 15)", "reportError": "(95, 15.4)", "requestIdleCallback": "(47, nowhere)",
    "scheduler": "(94, nowhere)", "structuredClone": "(98, 15.4)",
}  # fmt: skip
LOOKS_BACK = re.compile(r"\(\?<[=!]")
FUNCTIONS = {
    "function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    "generator_function",
    "generator_function_declaration",
}
FLAGS_THERE = frozenset("gimsuy")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


def _all(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.children))


def _is_called(node: Node) -> bool:
    member = node.parent
    return member is not None and member.parent is not None and member.parent.type == "call_expression"


def _waits_on_top(node: Node) -> bool:
    above = node.parent
    while above is not None and above.type not in FUNCTIONS:
        above = above.parent
    return above is None


def _fault_of(node: Node) -> str:
    """Return what is too new about one place of a script, or nothing."""
    text = (node.text or b"").decode()
    match node.type:
        case "??" | "??=" | "||=" | "&&=":
            return TOO_NEW_OPERATORS[text]
        case "property_identifier" if text in TOO_NEW_METHODS:
            return f"{text}() {TOO_NEW_METHODS[text]}" if _is_called(node) else ""
        case "property_identifier" | "shorthand_property_identifier":
            return f"{text} {TOO_NEW_MEMBERS[text]}" if text in TOO_NEW_MEMBERS else ""
        case "identifier":
            return f"{text} {TOO_NEW_GLOBALS[text]}" if text in TOO_NEW_GLOBALS else ""
        case "number":
            return "digits with _ or n (75, 14)" if "_" in text or text.endswith("n") else ""
        case "regex_pattern":
            return "looking back in a pattern (62, 16.4)" if LOOKS_BACK.search(text) else ""
        case "regex_flags":
            return f"flags {text} of a pattern" if set(text) - FLAGS_THERE else ""
        case "await_expression":
            return "await outside a function (89, 15)" if _waits_on_top(node) else ""
    return TOO_NEW_NODES.get(node.type, "")


def script_faults(text: str) -> list[str]:
    """Return what an old phone would stumble over in a script."""
    tree = _parser().parse(text.encode())
    found = {fault for node in _all(tree.root_node) if (fault := _fault_of(node))}
    missing = ["not readable as a script"] if any(node.is_missing for node in _all(tree.root_node)) else []
    return sorted({*found, *missing})


# ── styles ──


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROPERTIES = _words("""
    align-content align-items align-self animation animation-delay animation-duration animation-fill-mode
    animation-iteration-count animation-name animation-timing-function background background-clip background-color
    background-image background-origin background-position background-repeat background-size border border-bottom
    border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width
    border-collapse border-color border-image border-inline-end border-inline-end-color border-inline-end-style
    border-inline-end-width border-inline-start border-inline-start-color border-inline-start-style
    border-inline-start-width border-left border-left-color border-left-width border-radius border-right
    border-right-color border-right-width border-spacing border-style border-top border-top-color
    border-top-left-radius border-top-right-radius border-top-style border-top-width border-width bottom box-shadow
    box-sizing break-after break-before break-inside caption-side caret-color clear clip clip-path color column-count
    column-width columns content counter-increment counter-reset cursor direction display empty-cells fill
    fill-opacity filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font
    font-family font-feature-settings font-size font-stretch font-style font-variant font-variant-numeric font-weight
    grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-gap grid-gap grid-row grid-row-gap
    grid-template
    grid-template-areas grid-template-columns grid-template-rows height hyphens isolation justify-content
    justify-items justify-self left letter-spacing line-height list-style list-style-position list-style-type margin
    margin-block-end margin-block-start margin-bottom margin-inline-end margin-inline-start margin-left margin-right
    margin-top max-height max-width min-height min-width mix-blend-mode object-fit object-position opacity order
    orphans outline outline-color paint-order outline-offset outline-style outline-width overflow overflow-wrap overflow-x
    overflow-y padding padding-block-end padding-block-start padding-bottom padding-inline-end padding-inline-start
    padding-left padding-right padding-top page-break-after page-break-before page-break-inside pointer-events
    position quotes right size stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-opacity
    stroke-width tab-size table-layout text-align text-align-last text-anchor text-decoration text-decoration-color
    text-decoration-line text-indent text-overflow text-shadow text-transform top touch-action transform
    transform-origin transition transition-delay transition-duration transition-property transition-timing-function
    unicode-bidi user-select vertical-align visibility white-space widows width will-change word-break word-spacing
    word-wrap writing-mode z-index dominant-baseline
    -moz-appearance -webkit-appearance -webkit-box-orient -webkit-font-smoothing -webkit-line-clamp
    -webkit-overflow-scrolling -webkit-print-color-adjust -webkit-tap-highlight-color -webkit-text-size-adjust
    -webkit-touch-callout -webkit-user-select
""")
# Newer than the floor; where they are missing the page is as usable, only plainer.
HARMLESS = {
    "accent-color": "(93, 15.4)", "appearance": "(84, 15.4), beside its old name", "color-adjust": "(nowhere)",
    "color-scheme": "(81, 13)", "overflow-anchor": "(56, nowhere)", "forced-color-adjust": "(89, nowhere)", "print-color-adjust": "(136, 15.4)",
    "overscroll-behavior": "(63, 16)", "resize": "(1, nowhere on a phone)", "scroll-behavior": "(61, 15.4)", "scroll-margin-top": "(69, 14.1)",
    "scroll-margin-bottom": "(69, 14.1)", "scroll-padding-top": "(69, 14.1)", "scroll-padding-bottom": "(69, 14.1)",
    "text-decoration-thickness": "(89, 12.2)", "text-size-adjust": "(54, prefixed)",
    "text-underline-offset": "(87, 12.2)", "text-wrap": "(114, 17.4)",
}  # fmt: skip
FUNCTIONS_THERE = _words("""
    attr blur brightness calc counter counters cubic-bezier env grayscale hsl hsla inset linear-gradient matrix minmax
    polygon radial-gradient rect repeat repeating-linear-gradient rgb rgba rotate scale scalex scaley skewx steps
    translate translatex translatey url var
""")
UNITS = frozenset({
    "em", "rem", "ex", "ch", "px", "pt", "cm", "mm", "in", "vw", "vh", "vmin", "vmax", "fr", "s", "ms", "deg", "turn",
    "rad", "dpi", "dppx",
})  # fmt: skip
PSEUDO = _words("""
    active after before checked disabled empty enabled first-child first-letter first-line first-of-type focus
    focus-within hover indeterminate invalid lang last-child last-of-type link not nth-child nth-last-child
    nth-of-type only-child placeholder placeholder-shown read-only required root selection target valid visited
    -webkit-details-marker -webkit-file-upload-button -webkit-inner-spin-button -webkit-outer-spin-button -webkit-scrollbar
    -webkit-search-cancel-button
""")
AT_RULES = frozenset({"media", "supports", "keyframes", "font-face", "page", "charset"})
# A rule an old browser cannot read is dropped whole, so nothing else may stand in that rule.
PSEUDO_ALONE = frozenset({"focus-visible"})
# Not asked for by an old browser, and then the rule does not hold there.
MEDIA_THERE = _words("""
    all and any-hover any-pointer color forced-colors hover max-aspect-ratio max-height max-width min-height min-width monochrome not
    only orientation pointer prefers-color-scheme prefers-contrast prefers-reduced-motion print screen
    active coarse dark fine landscape less light more no-preference none portrait reduce custom
""")
VALUES_TOO_NEW = {
    ("overflow", "clip"): "(90, 16)", ("overflow-x", "clip"): "(90, 16)", ("overflow-wrap", "anywhere"): "(80, 15.4)",
    ("word-break", "auto-phrase"): "(119, nowhere)", ("width", "stretch"): "(138, nowhere)",
    ("white-space", "break-spaces"): "(76, 13.1)",
}  # fmt: skip


def _tokens(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield token
        for inner in (getattr(token, "arguments", None), getattr(token, "content", None)):
            if inner:
                yield from _tokens(inner)


def _value_faults(name: str, tokens: Any) -> Iterator[str]:
    for token in _tokens(tokens):
        if token.type == "function" and token.lower_name not in FUNCTIONS_THERE:
            yield f"{token.lower_name}() in {name}"
        if token.type == "dimension" and token.lower_unit not in UNITS:
            yield f"{token.lower_unit} in {name}"


def _block_faults(content: Any) -> Iterator[str]:
    declared = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    values = [(one.lower_name, tinycss2.serialize(one.value).strip()) for one in declared if one.type == "declaration"]
    for one in declared:
        if one.type != "declaration":
            yield "a rule inside a rule (112, 16.5)" if one.type != "error" else f"not readable: {one.message}"
        elif not one.name.startswith("--"):
            if one.lower_name not in PROPERTIES and one.lower_name not in HARMLESS:
                yield f"{one.lower_name} is not in the table"
            yield from _value_faults(one.lower_name, one.value)
        else:
            yield from _value_faults(one.name, one.value)
    names = [name for name, _value in values]
    for place, (name, value) in enumerate(values):
        if (name, value) in VALUES_TOO_NEW and name not in names[:place]:
            yield f"{name}: {value} {VALUES_TOO_NEW[name, value]} without an older value before it"
    if "appearance" in names and "-webkit-appearance" not in names:
        yield "appearance without -webkit-appearance (84, 15.4)"


def _pseudo(tokens: Any) -> list[str]:
    """Return the pseudo-classes and pseudo-elements of a selector."""
    flat = list(_tokens(tokens))
    return [
        after.lower_name if after.type == "function" else after.lower_value
        for before, after in pairwise(flat)
        if before == ":" and after.type in {"ident", "function"}
    ]


def _selector_faults(prelude: Any) -> Iterator[str]:
    selectors = [list(group) for comma, group in groupby(prelude, lambda token: token == ",") if not comma]
    found = [_pseudo(selector) for selector in selectors]
    for name in sorted(set(chain.from_iterable(found))):
        if name in PSEUDO_ALONE and not all(name in names for names in found):
            yield f":{name} among other selectors"
        elif name not in PSEUDO | PSEUDO_ALONE:
            yield f":{name} is not in the table"


def _rule_faults(rule: Any) -> Iterator[str]:
    if rule.type == "error":
        yield f"not readable: {rule.message}"
    elif rule.type == "qualified-rule":
        yield from _selector_faults(rule.prelude)
        yield from _block_faults(rule.content)
    elif rule.lower_at_keyword not in AT_RULES:
        yield f"@{rule.lower_at_keyword} is not in the table"
    elif rule.lower_at_keyword == "media":
        words = {token.lower_value for token in _tokens(rule.prelude) if token.type == "ident"}
        yield from (f"@media {word} is not in the table" for word in words - MEDIA_THERE)
        if any(
            token.type == "literal" and token.value in {"<", ">", "=", "<=", ">="} for token in _tokens(rule.prelude)
        ):
            yield "a range in @media (104, 16.4)"
        yield from _sheet_faults(rule.content)
    elif rule.lower_at_keyword == "supports":
        yield from _sheet_faults(rule.content)
    elif rule.lower_at_keyword == "keyframes":
        frames = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        yield from (
            fault for frame in frames if frame.type == "qualified-rule" for fault in _block_faults(frame.content)
        )
    else:
        yield from _block_faults(rule.content)


def _sheet_faults(content: Any) -> Iterator[str]:
    for rule in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
        yield from _rule_faults(rule)


def style_faults(text: str) -> list[str]:
    """Return what an old phone would stumble over in styles."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return sorted({fault for rule in rules for fault in _rule_faults(rule)})
