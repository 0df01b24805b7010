"""The texts of docs/ as the product shows them."""

from __future__ import annotations

import re

import pytest

from chores.catalogues import load, path_of
from deliberate.help.rules.reading import joined, read_text
from deliberate.help.rules.tours import TOPICS
from tests.support.source import ROOT, files

DOCS = ROOT / "docs"
LINK = re.compile(r'help_link\(.*?, "([a-z-]+)"(?:, "([a-z]+)")?\)')
QUOTED = re.compile("“([^”]+)”")


def kinds(text):
    return [(block.kind, block.plain) for block in read_text(text)]


def anchors(topic, ending):
    text = (DOCS / f"{topic}{ending}").read_text(encoding="utf-8")
    return [block.anchor for block in read_text(text) if block.kind == "h2"]


def test_blocks_are_found():
    text = '# A\n\n<a id="b"></a>\n## B\n\none\ntwo\n\n- first\n  goes on\n- second\n\n1. x\n\n| a | b |\n|---|---|\n| c | d |\n'
    assert kinds(text) == [
        ("h1", "A"), ("h2", "B"), ("p", "one two"), ("ul", "first goes onsecond"), ("ol", "x"), ("table", ""),
    ]  # fmt: skip
    assert read_text(text)[1].anchor == "b"
    assert [len(row) for row in read_text(text)[-1].cells] == [2, 2]


def test_runs_are_found_and_code_stays_text():
    (block,) = read_text("See **this** and [that](x.md), `/desk`, *so* ![p](y.png) <script>")
    found = [(piece.kind, piece.text, piece.url) for piece in block.lines[0] if piece.kind != "plain"]
    assert found == [
        ("strong", "this", ""), ("link", "that", "x.md"), ("code", "/desk", ""), ("soft", "so", ""), ("picture", "p", "y.png"),
    ]  # fmt: skip
    assert block.lines[0][-1].text == " <script>"


@pytest.mark.parametrize(
    ("one", "two", "both"), [("提", "议", "提议"), ("a", "b", "a b"), ("提", "b", "提 b"), ("", "b", "b")]
)
def test_chinese_lines_join_without_a_blank(one, two, both):
    assert joined(one, two) == both


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_answer_the_same_questions(topic):
    english, chinese = anchors(topic, ".md"), anchors(topic, ".zh.md")
    assert english == chinese
    assert "" not in english
    assert len(set(english)) == len(english) >= 4


def test_questions_on_pages_have_their_answer():
    asked = [
        (path.name, found[1] or "residents", found[0])
        for path in files("templates", suffix=".html")
        if path.name != "help_link.html"
        for found in LINK.findall(path.read_text(encoding="utf-8"))
    ]
    assert asked
    assert [line for line in asked if line[2] not in anchors(line[1], ".md")] == []


# Words in quotation marks that are no words of a page: something a person says or types.
SAID = {
    "Read aloud",
    "读给我听",
    "还缺什么",
    "Add to home screen",
    "添加到主屏幕",
    "Not yet cast",
    "票还没有投出",
    "On this phone",
    "这台手机上的内容",
    "Chen, Building 3 101",
    "陈阿婆，3号楼 101",
    "第2版",
}


@pytest.mark.parametrize("ending", [".md", ".zh.md"])
def test_help_names_buttons_as_the_pages_do(ending):
    """Who looks for a word that is not there gives up; so what help puts in quotation marks stands on a page."""
    catalogue = load(path_of("zh_Hans_CN"), "zh_Hans_CN")
    words = {str(message.id if ending == ".md" else message.string) for message in catalogue if message.id}
    quoted = {
        (topic, found)
        for topic in TOPICS
        for found in QUOTED.findall((DOCS / f"{topic}{ending}").read_text(encoding="utf-8").replace("\n", " "))
    }
    assert sorted(item for item in quoted if item[1] not in words | SAID) == []
