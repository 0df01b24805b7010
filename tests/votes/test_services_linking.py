"""What an operator with the database can and cannot link, looked up below the tables, on both databases.

Before the close the answer is: a lot, and our pages say so. After it: nothing that joins a ballot to a line of the roll.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import OperationalError, connect
from threading import Timer

import pytest
from sqlalchemy import inspect, select, text

from deliberate.db.base import db
from deliberate.ledger.models import Entry
from deliberate.places.states import Capacity
from deliberate.votes import reactions
from deliberate.votes.models import Participation, RollEntry, VoteBallot
from deliberate.votes.queries import papers
from deliberate.votes.services import casting, leading
from tests.conftest import NOON
from tests.factories.people import a_community, a_member, units_of
from tests.factories.votes import an_open_vote, household_reps

pytestmark = pytest.mark.usefixtures("session", "now")
VOTERS = 20
LOG_HEAD, FRAME_HEAD = 32, 24


@pytest.fixture
def place(session):
    return a_community()


def held(place):
    """Let everybody vote, each in a transaction of their own, last room first; return vote and (entry, receipt) in order."""
    voters = household_reps(place, VOTERS)
    vote = an_open_vote(place)
    db.session.commit()
    cast = []
    for voter in reversed(voters):
        entry = papers.standings(vote.id, voter.id)[0].entry.id
        receipt = casting.cast_ballot(vote, ["agree"], entry_id=entry, account_id=voter.id, now=vote.opens_at)
        db.session.commit()
        cast.append((entry, receipt))
    return vote, cast


def closed(vote, then=lambda: None):
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    db.session.remove()
    then()
    reactions.forget_the_order(NOON)


def below(statement):
    return [tuple(row) for row in db.session.execute(text(statement))]


def file_of():
    return Path(db.engine.url.database)


def in_the_log(receipts):
    """Return for each receipt in which frame of SQLite's write-ahead log it stands first."""
    log = file_of().with_name(file_of().name + "-wal").read_bytes()
    page = int.from_bytes(log[8:12], "big")
    frames = [log[at : at + FRAME_HEAD + page] for at in range(LOG_HEAD, len(log), FRAME_HEAD + page)]
    return [next(at for at, frame in enumerate(frames) if one.encode() in frame) for one in receipts]


def files_of_tables(
    names=("vote_ballots", "vote_participations", "pk_vote_ballots", "uq_vote_ballots_vote_id_receipt"),
):
    """Return the bytes in which the database keeps ballots and marks."""
    if db.engine.dialect.name == "sqlite":
        return b"".join(path.read_bytes() for path in file_of().parent.glob(file_of().name + "*"))
    db.session.execute(text("CHECKPOINT"))
    return b"".join(bytes(below(f"SELECT pg_read_binary_file(pg_relation_filepath('{name}'))")[0][0]) for name in names)


def test_before_the_close_an_operator_can_link_and_we_say_so(engine, place):
    _vote, cast = held(place)
    receipts = [receipt for _entry, receipt in cast]
    if engine == "sqlite":
        # The tables keep no order, but the log of what was just written does.
        assert in_the_log(receipts) == sorted(in_the_log(receipts))
        return
    # Mark and ballot were written in one transaction; its parts have neighbouring numbers.
    marks = sorted(below("SELECT xmin::text::bigint, roll_entry_id FROM vote_participations"))
    ballots = sorted(below("SELECT xmin::text::bigint, receipt FROM vote_ballots"))
    assert [(entry, receipt) for (_x, entry), (_y, receipt) in zip(marks, ballots, strict=True)] == cast


def test_sqlite_keeps_neither_ballots_nor_marks_in_the_order_they_came_in(engine, place):
    if engine != "sqlite":
        pytest.skip("PostgreSQL does, until the close")
    _vote, cast = held(place)
    with closing(connect(file_of())) as driver:
        for table in ("vote_ballots", "vote_participations"):
            with pytest.raises(OperationalError, match="no such column: rowid"):
                driver.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - our own name
        ids = [row[0] for row in driver.execute("SELECT id FROM vote_ballots NOT INDEXED")]
        marks = [row[0] for row in driver.execute("SELECT roll_entry_id FROM vote_participations NOT INDEXED")]
    assert ids == sorted(ids)
    assert marks == sorted(marks) == [entry for entry, _receipt in reversed(cast)]


