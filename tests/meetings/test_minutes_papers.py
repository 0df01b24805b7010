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


def read_again(paper, folder):
    file = folder / "minutes.pdf"
    file.write_bytes(papers.pdf(paper, papers.face()))
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout


readable = pytest.mark.skipif(
    papers.face() is None or shutil.which("pdftotext") is None, reason="no typeface or no reader"
)


@readable
def test_lines_to_sign_stay_on_one_sheet_with_their_heading(tmp_path):
    signed = [Block("heading", "签名", 2), *(Block("sign", f"参会人{number}") for number in range(4))]
    long = replace(PAPER, blocks=(*(Block("point", SAID) for _number in range(27)), *signed))
    first, second = read_again(long, tmp_path).split("\f")[:2]
    assert [word in first for word in ("签名", "参会人0")] == [False, False]
    assert all(block.text in second for block in signed)
    kept = [one.paragraph_format.keep_with_next for one in Document(BytesIO(papers.docx(long))).paragraphs]
    assert kept[-4:] == [True, True, True, False]


@readable
def test_a_pdf_opened_again_shows_chinese(tmp_path):
    read = read_again(PAPER, tmp_path)
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
