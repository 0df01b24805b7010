"""The translators' queue, a text and its languages, writing, checking and doubting, and who translates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.accounts.queries import account_by_phone
from deliberate.accounts.rules import phone_in_full
from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.kit.tongues import TRANSLATED, primary, reads
from deliberate.places.queries.tree import place_by_slug, places_of
from deliberate.renderings import queries, rules, services
from deliberate.renderings.forms import DoubtForm, LanguageForm, TranslatorForm, pair_name
from deliberate.renderings.permissions import RenderingPermission
from deliberate.renderings.views.reading import found_titles, title_of, tongue
from deliberate.web.collation import by_name
from deliberate.web.extensions import limiter
from deliberate.web.forms import Form
from deliberate.web.guards import identity, local_path, may, requires
from deliberate.web.pages import NavItem, nav, page

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.kit.refusals import Refusal
    from deliberate.places.models import Place
    from deliberate.renderings.models import Rendering
    from deliberate.renderings.rules import Original

SEE_OTHER = 303
# For one person; whoever asks for more in an hour reads nothing of it.
AT_MOST = "60 per hour"
bp = Blueprint("renderings", __name__)
FIELDS = {
    "title": lazy_gettext("Title"),
    "body": lazy_gettext("Text"),
    "text": lazy_gettext("Text"),
    "purpose": lazy_gettext("Purpose"),
    "question": lazy_gettext("Question"),
    "consequence": lazy_gettext("What happens then"),
    "judged_how": lazy_gettext("By what one sees that it is done"),
    "conclusion": lazy_gettext("What came out of it"),
    "urgent_reason": lazy_gettext("Why at short notice"),
    "reason": lazy_gettext("Reason"),
    "cancel_reason": lazy_gettext("Why it does not take place"),
    "stop_reason": lazy_gettext("Why it ended early"),
    "extension_reason": lazy_gettext("Why put off"),
    "stopped_because": lazy_gettext("Why it stopped"),
    "answer": lazy_gettext("Answer"),
    "heading": lazy_gettext("Heading"),
    "line": lazy_gettext("Sentence"),
    "item": lazy_gettext("Agenda item"),
    "option": lazy_gettext("Option"),
}


@dataclass(frozen=True)
class Task:
    """A text to be put into a language."""

    original: Original
    language: str

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return where the text belongs."""
        return self.original.place_path

    @property
    def rendering(self) -> Rendering | None:
        """Return what there is of it."""
        return queries.rendering(self.original, self.language)

    def why_not(self, pairs: frozenset[str]) -> Refusal | None:
        """Return why the reader, who translates between some languages, may not write it."""
        return rules.why_not_translate(self.original, self.language, is_author=_own(self.original), pairs=pairs)


def task(kind: str, subject_id: int, language: str) -> Task | None:
    """Return what an address asks for."""
    of = readable(kind, subject_id)
    return Task(of, language) if of is not None and language in TRANSLATED else None


def readable(kind: str, subject_id: int) -> Original | None:
    """Return a text the asker may read: everybody what is public; its people, leaders and translators the rest."""
    of = queries.original(kind, subject_id)
    if of is None or of.public or _may_name(of):
        return of
    return of if identity().signed_in and identity().account_id in of.readers else None


def field_name(name: str) -> str:
    """Return what a field of a text is called."""
    return str(FIELDS.get(name.partition(":")[0], name))


@bp.get("/renderings")
@requires(RenderingPermission.write_somewhere)
def queue() -> str:
    """Show translators what waits: what is needed soon first, then what most people asked for."""
    reader, at = identity(), now()
    places = places_of(reader.roles.get(Role.translator, frozenset()))
    path = tuple(place.id for place in places)
    pairs = queries.pairs_of(reader.account_id, path, translator=True)
    return page(
        "renderings/queue.html",
        waiting=queries.queue(places, pairs, now=at),
        to_check=queries.queue(places, pairs, now=at, besides=reader.account_id or 0),
        pairs=[pair_name(pair) for pair in rules.PAIRS if pair in pairs],
        all_pairs=len(pairs) == len(rules.PAIRS),
        at=at,
    )


@bp.get("/renderings/<string:kind>/<int:subject_id>")
@requires(RenderingPermission.read, readable)
def about(of: Original) -> str:
    """Show a text with its languages: what there is, what is missing, and in which language it is itself."""
    known = {made.language: made for made in queries.all_of(of)}
    others = [tag for tag in TRANSLATED if not reads(tag, of.language)]
    pairs = _pairs(of)
    tasks = [(tag, known.get(tag), Task(of, tag).why_not(pairs)) for tag in others]
    form = LanguageForm(primary(of.language)) if _may_name(of) else None
    return page("renderings/about.html", original=of, tasks=tasks, form=form, field_name=field_name)


def _own(of: Original) -> bool:
    return identity().account_id is not None and identity().account_id == of.author_id


def _pairs(of: Original) -> frozenset[str]:
    translator = identity().holds(Role.translator, of.place_path)
    return queries.pairs_of(identity().account_id, of.place_path, translator=translator)


def _may_name(of: Original) -> bool:
    return _own(of) or may(RenderingPermission.appoint, of) or may(RenderingPermission.write, of)


