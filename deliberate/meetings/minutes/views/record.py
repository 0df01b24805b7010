"""The page of the record: every entry in words, with what became since of the contribution it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort
from flask_babel import gettext as _
from flask_babel import ngettext

from deliberate.accounts.queries import display_names
from deliberate.issues.views.timeline import said
from deliberate.ledger.queries import head_of, stream_after
from deliberate.meetings.discussion.queries.upkeep import unread_in
from deliberate.meetings.minutes.views.pages import ENTRIES_A_PAGE, bp, record_url
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.tidying.queries import seqs_of, tidied_in
from deliberate.meetings.views.public import load
from deliberate.web.guards import requires
from deliberate.web.pages import Page, page, page_number
from deliberate.web.words import events, fill, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.ledger.models import Entry
    from deliberate.meetings.discussion.models import Contribution
    from deliberate.meetings.models import Meeting

SAID = "discussion.contributed"
WITH_WORDS = (SAID, "discussion.edited")


@bp.get("/meetings/<int:meeting_id>/record")
@requires(MeetingPermission.see, load)
def record(meeting: Meeting) -> Any:
    """Show what stands in the record of a meeting, entry by entry, each with its number."""
    stream, number = f"meeting:{meeting.id}", page_number()
    entries = stream_after(stream, (number - 1) * ENTRIES_A_PAGE, ENTRIES_A_PAGE)
    if not entries and number > 1:
        abort(404)
    names = display_names(entry.actor_id for entry in entries)
    unread, links = unread_in(meeting.id), Links(meeting, entries)
    rows = [{**row(entry, names, unread), "links": links.of(entry)} for entry in entries]
    return page("meetings/record.html", meeting=meeting, rows=Page(rows, number, head_of(stream), ENTRIES_A_PAGE))


def row(entry: Entry, names: Any, unread: set[int]) -> dict[str, Any]:
    """Return an entry as people read it; what was hidden or erased is not said again."""
    payload = entry.payload
    if payload is None:
        sentence = _("The content of this entry was erased, as the law allows; its number and its seal remain.")
    elif entry.verb in WITH_WORDS and _subject(entry) in unread:
        sentence = _("This contribution was hidden by the moderator.")
    else:
        facts = {"actor": names.get(entry.actor_id, _("The platform")), **said(entry.verb, payload)}
        sentence = fill(events().get(entry.verb, entry.verb), facts)
    return {"seq": entry.seq, "at": entry.at, "sentence": sentence, "digest": entry.digest[:12]}


def _subject(entry: Entry) -> int:
    return int(entry.subject.partition(":")[2])


class Links:
    """Leads from what befell a contribution to its words, and from its words to those it stands with."""

    def __init__(self, meeting: Meeting, entries: Sequence[Entry]) -> None:
        """Take all entries of a page, so that it is asked once and not once a row."""
        self._meeting_id = meeting.id
        self._tidied = {one.id: one for one in tidied_in(meeting.id)}
        self._gather: dict[int, list[Contribution]] = {}
        for one in self._tidied.values():
            if one.merged_into_id is not None:
                self._gather.setdefault(one.merged_into_id, []).append(one)
        about = {_subject(entry) for entry in entries if entry.subject.startswith("contribution:")}
        into = {entry.payload["into_id"] for entry in entries if entry.payload and "into_id" in entry.payload}
        self._seqs: Mapping[int, int] = seqs_of(meeting.id, about | into | set(self._tidied))

    def of(self, entry: Entry) -> list[tuple[str, str]]:
        """Return what is said below an entry, each with an address or none."""
        if not entry.subject.startswith("contribution:") or entry.payload is None:
            return []
        number = _subject(entry)
        if entry.verb == SAID:
            return [*self._became(self._tidied.get(number)), *self._gathers(number)]
        ids = (number, entry.payload.get("into_id"))
        return [self._link(_("Entry %(seq)s"), one or 0) for one in ids if one in self._seqs]

    def _became(self, one: Contribution | None) -> list[tuple[str, str]]:
        if one is None:
            return []
        found = []
        if one.merged_into_id is not None and one.merged_into_id in self._seqs:
            found.append(self._link(_("Says the same as entry %(seq)s and stands with it"), one.merged_into_id))
        if one.moved and one.agenda_item is not None:
            found.append((_("Stands under “%(title)s” now", title=one.agenda_item.title), ""))
        if one.closed is not None:
            found.append((_("No more replies: {reason}").format(reason=word(one.closed)), ""))
        return found

    def _gathers(self, number: int) -> list[tuple[str, str]]:
        same = self._gather.get(number, ())
        told = [self._link(_("Entry %(seq)s says the same"), one.id) for one in same if one.id in self._seqs]
        agrees = self._tidied[number].agrees if same else 0
        return [*told, (ngettext("%(num)s agrees", "%(num)s agree", agrees), "")] if agrees else told

    def _link(self, sentence: str, number: int) -> tuple[str, str]:
        seq = self._seqs[number]
        return sentence % {"seq": seq}, record_url(self._meeting_id, seq)
