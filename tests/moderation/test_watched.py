"""Words a community watches: found in any width and case, never stopping anything; on both databases."""

from __future__ import annotations

import pytest

from deliberate.db.session import commit
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.services import marking
from deliberate.moderation import queries, rules, services
from deliberate.moderation.commands import watched
from deliberate.moderation.events import stream_of
from deliberate.moderation.states import HideReason
from tests.factories.issues import supported
from tests.factories.meetings import a_comment, identity
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("加我微信领红包", ["微信", "红包"], ["微信", "红包"]),
        ("这是传销的人", ["传销"], ["传销"]),
        ("请ＡＤＤ我", ["add"], ["ＡＤＤ"]),
        ("the ad is an AD", ["ad"], ["ad", "AD"]),
        ("address, bad, ad2", ["ad"], []),
        ("加AD领奖", ["ad"], ["AD"]),
        ("éad", ["ad"], []),
        ("㎏ 秤", ["kg"], ["㎏"]),
        ("微信微信群", ["微信", "微信群"], ["微信", "微信群"]),
        ("骗骗骗", ["骗骗"], ["骗骗骗"]),
        ("没有这样的词", ["微信", " "], []),
    ],
)
def test_words_are_found_as_people_write_them(text, words, found):
    assert [text[begin:end] for begin, end in rules.watched_in(text, words)] == found
    assert "".join(piece for piece, _is in rules.marked(text, words)) == text


def test_a_list_is_one_word_a_line_without_doubles():
    assert rules.as_list(" 微信 \n\nＡＤ\nad\n红  包") == ["微信", "ad", "红 包"]
    assert rules.why_not_watch(["词"] * 300) is None
    assert rules.why_not_watch(["词"] * 301).code == "moderation.too_many_words"
    assert rules.why_not_watch(["词" * 41]).code == "moderation.watched_too_long"


@pytest.fixture
def place(session, now):
    return a_community()


def test_what_has_a_watched_word_is_shown_at_once_and_looked_at(place, now):
    chair, author, issue = a_moderator(place), a_resident(place), supported(place)
    by = {"actor_id": chair.id, "now": now}
    assert a_comment(issue, author, "先加微信").shown
    services.watch_words(place, ["微信", "红包"], **by)
    services.watch_words(place, ["微信"], **by)
    said, mended = a_comment(issue, author, "请加微信群"), a_comment(issue, author, "请看公告")
    assert said.shown
    marking.edit(mended, "请看微信", person=identity(author), now=mended.at)
    waiting = queries.flagged_at([place.id])
    assert [(of.subject_id, [piece for piece, found in pieces if found]) for of, pieces in waiting] == [
        (said.id, ["微信"]), (mended.id, ["微信"]),
    ]  # fmt: skip
    of = lambda one: queries.text("contribution", one.id)  # noqa: E731
    assert services.keep_text(of(said), **by) == 1
    services.hide_text(of(mended), HideReason.advertising, **by)
    assert queries.flagged_at([place.id]) == []
    with pytest.raises(Refused):
        services.keep_text(of(said), **by)


def test_words_changed_after_they_were_looked_at_are_looked_at_again(place, now):
    chair, author, issue = a_moderator(place), a_resident(place), supported(place)
    by = {"actor_id": chair.id, "now": now}
    services.watch_words(place, ["微信", "红包"], **by)
    said = a_comment(issue, author, "请加微信群")
    of = lambda: queries.text("contribution", said.id)  # noqa: E731
    services.keep_text(of(), **by)
    marking.edit(said, "请看公告", person=identity(author), now=said.at)
    assert queries.flagged_at([place.id]) == []
    marking.edit(said, "请领红包", person=identity(author), now=said.at)
    ((waiting, _pieces),) = queries.flagged_at([place.id])
    assert (waiting.subject_id, said.shown) == (said.id, True)
    assert services.keep_text(of(), **by) == 1
    told = [one.verb for one in stream_after(stream_of("contribution", said.id)) if one.verb == "moderation.flagged"]
    assert len(told) == 2


def test_the_list_goes_out_and_comes_in_from_the_command_line(app, place, tmp_path):
    commit()
    file = tmp_path / "words.txt"
    file.write_text("\ufeff微信\n\n红包\n微信\n", encoding="utf-8")
    run = app.test_cli_runner().invoke
    assert "2 words are watched" in run(watched, ["import", place.slug, str(file)]).output
    file.write_text("传销\n", encoding="utf-8")
    assert "3 words" in run(watched, ["import", place.slug, str(file)]).output
    assert run(watched, ["list", place.slug]).output.split() == ["传销", "微信", "红包"]
    assert "1 words" in run(watched, ["import", "--replace", place.slug, "-"], input="红包\n").output
    file.write_bytes(b"\xff\xfe\x00")
    for arguments, message in (
        (["import", place.slug, str(file)], "not text in UTF-8"),
        (["list", "nowhere"], "no place nowhere"),
        (["import", place.slug, "-"], "too long"),
    ):
        failed = run(watched, arguments, input="词" * 41)
        assert (failed.exit_code, message in failed.output) == (1, True), failed.output


def test_moderators_keep_the_list_and_see_the_words_marked(place, visit, now):
    chair, author, issue = a_moderator(place), a_resident(place), supported(place)
    commit()
    url = f"/places/{place.slug}/watched"
    visit(author).get(url, 403)
    desk = visit(chair)
    desk.post(url, {"words": "词" * 41}, 422)
    desk.post(url, {"words": "微信\n红包"}, 303)
    assert "微信\n红包" in desk.get(url).get_data(as_text=True)
    a_comment(issue, author, "加<b>微信")
    commit()
    assert "加&lt;b&gt;<mark>微信</mark>" in desk.get("/desk/moderation").get_data(as_text=True)
