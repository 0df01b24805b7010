"""How things are done here: the texts of docs/ for each role, in the reader's language, with their pictures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import abort, current_app, render_template, send_from_directory, url_for
from flask_babel import get_locale

from deliberate.help.rules.reading import read_text
from deliberate.help.rules.tours import TOPICS, topic_of
from deliberate.help.views.calling import bp
from deliberate.web.guards import identity, public

if TYPE_CHECKING:
    from deliberate.help.rules.reading import Block

# The endings of a text's file by language; whoever reads another language gets the English text, and is told so.
CHINESE, ENGLISH = ".zh.md", ".md"


@lru_cache(maxsize=32)
def _read(path: Path, _stamp: int) -> tuple[Block, ...]:
    return read_text(path.read_text(encoding="utf-8"))


def text_of(topic: str) -> tuple[tuple[Block, ...], str]:
    """Return a text in the reader's language, or the nearest there is, and the language it is in."""
    locale = str(get_locale())
    folder, chinese = Path(current_app.config["DOCS"]), locale.startswith("zh")
    own = folder / f"{topic}.{locale}.md"
    path = own if own.is_file() else folder / f"{topic}{CHINESE if chinese else ENGLISH}"
    language = locale.replace("_", "-") if own.is_file() else "zh-Hans" if chinese else "en"
    return _read(path, path.stat().st_mtime_ns), language


def inside(address: str) -> str:
    """Turn a link between texts into one between help pages; anything else stays."""
    file, _, anchor = address.partition("#")
    topic = file.removesuffix(ENGLISH).removesuffix(".zh")
    if file.endswith(ENGLISH) and topic in TOPICS:
        return url_for("help.topic", topic=topic, _anchor=anchor or None)
    return address if "://" in address or address.startswith(("/", "#", "tel:")) else ""


def picture_address(address: str) -> str:
    """Return where a picture of a text can be fetched."""
    return url_for("help.picture", name=address.removeprefix("pictures/"))


@bp.get("")
@public
def index() -> str:
    """Show what there is help for, one's own part first."""
    mine = topic_of(identity())
    topics = [mine, *(topic for topic in TOPICS if topic != mine)]
    headings = {topic: [block for block in text_of(topic)[0] if block.kind == "h2"] for topic in topics}
    return render_template("help/index.html", topics=topics, headings=headings)


@bp.get("/<string:topic>")
@public
def topic(topic: str) -> Any:
    """Show the help for one role."""
    if topic not in TOPICS:
        abort(404)
    blocks, language = text_of(topic)
    own = str(get_locale()).split("_")[0] == language.split("-")[0]
    ways = {"inside": inside, "picture": picture_address}
    return render_template("help/topic.html", topic=topic, blocks=blocks, text_language=language, own=own, **ways)


@bp.get("/pictures/<path:name>")
@public
def picture(name: str) -> Any:
    """Answer with a picture of a text."""
    if not name.endswith(".png"):
        abort(404)
    return send_from_directory(Path(current_app.config["DOCS"]) / "pictures", name, max_age=3600)
