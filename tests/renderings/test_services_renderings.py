"""From asking to a checked translation, and back into the queue, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.queries.texts import text_of
from deliberate.issues.services.proposing import resubmit
from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Role
from deliberate.ledger.queries import stream_after
from deliberate.ledger.services import erase_payloads
from deliberate.notifications.queries import inbox
from deliberate.places.queries.tree import below
from deliberate.renderings import queries, services
from deliberate.renderings.models import Rendering
from deliberate.renderings.rules import PAIRS
from deliberate.renderings.states import RenderingState
from deliberate.votes.queries.texts import text_of as asked_by
from tests.factories import issues, votes
from tests.factories.issues import a_wish, who
from tests.factories.people import a_community, a_resident, a_translator, an_account

ENGLISH = {"title": "The lamp is out", "body": "It has been dark for a month."}


class Street:
    """A community with an issue, a reader of English and a translator."""

    def __init__(self):
        self.area = a_community()
        self.author, self.reader = a_resident(self.area), an_account(language="en")
        self.translator = a_translator(self.area, "zh-en")
        self.issue = issues.gathering(self.area, self.author)

    @property
    def text(self):
        return text_of(self.issue)

    def written(self, now, texts=None):
        return services.write(self.text, "en", texts or ENGLISH, who(self.translator), seen=self.text.digest, now=now)


@pytest.fixture
def street(session, now):
    return Street()


def refusal(verb):
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value.refusal.code


def codes(account):
    return [one.code for one in inbox(account.id)]


def test_each_reader_asks_once_and_is_told_when_it_is_there(street, now):
    other = an_account()
    made = services.ask(street.text, "en", who(street.reader), now=now)
    services.ask(street.text, "en", who(other), now=now)
    assert refusal(lambda: services.ask(street.text, "en", who(other), now=now)) == "renderings.asked_already"
    assert (made.asked, made.state) == (2, RenderingState.waiting)
    assert codes(street.translator) == ["rendering.asked"]
    street.written(now)
    assert codes(street.reader) == codes(other) == ["rendering.written"]
    verbs = [entry.verb for entry in stream_after(f"rendering:{made.id}")]
    assert verbs == ["rendering.asked", "rendering.asked", "rendering.written"]


def test_a_second_person_checks_and_a_reader_can_doubt(street, now):
    made = street.written(now)
    assert (
        refusal(lambda: services.check(street.text, "en", who(street.translator), now=now))
        == "renderings.own_translation"
    )
    second = a_translator(street.area, "zh-en", display_name="金老师")
    services.check(street.text, "en", who(second), now=now)
    assert (made.state, made.checker_label) == (RenderingState.checked, "金老师")
    services.doubt(street.text, "en", who(street.reader), note="“month” is right?", now=now)
    assert made.state is RenderingState.doubted
    assert codes(street.translator)[0] == "rendering.doubted"
    street.written(now, {**ENGLISH, "body": "Dark for one month."})
    assert (made.state, made.doubt, made.checker_id) == (RenderingState.written, "", None)


def test_only_who_was_appointed_and_the_author_write(street, now):
    stranger = a_translator(street.area, "ko-en")
    text = street.text
    assert (
        refusal(lambda: services.write(text, "en", ENGLISH, who(stranger), seen=text.digest, now=now))
        == "renderings.not_your_pair"
    )
    made = services.write(text, "en", ENGLISH, who(street.author), seen=text.digest, now=now)
    assert made.by_author


def test_a_reworded_original_sends_its_translation_back(street, now):
    issue = issues.returned(street.area, street.author)
    text = text_of(issue)
    made = services.write(text, "en", ENGLISH, who(street.translator), seen=text.digest, now=now)
    resubmit(issue, a_wish(issue.scope_place, body="三号楼门口的路灯坏了两个月。"), who(street.author), now=now)
    assert made.state is RenderingState.outdated
    assert made.of != text_of(issue).digest
    assert made in queries.queue([street.area], ["zh-en"], now=now)


def test_what_a_vote_needs_soon_stands_before_what_many_ask_for(street, now):
    for _ in range(3):
        services.ask(street.text, "en", who(an_account()), now=now)
    vote = votes.an_open_vote(street.area)
    vote.closes_at = now + timedelta(hours=30)
    services.ask(asked_by(vote), "en", who(street.reader), now=now)
    waiting = queries.queue([street.area], ["zh-en"], now=now)
    assert [(one.kind, one.asked) for one in waiting] == [("vote", 1), ("issue", 3)]
    assert queries.queue([street.area], ["en-zh"], now=now) == []
    street.written(now)
    assert [one.kind for one in queries.queue([street.area], ["zh-en"], now=now)] == ["vote"]
    assert queries.queue([street.area], PAIRS, now=now, besides=street.translator.id) == []
    assert [one.kind for one in queries.queue([street.area], PAIRS, now=now, besides=0)] == ["issue"]


def test_the_role_without_pairs_means_all_and_no_pair_ends_it(street, now):
    path = street.area.place_path
    assert queries.pairs_of(street.translator.id, path, translator=True) == {"zh-en"}
    assert queries.pairs_of(street.reader.id, path, translator=True) == set(PAIRS)
    assert queries.pairs_of(street.translator.id, path, translator=False) == frozenset()
    below_it = below(street.area)[-1]
    assert who(street.translator).holds(Role.translator, below_it.place_path)
    services.appoint_translator(street.area, street.translator, [], now=now)
    assert not who(street.translator).holds_anywhere(Role.translator)


def test_a_wrongly_told_language_can_be_named(street, now):
    services.ask(street.text, "en", who(street.reader), now=now)
    services.name_language(street.text, "ja", who(street.author), now=now)
    assert street.issue.language == "ja"
    assert queries.queue([street.area], ["zh-en"], now=now) == []
    assert len(queries.queue([street.area], ["ja-en"], now=now)) == 1


def test_what_is_erased_by_law_takes_its_translations_along(street, session, now):
    services.ask(street.text, "en", who(street.reader), now=now)
    made = street.written(now)
    number = made.id
    erase_payloads(f"issue:{street.issue.id}", actor_id=None, now=now)
    assert session.query(Rendering).count() == 0
    assert {entry.payload for entry in stream_after(f"rendering:{number}")} == {None}