def test_after_the_close_nothing_joins_a_ballot_to_the_roll(engine, place):
    vote, cast = held(place)
    entries, receipts = [entry for entry, _ in cast], [receipt for _, receipt in cast]
    before = db.session.scalars(select(VoteBallot.id)).all()
    closed(vote)
    if engine == "postgresql":
        for table, column, order in (("vote_ballots", "receipt", receipts), ("vote_participations", "roll_entry_id", entries)):  # fmt: skip
            rows = below(f"SELECT ctid::text, xmin::text, {column} FROM {table} ORDER BY ctid")  # noqa: S608
            assert len({xmin for _ctid, xmin, _value in rows}) == 1
            assert [value for _ctid, _xmin, value in rows] not in (order, order[::-1], sorted(order))
    else:
        assert len(file_of().with_name(file_of().name + "-wal").read_bytes()) == 0
    # Not one of the rows as they were written when somebody voted is left in the files.
    kept = files_of_tables()
    assert receipts[0].encode() in kept
    assert [one for one in before if one.encode() in kept] == []


def a_copy():
    """Return what a backup without logs holds: the marks and the receipts, in the order in which the tables keep them."""
    tables = (("roll_entry_id", "vote_participations"), ("receipt", "vote_ballots"))
    return [[row[0] for row in below(f"SELECT {column} FROM {table}")] for column, table in tables]  # noqa: S608


def test_copies_made_while_people_vote_go_on_telling_after_the_close(engine, place):
    """One copy tells who had voted by then and what lay in the box together; what came between two tells of itself."""
    latecomer = a_member(units_of(place)[VOTERS], Capacity.household_rep)
    vote, cast = held(place)
    marks, receipts = a_copy()
    assert (set(marks), set(receipts)) == ({entry for entry, _ in cast}, {receipt for _, receipt in cast})
    # A dump of PostgreSQL keeps the order in which people voted; a copy of SQLite's file, without its log, does not.
    assert (list(zip(marks, receipts, strict=True)) == cast) is (engine == "postgresql")
    entry = papers.standings(vote.id, latecomer.id)[0].entry.id
    late = casting.cast_ballot(vote, ["disagree"], entry_id=entry, account_id=latecomer.id, now=vote.opens_at)
    db.session.commit()
    later_marks, later_receipts = a_copy()
    assert (set(later_marks) - set(marks), set(later_receipts) - set(receipts)) == ({entry}, {late})
    closed(vote)
    # The receipt is the ballot's name for good, so what the copies tell of it holds for the published list.
    found = select(VoteBallot.choices).where(VoteBallot.receipt == late)
    assert db.session.scalar(found) == ["disagree"]


def test_what_the_spare_ballots_were_made_of_is_forgotten_with_the_count(engine, place):
    """Whoever had the seed could tell which ballots were on paper, and so what a few papers said."""
    vote = an_open_vote(place)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    seed = papers.batches(vote.id)[-1].seed
    db.session.commit()
    assert seed.encode() in files_of_tables(["vote_batches"])
    leading.tally_vote(vote, actor_id=None, now=vote.closes_at)
    db.session.commit()
    db.session.remove()
    reactions.forget_the_order(NOON)
    assert seed.encode() not in files_of_tables(["vote_batches"])


def test_who_is_reading_while_the_ballots_are_laid_anew_is_waited_for(engine, place):
    if engine != "postgresql":
        pytest.skip("on a file the log is emptied, whoever reads")
    vote, _cast = held(place)
    before = db.session.scalars(select(VoteBallot.id)).all()
    reader = db.engine.connect().execution_options(isolation_level="REPEATABLE READ")
    # Of another table: for those of this one the database waits by itself.
    reader.execute(text("SELECT count(*) FROM accounts"))
    closed(vote, then=Timer(0.5, reader.close).start)
    kept = files_of_tables()
    assert [one for one in before if one.encode() in kept] == []


def test_no_column_of_the_ballots_says_when_who_or_in_which_place_of_a_row(place):
    vote, _cast = held(place)
    closed(vote)
    names = {column.name: str(column.type) for column in inspect(VoteBallot).columns}
    assert not [name for name, kind in names.items() if "Moment" in kind or "DATETIME" in kind or name.endswith("_at")]
    assert set(names) & {column.name for column in inspect(Participation).columns} == {"vote_id"}
    assert set(names) & {column.name for column in inspect(RollEntry).columns} == {"id", "vote_id"}
    ids = {str(one) for one in db.session.scalars(select(RollEntry.id))}
    assert ids.isdisjoint(db.session.scalars(select(VoteBallot.id)))


def test_the_record_has_no_entry_between_opening_and_close_that_names_a_voter(place):
    vote, _cast = held(place)
    stream = f"vote:{vote.id}"
    closed(vote)
    entries = db.session.scalars(select(Entry).where(Entry.stream == stream).order_by(Entry.seq)).all()
    assert [entry.verb for entry in entries] == ["vote.drafted", "vote.announced", "vote.opened", "vote.closed"]
