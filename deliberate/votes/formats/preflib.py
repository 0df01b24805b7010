"""PrefLib's formats: .soi and .soc (strict rankings), .toi and .toc (with ties in braces), .cat (categories).

N. Mattei and T. Walsh, PrefLib: A Library for Preferences, ADT 2013. A head of `# KEY: value` lines, then one line for
each distinct ballot: how many, a colon, the numbers of the alternatives. In a .cat file the first category holds what
the voter approves of.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.methods.ballots import Ballot, Option, grouped, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES = {"soi", "soc", "toi", "toc", "cat"}
COMPLETE = {"soc", "toc"}
STRICT = {"soi", "soc"}
MOST_DIGITS, MOST_OF_ONE = 6, 15
_NAME = re.compile(r"ALTERNATIVE NAME (\d+)")
_PLACE = re.compile(r"\{([^{}]*)\}|([^,{}]+)|,")


def parse(text: str, suffix: str) -> Contest:
    """Return the contest that the text holds; `suffix` is the type where the head does not say it."""
    text = text.removeprefix("\ufeff")
    head, body = _split(text) if text.lstrip().startswith("#") else _split_old(text)
    kind = head["DATA TYPE"][1].lower() if "DATA TYPE" in head else suffix
    if suffix in TYPES and suffix != kind:
        # The name of the file decides: some heads of complete orders say they are incomplete.
        kind = suffix
    if kind not in TYPES:
        raise BallotFileError(head.get("DATA TYPE", (1, ""))[0], f"unknown data type: {kind!r}")
    names = _names(head)
    ballots = tuple(grouped(_ballot(line, said, number, names, kind) for said, (line, number) in _piles(body).items()))
    _same_number(head, "NUMBER VOTERS", number_of(ballots))
    options = tuple(Option(key) for key in names)
    return Contest(options=options, names=names, ballots=ballots, ranked=kind != "cat")


def _names(head: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """Return the names of the alternatives; those that have none go by their numbers."""
    names = {
        found[1]: value.strip('"') or found[1] for key, (_, value) in head.items() if (found := _NAME.fullmatch(key))
    }
    line, said = head.get("NUMBER ALTERNATIVES", (1, ""))
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0
    if not names and not number:
        raise BallotFileError(line, "the head names no alternative")
    if number and len(names) < number:
        names |= {key: names.get(key, key) for key in map(str, range(1, number + 1))}
        names = {key: names[key] for key in sorted(names, key=int)}
    _same_number(head, "NUMBER ALTERNATIVES", len(names))
    return names


def _piles(body: Iterator[tuple[int, str]]) -> dict[str, list[int]]:
    """Return what the ballots say, each with its first line and how many there are of it."""
    piles: dict[str, list[int]] = {}
    for line, said in body:
        number, colon, order = said.partition(":")
        number = number.strip()
        if not colon or not number.isascii() or not number.isdigit() or len(number) > MOST_OF_ONE:
            raise BallotFileError(line, "a ballot begins with how many there are of it, and a colon")
        piles.setdefault("".join(order.split()), [line, 0])[1] += int(number)
    return piles


def _split(text: str) -> tuple[dict[str, tuple[int, str]], Iterator[tuple[int, str]]]:
    """Return the head, each entry with its line, and the lines of the ballots."""
    head: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if not line.startswith("#"):
            continue
        # A line without a colon is a remark.
        key, colon, value = line[1:].partition(":")
        if colon:
            head[" ".join(key.upper().split())] = (number, value.strip())
    numbered = enumerate(io.StringIO(text, newline=None), 1)
    return head, ((number, line) for number, line in numbered if line.strip() and not line.startswith("#"))


def _split_old(text: str) -> tuple[dict[str, tuple[int, str]], Iterator[tuple[int, str]]]:
    """Return the same of the format before 2022: a number, `1,Name` lines, sums, then `number,order` lines."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines or not lines[0][1].isascii() or not lines[0][1].isdigit() or len(lines[0][1]) > MOST_DIGITS:
        return {}, iter(())
    names = int(lines[0][1])
    head = {"NUMBER ALTERNATIVES": lines[0]}
    for number, line in lines[1 : 1 + names]:
        key, _comma, name = line.partition(",")
        head[f"ALTERNATIVE NAME {key.strip()}"] = (number, name.strip())
    rest = lines[1 + names :]
    if not rest:
        raise BallotFileError(lines[-1][0], f"{names} alternatives are announced, then the sums, then the ballots")
    number, sums = rest[0]
    head["NUMBER VOTERS"] = (number, sums.split(",")[0].strip())
    return head, ((number, line.replace(",", ":", 1)) for number, line in rest[1:])


def _ballot(line: int, order: str, number: int, names: Mapping[str, str], kind: str) -> Ballot:
    places = list(_places(line, order))
    seen: set[str] = set()
    for key in (key for place in places for key in place):
        if key not in names:
            raise BallotFileError(line, f"the ballot names an unknown alternative: {key!r}")
        if key in seen:
            raise BallotFileError(line, f"the ballot names alternative {key} twice")
        seen.add(key)
    if kind in COMPLETE and len(seen) != len(names):
        raise BallotFileError(line, f"a complete order of {len(names)} alternatives names {len(seen)}")
    if kind == "cat":
        return Ballot(tuple(sorted(places[0] if places else ())), count=number)
    if kind in STRICT and any(len(place) > 1 for place in places):
        raise BallotFileError(line, "a strict order has two alternatives in one place")
    return placed_ballot(places, number)


def placed_ballot(places: list[tuple[str, ...]], number: int) -> Ballot:
    """Return a ranked ballot, with levels only where two share a place."""
    choices = tuple(key for place in places for key in place)
    if all(len(place) == 1 for place in places):
        return Ballot(choices, count=number)
    return Ballot(choices, count=number, levels=tuple(at for at, place in enumerate(places, 1) for _ in place))


def _places(line: int, order: str) -> Iterator[tuple[str, ...]]:
    at = 0
    for found in _PLACE.finditer(order):
        if found.start() != at:
            break
        at = found.end()
        if found[1] is not None:
            # An empty pair of braces is a place nobody has, as a .cat file writes a category left empty.
            yield tuple(key.strip() for key in found[1].split(",") if key.strip())
        elif found[2] is not None:
            yield (found[2].strip(),)
    if at != len(order):
        raise BallotFileError(line, f"the order cannot be read from {order[at : at + 20]!r} on")


def _same_number(head: Mapping[str, tuple[int, str]], key: str, found: int) -> None:
    if key in head and head[key][1] != str(found):
        raise BallotFileError(head[key][0], f"{key} says {head[key][1]}, the file holds {found}")
