"""What leaves the server small, and what is left alone."""

from __future__ import annotations

import gzip

import pytest

from tests.factories.people import a_community


def body_of(answer):
    return gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data


def test_a_browser_that_can_unpack_gets_a_page_in_a_quarter_of_the_bytes(client, session):
    a_community()
    session.commit()
    small = client.get("/issues", headers={"Accept-Encoding": "gzip, deflate, br"})
    plain = client.get("/issues")
    assert (small.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert len(small.data) < len(plain.data) / 2
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert body_of(small).startswith(b"<!doctype html>")
    assert "Accept-Encoding" in small.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("asked", ["", "identity", "br", "gzip;q=0"])
def test_nobody_gets_what_they_did_not_ask_for(client, session, asked):
    answer = client.get("/sign-in", headers={"Accept-Encoding": asked})
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"<!doctype html>")


def test_small_answers_and_heads_stay_as_they_are(client, session):
    a_community()
    session.commit()
    short = client.get("/issues/similar?title=x", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in short.headers
    head = client.head("/issues", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in head.headers


def test_what_is_packed_already_is_not_packed_again(client, app):
    with app.test_request_context():
        address = app.jinja_env.globals["asset"]("css/main.css")
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert b"{" in gzip.decompress(answer.data)
