"""Pages of papers: reading one, laying one out, and the list on the pages of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.attachments.queries import photos_of
from deliberate.attachments.rules import PDF_MOST
from deliberate.attachments.views import pdf_sent, photos_sent, shown
from deliberate.kit.clock import now
from deliberate.meetings.papers import queries, services
from deliberate.meetings.papers.forms import WHOLE, PaperForm
from deliberate.meetings.papers.permissions import PaperPermission
from deliberate.meetings.papers.rules import is_late
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.views.public import load
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings.views.reading import readings
from deliberate.web.forms import press
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import Panel, page, panel

if TYPE_CHECKING:
    from deliberate.meetings.models import Meeting
    from deliberate.meetings.papers.models import Paper

bp = Blueprint("papers", __name__)
SEE_OTHER = 303
MEGABYTE = 1024 * 1024


def load_paper(meeting_id: int, paper_id: int) -> Paper | None:
    """Return the paper of an address, if it belongs to that meeting and the reader may see the meeting."""
    found = queries.paper(paper_id)
    if found is None or found.meeting_id != meeting_id or load(meeting_id) is None:
        return None
    return found


@bp.get("/meetings/<int:meeting_id>/papers/<int:paper_id>")
@requires(MeetingPermission.see, load_paper)
def show(paper: Paper) -> Any:
    """Show one paper."""
    pictures = shown(photos_of(services.SUBJECT, paper.id), paper.title)
    versions = queries.versions_of(paper)
    read = readings([queries.text_of(paper)])["paper", paper.id]
    return page(
        "meetings/paper.html", meeting=paper.meeting, paper=paper, pictures=pictures, versions=versions, read=read
    )


@bp.route("/meetings/<int:meeting_id>/papers", methods=["GET", "POST"])
@requires(PaperPermission.add, load)
def add(meeting: Meeting) -> Any:
    """Lay out a paper."""
    old = _corrected(meeting)
    form = PaperForm(data=_as_before(old))
    form.offer([(item.id, f"{item.position}. {item.title}") for item in meeting.agenda])
    if form.sent:
        made = form.carry_out(lambda: _add(meeting, form, old))
        if made is not None:
            flash(_("The paper lies out."), "good")
            return redirect(url_for("papers.add", meeting_id=meeting.id), SEE_OTHER)
    return page(
        "meetings/papers.html", form=form, old=old, pdf_most=PDF_MOST // MEGABYTE, **_list(meeting)
    ), form.status


def _corrected(meeting: Meeting) -> Paper | None:
    """Return the paper that is laid out anew, if one is."""
    wanted = request.args.get("corrects", 0, type=int)
    found = queries.paper(wanted) if wanted else None
    if wanted and (found is None or found.meeting_id != meeting.id):
        abort(404)
    return found


def _as_before(old: Paper | None) -> dict[str, Any]:
    return {"title": old.title, "text": old.text, "item": old.agenda_item_id or WHOLE} if old else {}


def _add(meeting: Meeting, form: PaperForm, old: Paper | None) -> Paper:
    # Taking files in gives the transaction back: what was read before is not used after it.
    old_id = old.id if old else None
    sheet = services.Sheet(
        pdf=pdf_sent(),
        photos=photos_sent(),
        replaces_id=old_id,
        title=form.title.data or "",
        text=form.text.data or "",
        agenda_item_id=form.item.data if form.item.data != WHOLE else None,
    )
    return services.add_paper(meeting, sheet, actor_id=identity().account_id or 0, now=now())


def _list(meeting: Meeting) -> dict[str, Any]:
    due, today = queries.due(meeting), local_day(now())
    return {
        "meeting": meeting,
        "papers": queries.papers_of(meeting.id),
        "due": due,
        "past_due": is_late(today, due),
        "may_add": may(PaperPermission.add, meeting) and not meeting.state.over,
    }


@bp.post("/meetings/<int:meeting_id>/papers/<int:paper_id>/withdraw")
@requires(PaperPermission.add, load_paper)
def withdraw(paper: Paper) -> Any:
    """Take a paper back."""
    return press(
        lambda: services.withdraw_paper(paper, actor_id=identity().account_id or 0, now=now()),
        _("The paper is taken back."),
        url_for("papers.add", meeting_id=paper.meeting_id),
    )


@panel("meetings.show", 3)
def on_page(meeting: Meeting) -> Panel | None:
    """Show on a meeting's page what can be read beforehand."""
    found = _list(meeting)
    return Panel("meetings/parts/papers.html", found) if found["papers"] else None


@panel("meetings.run", 25)
def on_desk(meeting: Meeting) -> Panel | None:
    """Show on the page a meeting is run from which papers lie out, and by when they must."""
    if not may(PaperPermission.add, meeting):
        return None
    return Panel("meetings/parts/papers.html", _list(meeting))
