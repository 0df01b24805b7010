"""The phones as a process of their own, on a core of their own where there are two; orders come through a pipe."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bench.support.phones import Hall, Phone, raise_limit, shares

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 300
# How long what was said may still be under way afterwards; later it counts as lost.
LATE = 45


def cpu(process: int) -> float:
    """Return the seconds of CPU a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process: int) -> int:
    """Return a process's resident memory in kB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def keep_to(process: int, core: int) -> None:
    """Give a process a core of its own, where there are at least two."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(process, {cores[core]})


class Orders:
    """What can be asked of a crowd; each returns something JSON can hold."""

    def __init__(self, targets: list[tuple[str, int]], meeting: int, seq: int, act: str) -> None:
        """Take where to go, and the text of an act with @id@, @n@ and @body@ to fill in."""
        self.hall, self.act, self.next = Hall(targets, meeting, seq), act, 0

    def fill(self, cookies: list[str]) -> dict[str, Any]:
        """Let everybody come in, a hundred at a time."""
        took = self.hall.fill(cookies)
        return {"seconds": round(took, 2), "joined": self.hall.joined}

    def listen(self, seconds: float) -> int:
        """Only listen, and return how many deliveries there have been."""
        self.hall.listen(seconds)
        return self.hall.deliveries

    def talk(self, rate: float, seconds: float, bodies: list[str]) -> dict[str, Any]:
        """Post at a steady rate, everybody in turn, and return what became of it."""
        hall = self.hall
        hall.forget()
        before, begun = time.process_time(), time.monotonic()
        posts = int(rate * seconds)
        for index in range(posts):
            number, phone = self.next + index, hall.people[(self.next + index) % len(hall.people)]
            body = bodies[index % len(bodies)]
            hall.later(begun + index / rate, lambda p=phone, n=number, b=body: hall.post(p, n, b, self.act))  # type: ignore[misc]
        self.next += posts
        hall.listen(seconds)
        give_up = time.monotonic() + LATE
        while time.monotonic() < give_up and not self._complete(posts):
            hall.listen(0.1)
        lasted = time.monotonic() - begun
        return {**self._told(posts), "clients_core_percent": round((time.process_time() - before) / lasted * 100, 1)}

    def _complete(self, posts: int) -> bool:
        hall = self.hall
        if len(hall.answered) + sum(hall.refused.values()) < posts:
            return False
        told = sum(len(marks) * len(moments) for marks, moments in hall.heard)
        return told >= len(hall.answered) * hall.joined

    def _told(self, posts: int) -> dict[str, Any]:
        hall, found = self.hall, self.hall.arrivals()
        delays = [delay for each in found.values() for delay in each]
        answered = [moment - hall.sent[number] for number, moment in hall.answered.items()]
        return {
            "posts": posts,
            "post_to_phone_ms": shares(delays, 50, 95, 99),
            "post_to_last_phone_ms": shares((max(each) for each in found.values()), 50, 95),
            "acknowledged_ms": shares(answered, 50, 95, 99),
            "delivered": len(delays), "expected": len(hall.answered) * hall.joined, "pushes": hall.deliveries,
            "refused": dict(hall.refused), "lost_phones": hall.lost,
        }  # fmt: skip

    def storm(self, cookies: list[str], seconds: float) -> dict[str, Any]:
        """Let everybody come within some seconds: the snapshot first, then the socket and the room."""
        hall = self.hall
        hall.forget()
        people, begun = hall.add(cookies), time.monotonic()
        path = f"/meetings/{hall.meeting}/snapshot"
        for number, phone in enumerate(people):
            hall.later(begun + seconds * number / len(people), lambda p=phone: hall.dial(p, path))  # type: ignore[misc]
        return self._all_in(begun, len(people))

    def come_back(self) -> None:
        """From now on whoever is cut off comes back by itself, as the page does."""
        hall = self.hall
        hall.forget()

        def left(phone: Phone) -> None:
            hall.later(time.monotonic() + hall.pause(phone), lambda: hall.dial(phone))

        hall.left = left  # type: ignore[method-assign]

    def all_back(self) -> dict[str, Any]:
        """Wait until everybody is back."""
        return self._all_in(time.monotonic(), len(self.hall.people))

    def _all_in(self, begun: float, wanted: int) -> dict[str, Any]:
        hall = self.hall
        while hall.joined < wanted and time.monotonic() - begun < 60:  # noqa: PLR2004 - a minute is failure enough
            hall.listen(0.05)
        took = time.monotonic() - begun
        return {
            "phones": wanted, "in": hall.joined, "seconds": round(took, 1), "refused": dict(hall.refused),
            "first_useful_screen_ms": shares(hall.waits, 50, 95, 99),
        }  # fmt: skip

    def stall(self, number: int) -> None:
        """Let some phones stop reading."""
        for phone in self.hall.people[:number]:
            if phone.line is not None:
                self.hall.poll.unregister(phone.line.fileno())

    def wake(self, number: int) -> dict[str, int]:
        """Let them read again: what was cut shows at the end of what the kernel kept, and they come back."""
        cut = 0
        for phone in self.hall.people[:number]:
            if phone.line is not None:
                self.hall.poll.register(phone.line.fileno(), 1)
        before = self.hall.lost
        self.hall.listen(6)
        cut = self.hall.lost - before
        return {"cut": cut, "in": self.hall.joined}


def _serve(pipe: Connection, given: tuple[Any, ...]) -> None:
    raise_limit()
    keep_to(0, 1)
    orders = Orders(*given)
    while (order := _next(pipe, orders)) is not None:
        name, arguments = order
        pipe.send(getattr(orders, name)(*arguments))


def _next(pipe: Connection, orders: Orders) -> Any:
    """Go on listening until there is another order: pings must be answered."""
    while not pipe.poll():
        orders.hall.listen(0.05)
    return pipe.recv()


class Crowd:
    """The other end: `crowd.ask("fill", cookies)`."""

    def __init__(self, targets: list[tuple[str, int]], meeting: int, seq: int, act: str) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, (targets, meeting, seq, act)), daemon=True)
        self.process.start()

    def ask(self, order: str, *arguments: Any) -> Any:
        """Give an order and wait for what came of it."""
        self.pipe.send((order, arguments))
        if not self.pipe.poll(PATIENCE):
            message = f"the crowd did not answer to {order}"
            raise TimeoutError(message)
        return self.pipe.recv()

    def __enter__(self) -> Self:
        """Stay for a while."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let everybody go."""
        self.pipe.send(None)
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()
