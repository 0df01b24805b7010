"""Every number residents read says of what it is: a unit or counter follows it, or it is a day, hour, number or code."""

from __future__ import annotations

import re

import html5lib

from deliberate.delivery.services import following
from deliberate.delivery.states import Rating
from deliberate.kit.roles import Level
from deliberate.meetings.minutes import services as recording
from deliberate.meetings.minutes.queries import minutes_of
from deliberate.meetings.services import running
from deliberate.meetings.states import Outcome
from tests.factories import delivery, issues, meetings, votes
from tests.factories.people import a_community, a_moderator, a_resident

X = "{http://www.w3.org/1999/xhtml}"
# Said by people, made for machines, or a number by its very form.
LEFT_OUT = {"script", "style", "head", "svg", "time", "code", "kbd", "option", "textarea", "pre"}
OF_PEOPLE = {
    "text",
    "post-text",
    "card-title",
    "agenda-title",
    "agenda-conclusion",
    "breadcrumb",
    "crumbs",
    "source",
    "pages",
}
BLOCKS = {
    "p",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "div",
    "section",
    "article",
    "summary",
    "legend",
    "label",
    "button",
    "caption",
    "figcaption",
    "tr",
    "ul",
    "ol",
    "header",
    "footer",
    "main",
    "form",
    "nav",
    "body",
    "a",
    "blockquote",
}
# Reference numbers, telephones, hours, years and days written out, codes in capitals, versions.
BY_FORM = re.compile(
    r"(?<!\d)\d{4}-\d+|\b0\d{2,3}[- ]?\d{3,4}[- ]?\d{4}\b|(?:\+86\s)?\b1\d\d\s?[\d*]{4}\s?[\d*]{4}\b|\b\d{1,2}:\d{2}\b"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec)\w*(?: \d{4})?|\b(?:110|119|120|12345)\b"
    r"|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b|\bv\d+\b|No\. ?\d+|第 ?\d+|\bR\d{4}-\d+|\b[a-z]+(?:-[a-z]+)*-\d{4}\b|（\d{4}）"
    r"|(?<!\d)\d/\d+(?!\d)|#\d+|\d+号楼 ?\d+|王小明\d+"
    r"|/m/[0-9A-Z]+|(?:会议码|Code) [0-9A-Z]{6}"
)
NUMBER = re.compile(r"\d[\d,.]*(?![\d,.]*\d)")
WORD = re.compile(r"[^\W\d_]|%|\u2030")


def blocks(element):
    """Give the text of every block alone, without what stands out of the question."""
    said, inner = [element.text or ""], []
    for child in element:
        tag = str(child.tag).replace(X, "")
        kept = (
            tag not in LEFT_OUT
            and not OF_PEOPLE & set((child.get("class") or "").split())
            and child.get("lang") is None
        )
        if kept and tag in BLOCKS:
            inner += blocks(child)
            said.append("\n")
        elif kept:
            text, below = own_text(child)
            said.append(text)
            inner += below
        else:
            said.append(" \n" if tag != "time" else " ")
        said.append(child.tail or "")
    return [*inner, "".join(said)]


def with_heads(tree):
    """Let the head of a column say what the numbers under it are."""
    for table in tree.iter(f"{X}table"):
        heads = ["".join(head.itertext()) for head in table.findall(f"{X}thead/{X}tr/{X}th")]
        for row in table.findall(f"{X}tbody/{X}tr"):
            for cell, head in zip(row, heads, strict=False):
                said = "".join(cell.itertext())
                cell.clear()
                cell.text = f"{said} {head}"
    return tree


def own_text(element):
    """Give the text of an element, and of the blocks in it."""
    found = blocks(element)
    return found[-1], found[:-1]


def bare(text):
    """Return the numbers of a text after which no word follows."""
    for part in re.split(r"[\n·;；。|]|\. ", BY_FORM.sub(" ", text)):
        numbers = list(NUMBER.finditer(part))
        if numbers and not WORD.search(part[numbers[-1].end() :]):
            yield " ".join(part.split())


class Town:
    """A community in which everything has happened once."""

    def __init__(self, now):
        self.area = area = a_community()
        self.resident, moderator = a_resident(area), a_moderator(area)
        item, _handler, _moderator = delivery.verified(area)
        delivery.say(item, a_resident(area), solved=True)
        judged, _moderator = delivery.appraising(area)
        asker = {"account_id": a_resident(area).id, "level": Level.resident, "lives_here": True, "now": now}
        following.appraise(judged, Rating.satisfied, "", **asker)
        following.count_appraisal(judged, actor_id=None, now=judged.appraise_until)
        late = delivery.an_action(area, due=-3)[0]
        meeting = meetings.a_running_meeting(area, moderator, issues.supported(area))
        meetings.attends(meeting, self.resident)
        meetings.in_the_hall(meeting, 2)
        entry = meetings.an_open_item(meeting)
        meetings.a_contribution(meeting, entry, self.resident)
        running.close_item(entry, Outcome.agreed, "换成声控灯", actor_id=moderator.id, now=now)
        running.close_meeting(meeting, actor_id=moderator.id, now=now)
        recording.lay_open_minutes(minutes_of(meeting.id), actor_id=moderator.id, now=now)
        coming = meetings.a_meeting(area, moderator, issues.supported(area))
        # Drawn by lot, a code may end in a digit or not.
        meeting.join_code, coming.join_code = "ABCDEF", "GHJKMN"
        counted = votes.a_published_vote(area, [(one, "agree") for one in votes.household_reps(area, 14)])
        mine, spoken = issues.gathering(area, self.resident), issues.deliberating(area)
        meetings.a_comment(spoken, self.resident)
        vote = votes.an_open_vote(area)
        self.pages = [
            "/", f"/places/{area.slug}", f"/places/{area.slug}/rules", f"/places/{area.slug}/moderation", "/issues", "/meetings", "/votes",
            "/notices", "/me", "/inbox", "/search?q=灯", "/ledger", "/help", "/help/residents", "/help/me",
            f"/issues/{mine.id}", f"/issues/{spoken.id}", f"/issues/{item.issue_id}", f"/meetings/{meeting.id}",
            f"/meetings/{meeting.id}/minutes", f"/meetings/{coming.id}", f"/votes/{vote.id}", f"/votes/{counted.id}",
            f"/resolutions/{judged.id}", f"/resolutions/{late.resolution_id}", f"/actions/{item.id}", f"/actions/{late.id}",
        ]  # fmt: skip


def test_every_number_residents_read_has_its_unit(session, now, visit):
    town, found = Town(now), []
    session.commit()
    for language in ("zh-CN", "en"):
        reader = visit(town.resident, language=language)
        for page in town.pages:
            main = html5lib.parse(reader.get(page).get_data(as_text=True)).find(f".//{X}main")
            found += [(page, part) for text in blocks(with_heads(main)) for part in bare(text)]
    assert found == []


def test_a_number_alone_is_noticed_and_one_with_its_unit_is_not():
    page = html5lib.parse("<main><p>Agree 14</p><p>Agree <b>14</b> households</p><p>10:30 · 2026-0004</p></main>")
    assert [part for text in blocks(page.find(f".//{X}main")) for part in bare(text)] == ["Agree 14"]
