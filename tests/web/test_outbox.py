"""What a phone's outbox is answered: who it speaks for, what became of a form, why it was refused."""

from __future__ import annotations

import pytest

from tests.factories import issues as make
from tests.factories.people import a_community, a_resident

OUTBOX = {"X-Outbox": "1", "Accept": "application/json"}


@pytest.fixture
def neighbour(session):
    found = a_resident(a_community())
    session.commit()
    return found


def send(app, account, url, **data):
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["account"], cookie["version"] = account.id, account.session_version
    answer = client.post(url, data=data, headers={**OUTBOX, "Accept-Language": "en"})
    return answer.status_code, answer.get_json()


def test_the_phone_learns_who_is_signed_in_and_nothing_of_it_is_kept(app, neighbour):
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["account"], cookie["version"] = neighbour.id, neighbour.session_version
    answer = client.get("/outbox/ready")
    assert answer.get_json()["reader"] == neighbour.id
    assert answer.get_json()["token"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_that_arrived_says_where_it_stands_and_so_does_its_double(app, session, now):
    area = a_community()
    issue, neighbour = make.gathering(area), a_resident(area)
    session.commit()
    url, page = f"/issues/{issue.id}/second", {"ok": True, "url": f"/issues/{issue.id}"}
    assert send(app, neighbour, url, client_id="one-press") == (200, page)
    assert send(app, neighbour, url, client_id="one-press") == (200, page)
    status, answer = send(app, neighbour, url, client_id="another-press")
    assert (status, answer["error"]["code"]) == (409, "issues.already_seconded")
    session.expire_all()
    assert issue.second_count == 1


def test_a_form_with_a_fault_names_the_field_in_the_readers_language(app, neighbour, session):
    session.commit()
    status, answer = send(app, neighbour, "/issues/new/details", title="灯坏了", body=" ")
    assert status == 422
    assert answer["error"]["code"] == "web.look_again"
    assert answer["error"]["fields"]["body"]["fault"] == "Please describe it in a few words."


def test_whoever_is_no_longer_signed_in_is_told_so_and_not_led_away(app, session, now):
    issue = make.gathering(a_community())
    session.commit()
    answer = app.test_client().post(f"/issues/{issue.id}/second", data={"client_id": "x"}, headers=OUTBOX)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "web.sign_in_first")
