"""A community in which nothing has happened yet: every list says what will stand there, and what one can do now."""

from __future__ import annotations

import html5lib
import pytest

from deliberate.db.session import commit
from tests.factories.people import a_community, a_handler, a_liaison, a_moderator, a_resident, an_admin

XHTML = "{http://www.w3.org/1999/xhtml}"
# Who comes to an empty list, and where it is.
LISTS = {
    "issues.index": ("resident", "/issues"),
    "meetings.index": ("resident", "/meetings"),
    "votes.index": ("resident", "/votes"),
    "opinions.index": ("resident", "/opinions"),
    "delivery.notices": ("resident", "/notices"),
    "notifications.inbox": ("resident", "/inbox"),
    "search.find": ("resident", "/search?q=路灯"),
    "delivery.work": ("handler", "/work"),
    "issues.desk": ("moderator", "/desk"),
    "meetings.desk": ("moderator", "/meetings/desk"),
    "votes.desk": ("moderator", "/votes/desk"),
    "moderation.desk": ("moderator", "/desk/moderation"),
    "moderation.log": ("resident", "/places/{slug}/moderation"),
    "votes.poll": ("moderator", "/places/{slug}/poll"),
    "places.waiting": ("moderator", "/memberships"),
    "reports.board": ("liaison", "/board"),
    "admin.service_points": ("admin", "/admin/places/{slug}/service-points"),
    "admin.mandates": ("admin", "/admin/places/{slug}/mandates"),
    "help.me": ("resident", "/help/me"),
}
# Never empty, or no list at all; each with its reason.
OTHERS = {
    "what one can do": ("places.home", "places.show", "help.index", "help.guide", "issues.begin", "issues.propose", "meetings.schedule"),
    "there is a community, so there is something": (
        "places.rules", "places.choose_community", "places.claim", "admin.index", "admin.place", "admin.categories", "admin.roles", "admin.figures",
    ),
    "one form or one text": (
        "votes.methods", "votes.appraisal", "admin.add", "admin.new", "opinions.prepare", "help.accessibility", "places.assist", "places.plan",
        "admin.roll", "admin.mandates_list", "admin.adopt", "admin.settings", "admin.staff", "ledger.show",
        "moderation.watched",
    ),
    "for translators, tested with their own": ("renderings.queue", "renderings.own_translators", "renderings.translators"),
    "read by scripts": ("issues.alike", "ledger.export", "ledger.whole", "reports.spreadsheet"),
}  # fmt: skip

# Signing in is forms throughout; the rest is for machines.
NO_LISTS = ("accounts.", "health.")


@pytest.fixture
def people(session):
    area = a_community()
    makers = {
        "resident": a_resident,
        "moderator": a_moderator,
        "liaison": a_liaison,
        "handler": a_handler,
        "admin": an_admin,
    }
    found = {name: make(area) for name, make in makers.items()}
    commit()
    return area, found


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def empty_states(page):
    tree = html5lib.parse(page)
    return [item for item in tree.iter(f"{XHTML}div") if item.get("class") == "empty"]


def test_every_page_without_a_number_is_known(app):
    """A new list cannot be forgotten: it stands in one of the two tables, or this test asks for it."""
    known = {*LISTS, *(name for names in OTHERS.values() for name in names)}
    plain = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.arguments <= {"slug"} and not rule.endpoint.startswith(NO_LISTS)
    }
    plumbing = {endpoint for endpoint in plain if "." not in endpoint}
    assert sorted(plain - plumbing - known) == [], "a new page: is it a list (LISTS), or why not (OTHERS)?"
    assert sorted({*LISTS} - plain) == []


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_an_empty_list_teaches(visit, people, name, language):
    area, found = people
    who, address = LISTS[name]
    page = visit(found[who], language=language).get(address.format(slug=area.slug)).text
    states = empty_states(page)
    assert states, f"{address} shows nothing at all"
    for state in states:
        title, text, *_rest = [words_of(part) for part in state.iter(f"{XHTML}p")]
        assert len(title) >= 4, title
        assert len(text) >= (12 if language == "zh-CN" else 30), f"{address} does not say what will stand there"
        ways = [link for link in state.iter(f"{XHTML}a") if link.get("href")]
        if name != "help.me":  # nobody to call: the text sends to the door
            assert ways, f"{address} does not say what one can do now"


def test_the_next_step_of_an_empty_list_can_be_taken(visit, people):
    area, found = people
    for who, address in LISTS.values():
        visitor = visit(found[who])
        for state in empty_states(visitor.get(address.format(slug=area.slug)).text):
            for link in state.iter(f"{XHTML}a"):
                visitor.get(link.get("href").split("#")[0])


def test_without_any_community_the_front_page_says_who_begins(session, visit):
    assert empty_states(visit().get("/").text)
