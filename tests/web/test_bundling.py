"""Modules joined into one: the same names reach the same places, each module runs once, and nothing is guessed."""

from __future__ import annotations

from contextlib import closing

import pytest

from deliberate.web.bundling import CannotJoinError, join

MODULES = {
    "js/main.js": (
        "import shout, { twice as double } from './kit/a.js';\n"
        "import {\n  count,\n  Box,\n} from './kit/b.js';\n"
        "import './kit/c.js';\n"
        "export const late = () => import('./later.js');\n"
        "window.found = [shout('x'), double(2), count(), count(), new Box().held, window.ran];\n"
    ),
    "js/kit/a.js": (
        "// export { nothing };\nimport { count } from './b.js';\n"
        "export default function shout(word) {\n  return `${word}!${count()}`;\n}\n"
        "const again = (n) => n * 2;\nexport { again as twice };\n"
    ),
    "js/kit/b.js": (
        "let n = 0;\nexport function count() {\n  n += 1;\n  return n;\n}\nexport class Box {\n"
        "  constructor() {\n    this.held = 'import { a } from b';\n  }\n}\n"
    ),
    "js/kit/c.js": "window.ran=(window.ran||0)+1;var e=1;export{e as h,e as default};\n//# sourceMappingURL=c.js.map\n",
}


@pytest.mark.browser
def test_the_joined_module_does_what_the_modules_do(chromium):
    with closing(chromium.new_page()) as page:
        page.add_script_tag(content=join("js/main.js", MODULES.get), type="module")
        page.wait_for_function("() => window.found")
        assert page.evaluate("window.found") == ["x!1", 4, 2, 3, "import { a } from b", 1]


def test_a_module_two_others_need_is_joined_once_and_before_them():
    text = join("js/main.js", MODULES.get)
    places = [text.index(f"// {name}") for name in ("js/kit/b.js", "js/kit/a.js", "js/kit/c.js", "js/main.js")]
    assert places == sorted(places)
    assert text.count("// js/kit/b.js") == 1
    assert "sourceMappingURL" not in text
    assert "nothing" not in text


@pytest.mark.parametrize(
    ("modules", "says"),
    [
        ({"m.js": "import { a } from './gone.js';"}, "gone.js: is not there"),
        ({"m.js": "import './n.js';", "n.js": "import './m.js';"}, "m.js → n.js → m.js"),
        ({"m.js": "export let a = 1;"}, "export let a"),
        ({"m.js": "export * from './n.js';", "n.js": ""}, "export \\*"),
        ({"m.js": "import * as all from './n.js';", "n.js": ""}, "import \\* as all"),
        ({"m.js": "import './k/n.js';", "k/n.js": "import('./late.js');"}, "relative path"),
    ],
)
def test_what_is_not_understood_is_refused_and_never_guessed(modules, says):
    with pytest.raises(CannotJoinError, match=says):
        join("m.js", modules.get)
