"""Who acts takes turns: in order, with everything else between, and nobody waits for somebody who has gone."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import gevent
import pytest
from flask import request

from deliberate.kit.clock import clock
from deliberate.web.sockets import Handler, _answer
from deliberate.web.turns import Turns


def acting(turns, told, name):
    """Act as an act does: without letting go before it is done."""
    with turns.turn():
        told.append(name)


def test_acts_follow_each_other_in_the_order_they_came_and_a_push_comes_between():
    turns, told = Turns(1), []
    acts = [gevent.spawn(acting, turns, told, number) for number in range(4)]
    push = gevent.spawn(told.append, "push")
    gevent.joinall([*acts, push], timeout=5)
    assert [one for one in told if one != "push"] == [0, 1, 2, 3]
    assert told.index("push") == 1


def test_what_fails_passes_its_turn_on():
    turns, told = Turns(1), []

    def failing():
        with turns.turn():
            raise LookupError

    failed, next_one = gevent.spawn(failing), gevent.spawn(acting, turns, told, "next")
    gevent.joinall([failed, next_one], timeout=5)
    assert isinstance(failed.exception, LookupError)
    assert told == ["next"]


@pytest.mark.parametrize("called", [False, True])
def test_who_goes_while_waiting_keeps_nobody(called):
    """Also where the turn has been passed on already, and is taken by nobody."""
    turns, told = Turns(1), []

    def going():
        with turns.turn():
            gevent.sleep(0)  # until both wait
            if not called:
                waiting[0].kill(block=False)
        if called:
            waiting[0].kill(block=False)

    waiting = []
    first = gevent.spawn(going)
    waiting += [gevent.spawn(acting, turns, told, name) for name in ("gone", "next")]
    gevent.joinall([first, *waiting], timeout=5)
    assert told == ["next"]
    acting(turns, told, "later")
    assert told == ["next", "later"]


def test_a_database_server_works_on_for_several():
    turns, inside, most = Turns(3), [], []

    def act():
        with turns.turn():
            inside.append(1)
            most.append(len(inside))
            gevent.sleep(0.001)
            inside.pop()

    gevent.joinall([gevent.spawn(act) for _ in range(9)], timeout=5)
    assert max(most) == 3
    assert len(most) == 9


def test_who_waits_for_a_turn_spoke_when_it_came(app, now, monkeypatch):
    """Two things said five seconds apart are five seconds apart, however long each waited."""

    @contextmanager
    def long_turn():
        clock.hold(now + timedelta(seconds=9))
        yield

    monkeypatch.setitem(app.extensions, "turns", SimpleNamespace(turn=long_turn))
    handler = Handler("told", lambda message: {"at": message.at}, {}, {}, writes=True)
    with app.test_request_context():
        request.sid = "abc"
        assert _answer(handler, {}) == {"ok": True, "at": now}
