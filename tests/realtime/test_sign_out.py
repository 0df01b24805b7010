"""Who signs out everywhere loses every open socket, and an open socket never keeps rights that are gone."""

from __future__ import annotations

from contextlib import suppress

from deliberate.accounts.models import Account
from deliberate.accounts.services import sign_out_everywhere
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.clock import now
from deliberate.places.models import RoleHolding


def test_signing_out_everywhere_closes_the_sockets_of_every_worker(evening, phone):
    """The tests' own process signs out, as another worker would: the server finds it in the record."""
    mine, other = phone(evening.resident), phone(evening.neighbour)
    for one in (mine, other):
        one.join(evening.meeting_id)
    sign_out_everywhere(db.session.get(Account, evening.resident_id), now=now())
    commit()
    assert mine.gone.get(timeout=5)
    assert other.ask("leave", {})["ok"]


def test_a_socket_is_a_guests_as_soon_as_its_account_signed_out(evening, phone):
    mine = phone(evening.resident)
    account = db.session.get(Account, evening.resident_id)
    account.session_version += 1
    commit()
    answer = mine.act(evening.meeting_id, "attend")
    assert answer["error"]["code"] == "web.sign_in_first"


def test_names_stop_going_to_whom_they_no_longer_concern(evening, phone):
    """Asked again when something is sent, not when the phone joined."""
    recorder, resident = phone(evening.recorder), phone(evening.resident)
    recorder.join(evening.meeting_id)
    db.session.query(RoleHolding).delete()
    commit()
    resident.act(evening.meeting_id, "attend")
    [came] = recorder.batch()["items"]
    assert came["data"] == {"channel": "phone", "counts": False}


def test_signing_out_here_closes_the_rooms_other_tabs_still_show(evening, phone, server):
    mine = phone(evening.resident)
    mine.join(evening.meeting_id)
    with suppress(ValueError):  # the answer is a page
        server.post("/sign-out", {}, evening.resident)
    assert mine.gone.get(timeout=5)
