"""Minutes as files: opened again, they say what they should, in lines a reader of Chinese finds right."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from deliberate.meetings.minutes.rules import papers
from deliberate.meetings.minutes.rules.papers import Block, Paper
from deliberate.meetings.minutes.rules.signing import signatories
from deliberate.meetings.minutes.states import Signatory
from deliberate.places.rules.shipped import shipped_ruleset, shipped_rulesets

SAID = "大家商定：路灯换成声控灯，三个月内办好。"
BLOCKS = (Block("heading", "达成的意见", 2), Block("point", f"{SAID} [4]"), Block("sign", "主持人：老张 ____"))
PAPER = Paper("会议纪要：路灯恳谈会", "zh-Hans", BLOCKS, "校验码 AB12")


def test_a_word_file_opened_again_has_its_words_and_headings():
    made = Document(BytesIO(papers.docx(PAPER)))
    assert [one.text for one in made.paragraphs] == [PAPER.title, *(block.text for block in BLOCKS)]
    assert made.paragraphs[1].style.name == "Heading 2"
    sheet = made.sections[0]
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    foot = sheet.footer.paragraphs[0]
    assert foot.text.startswith("校验码 AB12")
    assert re.findall(r'w:instr="(\w+)"', foot._p.xml) == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    ("language", "face", "tongue"),
    [("zh-Hans", "SimSun", "zh-CN"), ("ja", "MS Mincho", "ja-JP"), ("en", "SimSun", "zh-CN")],
)
def test_a_word_file_asks_for_letters_of_its_script_and_names_its_language(language, face, tongue):
    made = Document(BytesIO(papers.docx(replace(PAPER, language=language))))
    for style in ("Normal", "Title", "Heading 2"):
        faces = made.styles[style].element.rPr.rFonts.attrib
        assert {value for name, value in faces.items() if not name.endswith("hint")} == {face}, faces
    assert set(re.findall(r'<w:lang [^>]*w:eastAsia="([^"]+)"', made.styles.element.xml)) == {tongue}
    assert (made.core_properties.author, made.core_properties.comments) == ("", "")


@pytest.mark.skipif(papers.face() is None or shutil.which("pdftotext") is None, reason="no typeface or no reader")
def test_a_pdf_opened_again_shows_chinese(tmp_path):
    file = tmp_path / "minutes.pdf"
    file.write_bytes(papers.pdf(PAPER, papers.face()))
    read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    for words in (PAPER.title, "达成的意见", SAID, "主持人：老张", "校验码 AB12 · 1/1"):
        assert words in read


def test_without_a_typeface_there_is_none(tmp_path):
    assert papers.face([str(tmp_path / "none.ttf")]) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("路灯太暗。", ["路灯太", "暗。"]),
        ("路灯很暗。好", ["路灯很", "暗。好"]),
        ("ab cd efg", ["ab", "cd", "efg"]),
        ("一\n二", ["一", "二"]),
        ("", [""]),
    ],
)
def test_no_line_begins_with_a_mark_that_closes(text, lines):
    assert papers.broken(text, 3, len) == lines


def test_every_kind_of_meeting_knows_who_signs():
    for name in shipped_rulesets():
        for rule in shipped_ruleset(name).under("meeting."):
            if rule.key.endswith(".signatures"):
                assert signatories(rule.words, participants=2)[-2:] == [Signatory.participant] * 2
    assert signatories((), participants=0) == [Signatory.chair, Signatory.recorder]
    assert signatories(("tellers",), participants=0) == [Signatory.tellers] * 2
