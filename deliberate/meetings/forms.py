"""Forms of meetings: the plan a moderator fills in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _
from wtforms.fields import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import NumberRange, ValidationError

from deliberate.kit.clock import SHANGHAI
from deliberate.meetings.rules.course import TEXT_MOST
from deliberate.meetings.rules.plans import TITLE_MOST, Plan, PlannedItem
from deliberate.meetings.states import Composition, ItemKind, MeetingKind
from deliberate.web.collation import by_name
from deliberate.web.forms import AtMost, CheckboxesField, Form, NotBlank, Required
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deliberate.accounts.models import Account
    from deliberate.kit.refusals import Refusal

NOBODY = 0
WORKING_DAY = 480
# As many matters as an evening could put aside.
CARRIED_MOST = 30


# Where on the form it is mended, what the rules refuse.
_MENDED_AT = {
    "meetings.agenda_empty": "other_items",
    "meetings.starts_in_the_past": "day",
    "meetings.notice_too_short": "day",
    "meetings.too_short_even_if_urgent": "day",
    "meetings.urgent_reason_missing": "urgent_reason",
    "meetings.moderator_is_recorder": "recorder",
    "meetings.recorder_missing": "recorder",
    "meetings.convener_not_entitled": "called_by",
    "meetings.party_study_missing": "party_study",
    "meetings.adults_not_counted": "composition",
    "meetings.composition_unlawful": "composition",
    "meetings.households_unknown": "composition",
}


def _named(people: Iterable[Account]) -> list[tuple[int, str]]:
    return [(one.id, one.display_name) for one in by_name(people, lambda one: one.display_name, person=True)]


class PlanForm(Form):
    """A meeting in one page: what kind, when, where, about what, who leads and who records."""

    kind = RadioField(_("What kind of meeting?"), validators=[Required(_("Please choose a kind."))])
    title = StringField(_("Name of the meeting"), validators=[NotBlank(), AtMost(TITLE_MOST)])
    day = DateField(_("Day"), validators=[Required()])
    time = TimeField(_("Time"), validators=[Required()])
    planned_minutes = IntegerField(_("Minutes planned"), validators=[NumberRange(10, WORKING_DAY)], default=90)
    where_text = StringField(_("Where do people meet?"), validators=[NotBlank(), AtMost(TITLE_MOST)])
    purpose = TextAreaField(_("What is it for?"), validators=[AtMost(TEXT_MOST)])
    issues = CheckboxesField(_("Issues on the agenda"), coerce=int)
    other_items = TextAreaField(_("Other items, one on each line"), validators=[AtMost(TEXT_MOST)])
    moderator = SelectField(_("Who leads?"), coerce=int)
    recorder = SelectField(_("Who records?"), coerce=int)
    urgent_reason = TextAreaField(_("Why is it urgent?"), validators=[AtMost(TEXT_MOST)])
    called_by = StringField(_("Who called it, and on what paper?"), validators=[AtMost(TITLE_MOST)])
    composition = RadioField(_("Who makes up the residents' meeting?"), validate_choice=False)
    carries = HiddenField()
    party_study = TextAreaField(_("Study by the Party organisation"), validators=[AtMost(TEXT_MOST)])

    def offer(
        self, *, issues: Iterable[tuple[int, str]], leaders: Iterable[Account], people: Iterable[Account]
    ) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [(kind.value, word(kind)) for kind in MeetingKind]
        # The law lets all adults meet as well; only households can be counted, so only they are offered.
        self.composition.choices = [(Composition.households.value, word(Composition.households))]
        self.composition.data = self.composition.data or Composition.households.value
        self.issues.choices = list(issues)
        self.moderator.choices = _named(leaders)
        self.recorder.choices = [(NOBODY, _("Not chosen yet")), *_named(people)]

    def validate_other_items(self, field: TextAreaField) -> None:
        """Refuse an item that is too long for the agenda, where it could still be shortened; nothing is cut unasked."""
        if any(len(line.strip()) > TITLE_MOST for line in (field.data or "").splitlines()):
            raise ValidationError(_("Please shorten each item to at most %(most)s characters.", most=TITLE_MOST))

    def tell(self, refusal: Refusal) -> None:
        """Say what the rules refuse at the field where it is mended, so that everything is named at once."""
        field = self[_MENDED_AT.get(refusal.code, "kind")]
        field.errors = [*field.errors, word(refusal)]

    @property
    def dated(self) -> bool:
        """Tell whether kind and moment are in shape, so that the rules can be asked."""
        return not (self.kind.errors or self.day.errors or self.time.errors or self.issues.errors)

    def plan(self, titles: Mapping[int, str]) -> Plan:
        """Return what was filled in; `titles` names the issues."""
        first = [PlannedItem(title=titles[number], issue_id=number) for number in self.issues.data or []]
        lines = (self.other_items.data or "").splitlines()
        others = [PlannedItem(title=line.strip(), kind=ItemKind.information) for line in lines if line.strip()]
        return Plan(
            kind=MeetingKind(self.kind.data),
            title=self.title.data or "",
            starts_at=datetime.combine(self.day.data, self.time.data, tzinfo=SHANGHAI),
            items=(*first, *others),
            purpose=self.purpose.data or "",
            planned_minutes=self.planned_minutes.data or 90,
            where_text=self.where_text.data or "",
            moderator_id=self.moderator.data,
            recorder_id=self.recorder.data or None,
            urgent_reason=self.urgent_reason.data or "",
            party_study=self.party_study.data or "",
            called_by=self.called_by.data or "",
            composition=self.composition.data or "",
            carries=tuple(_numbers(self.carries.data or ""))[:CARRIED_MOST],
        )


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",") if one.isdecimal()]
