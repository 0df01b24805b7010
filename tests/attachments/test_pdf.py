"""Which PDFs are taken: whole, open, not too large, and able to do nothing but be read."""

from __future__ import annotations

import zlib

import pytest

from deliberate.attachments.rules import PDF_MOST, clean_name, why_not_pdf

BODY = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
END = b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def packed(content):
    """Return an object stream with something packed in it."""
    return b"3 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\r\n" + zlib.compress(content) + b"\nendstream endobj"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BODY + END, None),
        (BODY.replace(b"1.7", b"2.0") + END, None),
        (BODY + b"(a word: JavaScript, JS)" + END, None),
        (BODY + packed(b"<</Type/Page>>") + END, None),
        (BODY + b"3 0 obj<</Type/ObjStm>>stream\nno zlib at all" + END, None),
        (BODY + b"<</JSX 1>>" + END, None),
        (b"", "attachments.not_a_pdf"),
        (BODY, "attachments.not_a_pdf"),
        (b"<html>" + BODY + END, "attachments.not_a_pdf"),
        (b"%PDF-3.0" + END, "attachments.not_a_pdf"),
        (b"MZ" + END, "attachments.not_a_pdf"),
        (BODY + b"<</S/JavaScript/JS(app.alert(1))>>" + END, "attachments.pdf_acts"),
        (BODY + b"<</S/J#61vaScript>>" + END, "attachments.pdf_acts"),
        (BODY + b"<</S/Launch/F(x.exe)>>" + END, "attachments.pdf_acts"),
        (BODY + b"<</Names<</EmbeddedFiles 9 0 R>>>>" + END, "attachments.pdf_acts"),
        (BODY + packed(b"<</AA<</O<</S/JavaScript>>>>>>") + END, "attachments.pdf_acts"),
        (BODY + packed(b"1 0") + packed(b"<</S/Launch>>") + END, "attachments.pdf_acts"),
        (BODY + packed(b" " * (65 * 1024 * 1024)) + END, "attachments.pdf_acts"),
        (BODY + b"trailer<</Encrypt 8 0 R>>" + END, "attachments.pdf_locked"),
        (BODY + b" " * (PDF_MOST - len(BODY + END)) + END, None),
        (BODY + b" " * (PDF_MOST - len(BODY + END) + 1) + END, "attachments.pdf_too_large"),
    ],
    ids=range(21),
)
def test_a_pdf_is_whole_open_and_only_to_be_read(data, code):
    refusal = why_not_pdf(data)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("报价单.pdf", "报价单.pdf"),
        ("报价单.PDF", "报价单.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\fakepath\\图纸.pdf", "图纸.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("...", "document.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("长" * 200 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_a_name_has_no_folder_and_misleads_nobody(name, kept):
    assert clean_name(name) == kept
