"""The minutes on paper and as files: print page, Word file and PDF, each with the sheet for signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, redirect, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from deliberate.kit.offload import offload
from deliberate.meetings.minutes.permissions import MinutesPermission
from deliberate.meetings.minutes.rules import papers
from deliberate.meetings.minutes.rules.papers import Block, Paper
from deliberate.meetings.minutes.rules.signing import signatories
from deliberate.meetings.minutes.states import Signatory
from deliberate.meetings.minutes.views.pages import SEE_OTHER, bp, load, shown
from deliberate.meetings.queries import attendance, programme
from deliberate.web.collation import by_name
from deliberate.web.counting import counted
from deliberate.web.guards import may, requires
from deliberate.web.language import colon, moment, tag_of
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.meetings.minutes.models import Minutes, MinutesErratum

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINE = " ____________________"


@bp.get("/meetings/<int:meeting_id>/minutes/print")
@requires(MinutesPermission.read, load)
def sheet(minutes: Minutes) -> Any:
    """Show the minutes as a sheet of paper with its digest and lines for signatures."""
    return page("meetings/minutes_print.html", signing=_signing(minutes), there=_there(minutes), **shown(minutes))


@bp.get("/meetings/<int:meeting_id>/minutes.docx")
@requires(MinutesPermission.read, load)
def docx(minutes: Minutes) -> Response:
    """Give the minutes as a file for word processors."""
    return _file(minutes, offload(papers.docx, _paper(minutes)), "docx", DOCX)


@bp.get("/meetings/<int:meeting_id>/minutes.pdf")
@requires(MinutesPermission.read, load)
def pdf(minutes: Minutes) -> Any:
    """Give the minutes as PDF, or say why this server cannot."""
    typeface = papers.face()
    if typeface is None:
        flash(_("This server has no Chinese typeface, so it cannot make a PDF. Take the Word file or print the page."))
        return redirect(url_for("minutes.show", meeting_id=minutes.meeting_id), SEE_OTHER)
    return _file(minutes, offload(papers.pdf, _paper(minutes), typeface), "pdf", "application/pdf")


def _file(minutes: Minutes, made: bytes, ending: str, mimetype: str) -> Response:
    answer = Response(made, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="minutes-{minutes.meeting_id}.{ending}"'
    answer.cache_control.private = True
    return answer


def _signing(minutes: Minutes) -> list[tuple[str, str]]:
    """Return who signs, with the name where it is known."""
    meeting = minutes.meeting
    ruleset, prefix = programme.rules_of(meeting), f"meeting.{meeting.kind}"
    named = ruleset.rule(f"{prefix}.signatures").words if ruleset.has(f"{prefix}.signatures") else ()
    counted = f"{prefix}.signing_participants"
    participants = ruleset.number(counted) if ruleset.has(counted) else 0
    known = {Signatory.chair: meeting.moderator, Signatory.recorder: meeting.recorder}
    return [
        (word(one), person.display_name if (person := known.get(one)) else "")
        for one in signatories(named, participants=participants)
    ]


def _there(minutes: Minutes) -> list[str]:
    """Return who was there by name, for those who keep the list; everybody else reads how many."""
    if not may(MinutesPermission.edit, minutes):
        return []
    listed = by_name(attendance.attendances(minutes.meeting_id), lambda one: one.label, person=True)
    return [f"{one.label} · {word(one.channel)}" for one in listed]


def _paper(minutes: Minutes) -> Paper:
    facts = shown(minutes)
    meeting = minutes.meeting
    head = (word(meeting.kind), moment(meeting.starts_at), meeting.where_text, word(minutes.state))
    confirmed = _(
        "%(n)s confirmed, %(m)s objected.", n=counted(facts["agreed"], "people"), m=counted(facts["objected"], "people")
    )
    seal = _(
        "Code of this text: %(code)s. Whoever keeps it can prove later that nothing was changed.", code=facts["code"]
    )
    record = url_for("minutes.record", meeting_id=meeting.id, _external=True)
    blocks = [Block("plain", " · ".join(part for part in head if part))]
    for section in facts["sections"]:
        blocks += _section(section)
    blocks.append(Block("small", _("Numbers in brackets are entries of the record: %(url)s", url=record)))
    blocks += _listed(_("Objections"), [f"{one.label}{colon()}{one.objection}" for one in facts["objections"]])
    blocks += _listed(_("Corrections after publication"), [_correction(one) for one in facts["errata"]])
    blocks += [Block("plain", confirmed), Block("plain", seal), Block("small", minutes.digest)]
    blocks.append(Block("heading", _("Signatures"), 2))
    blocks += [Block("sign", f"{role} {name}{LINE}") for role, name in _signing(minutes)]
    blocks += _listed(_("Names of those present"), _there(minutes))
    title = _("Minutes: %(title)s", title=meeting.title)
    foot, language = f"{title} · {facts['code']}", tag_of(str(get_locale()))
    return Paper(title, language, tuple(blocks), foot, written=minutes.published_at or minutes.drafted_at)


def _correction(one: MinutesErratum) -> str:
    return _(
        "%(when)s, by %(who)s, approved by %(second)s. It said: “%(was)s” It says: “%(becomes)s” Why: %(reason)s",
        when=moment(one.decided_at or one.proposed_at),
        who=one.proposed_by.display_name,
        second=one.decided_by.display_name if one.decided_by else "",
        was=one.was,
        becomes=one.becomes,
        reason=one.reason,
    )


def _section(section: dict[str, Any]) -> list[Block]:
    if section["key"] == "item":
        return [Block("heading", section["heading"], section["level"])]
    said = []
    for one in section["sentences"]:
        sources = ", ".join(source["label"] for source in one["sources"])
        marks = [sources or _("no source in the record"), *([_("corrected")] if one.get("corrected") else [])]
        said.append(f"{one['text']} [{'; '.join(marks)}]")
    return _listed(section["heading"], said, level=section["level"])


def _listed(heading: str, lines: list[str], *, level: int = 2) -> list[Block]:
    return [Block("heading", heading, level), *(Block("point", line) for line in lines)] if lines else []
