"""What readers are pointed to is there."""

from __future__ import annotations

import re

from tests.support.source import ROOT, short

LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


def pages():
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_link_of_the_documentation_leads_somewhere():
    links = [(page, target) for page in pages() for target in LINK.findall(page.read_text(encoding="utf-8"))]
    inner = [(page, target) for page, target in links if "://" not in target and not target.startswith("mailto:")]
    assert [f"{short(page)}: {target}" for page, target in inner if not (page.parent / target).exists()] == []


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.splitlines()) == 661


def test_every_decision_has_a_number_of_its_own():
    found = sorted(path.name for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in found] == list(range(len(found)))
