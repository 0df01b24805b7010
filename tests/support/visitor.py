"""A visitor of pages who notices when a page is not whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import html5lib
from flask import g, has_app_context

from deliberate.db.session import read_only
from deliberate.help.rules.tours import TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

XHTML = "{http://www.w3.org/1999/xhtml}"


class Visitor:
    """A client that can be signed in and checks every page it gets."""

    def __init__(self, app: Flask, account: Any = None, language: str = "en", *, newcomer: bool = False) -> None:
        """Visit as `account` (None: a guest), asking for `language`; only a newcomer is offered a first look around."""
        self._client = app.test_client()
        self._headers = {"Accept-Language": language}
        self._cookies: dict[str, str] = {}
        if not newcomer:
            self._client.set_cookie("tours", ".".join(TOPICS))
        if account is not None:
            with self._client.session_transaction() as cookie:
                cookie["account"], cookie["version"] = account.id, account.session_version

    def get(self, url: str, status: int = 200, **options: Any) -> TestResponse:
        """Fetch a page, which must answer with `status` and be whole."""
        answer = self._ask(self._client.get, url, **options)
        assert answer.status_code == status, f"GET {url}: {answer.status_code}, {answer.headers.get('Location')}"
        self._inspect(answer)
        return answer

    def post(self, url: str, data: Any = None, status: int = 302, **options: Any) -> TestResponse:
        """Send a form, which must answer with `status`."""
        sent = options if "json" in options else {**options, "data": data or {}}
        answer = self._ask(self._client.post, url, **sent)
        assert answer.status_code == status, f"POST {url}: {answer.status_code} {answer.get_data(as_text=True)[:2000]}"
        self._inspect(answer)
        return answer

    def cookie(self, name: str) -> str:
        """Return how a cookie was set last."""
        return self._cookies[name]

    def _ask(self, method: Callable[..., TestResponse], url: str, **options: Any) -> TestResponse:
        """Ask as if it were a request of its own: a test's app context is shared, and so is what is kept in it."""
        if has_app_context():
            for name in list(g):
                g.pop(name)
        headers = {"Accept": "text/html", **self._headers, **options.pop("headers", {})}
        answer = method(url, headers=headers, **options)
        self._cookies.update({line.split("=")[0]: line for line in answer.headers.getlist("Set-Cookie")})
        if has_app_context():
            read_only(yes=False)
        return answer

    def _inspect(self, answer: TestResponse) -> None:
        if answer.mimetype != "text/html" or answer.status_code in {204, 301, 302, 303}:
            return
        tree = html5lib.parse(answer.get_data(as_text=True))
        ids = [item.get("id") for item in tree.iter() if item.get("id")]
        assert len(ids) == len(set(ids)), f"ids twice on one page: {sorted({i for i in ids if ids.count(i) > 1})}"
        title = tree.find(f".//{XHTML}title")
        assert title is not None, "a page needs a title"
        assert (title.text or "").strip(), "a page needs a title"
        assert len(list(tree.iter(f"{XHTML}h1"))) == 1, "a page has one main heading"
        for item in tree.iter():
            assert not item.get("style"), "inline styles are blocked by the security policy"
            assert not item.get("onclick"), "inline handlers are blocked by the security policy"
        for image in tree.iter(f"{XHTML}img"):
            assert image.get("alt") is not None, "an image needs an alternative text"