@bp.post("/renderings/<string:kind>/<int:subject_id>/language")
@requires(RenderingPermission.ask, readable)
def name_language(of: Original) -> Any:
    """Say in which language a text is."""
    form = LanguageForm()
    if _may_name(of) and form.sent:
        services.name_language(of, form.language.data, identity(), now=now())
        flash(_("Thank you. This is noted."), "good")
    return redirect(url_for(".about", kind=of.kind, subject_id=of.subject_id), SEE_OTHER)


@bp.post("/renderings/<string:kind>/<int:subject_id>/<string:language>/ask")
@requires(RenderingPermission.ask, task)
@limiter.limit(AT_MOST)
def ask(wanted: Task) -> Any:
    """Ask for a translation."""
    services.ask(wanted.original, wanted.language, identity(), now=now())
    flash(_("Thank you. Somebody who knows both languages will see it; you are told in your inbox when it is there."))
    return redirect(local_path(request.referrer) if request.referrer else wanted.original.url, SEE_OTHER)


@bp.route("/renderings/<string:kind>/<int:subject_id>/<string:language>", methods=["GET", "POST"])
@requires(RenderingPermission.ask, task)
def write(wanted: Task) -> Any:
    """Write a translation beside the original."""
    of, form, kept = wanted.original, Form(), wanted.rendering
    typed = {name: request.form.get(name, "") for name in of.said}
    if request.method == "POST":
        seen = request.form.get("seen", "")
        done = form.carry_out(lambda: services.write(of, wanted.language, typed, identity(), seen=seen, now=now()))
        if done is not None:
            flash(_("Thank you. Your translation is shown now, marked with your name."), "good")
            return redirect(_after(of), SEE_OTHER)
        kept = wanted.rendering
    given = typed if request.method == "POST" else dict(kept.texts) if kept else {}
    values = {"task": wanted, "original": of, "rendering": kept, "given": given, "form": form}
    values |= {"field_name": field_name, "why_not": wanted.why_not(_pairs(of))}
    return page("renderings/write.html", **values), form.status


def _after(of: Original) -> str:
    """Return where a translator goes on: to the queue; an author goes back to the text."""
    return url_for(".queue") if may(RenderingPermission.write, of) else of.url


@bp.post("/renderings/<string:kind>/<int:subject_id>/<string:language>/check")
@requires(RenderingPermission.write, task)
def check(wanted: Task) -> Any:
    """Find a translation right."""
    services.check(wanted.original, wanted.language, identity(), now=now())
    flash(_("Thank you. It is marked as checked by you."), "good")
    return redirect(_after(wanted.original), SEE_OTHER)


@bp.route("/renderings/<string:kind>/<int:subject_id>/<string:language>/doubt", methods=["GET", "POST"])
@requires(RenderingPermission.ask, task)
def doubt(wanted: Task) -> Any:
    """Say what is wrong with a translation."""
    form, of = DoubtForm(), wanted.original
    if form.sent:
        note = form.note.data or ""
        if form.carry_out(lambda: services.doubt(of, wanted.language, identity(), note=note, now=now())):
            flash(_("Thank you. A translator looks at it; until then it is marked."), "good")
            return redirect(of.url, SEE_OTHER)
    values = {"original": of, "rendering": wanted.rendering, "form": form, "field_name": field_name}
    return page("renderings/doubt.html", **values), form.status


@bp.get("/translators")
@requires(RenderingPermission.appoint_somewhere)
def own_translators() -> Any:
    """Lead those who may appoint translators to their own place."""
    held = identity().roles
    charged = held.get(Role.moderator, frozenset()) | held.get(Role.admin, frozenset())
    return redirect(url_for(".translators", slug=places_of(charged)[0].slug), SEE_OTHER)


@bp.route("/places/<string:slug>/translators", methods=["GET", "POST"])
@requires(RenderingPermission.appoint, place_by_slug)
def translators(place: Place) -> Any:
    """Say who translates for a place, between which languages."""
    form = TranslatorForm()
    if form.sent:
        person = account_by_phone(phone_in_full(form.phone.data or "") or "")
        if person is None:
            form.phone.errors = [_("Nobody has signed in with this number yet. They do that once, then you can go on.")]
        else:
            pairs, by = form.pairs.data or [], identity().account_id
            services.appoint_translator(place, person, pairs, actor_id=by, now=now())
            flash(_("This is noted."), "good")
            return redirect(url_for(".translators", slug=place.slug), SEE_OTHER)
    known: dict[str, list[str]] = {}
    for one in by_name(queries.pairs_at(place.place_path), lambda pair: pair.account.display_name, person=True):
        known.setdefault(one.account.display_name, []).append(pair_name(one.pair))
    number = queries.waiting_at(place)
    return page("renderings/translators.html", place=place, form=form, known=known, waiting=number), form.status


nav.add(
    "desk",
    85,
    NavItem(
        lazy_gettext("Translators"),
        "renderings.own_translators",
        "language",
        seen_by=lambda: may(RenderingPermission.appoint_somewhere),
    ),
)
nav.add(
    "desk",
    60,
    NavItem(
        lazy_gettext("Translations"),
        "renderings.queue",
        "language",
        seen_by=lambda: may(RenderingPermission.write_somewhere),
    ),
)


def bind(app: Flask) -> None:
    """Let templates ask in which language the reader reads, and what a list calls a text there."""
    app.jinja_env.globals.update(reader_tongue=tongue, title_of=title_of, found_titles=found_titles)
