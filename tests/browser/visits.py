"""Every page of the product that can be fetched, with who looks at it: what the sweeps walk through.

tests/house/test_visits.py holds this list to the map of addresses: a new page stands here or says why not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Visit:
    """Somebody at an address; `wrong` is the form that is sent empty, so that its complaint is looked at too.

    `by`: a page, and what is looked for in it to stand for `{}` in the address, because the number is the demo's own business.
    """

    url: str
    who: str = "resident"
    wrong: str = ""
    by: tuple[str, str] | None = None

    def found_from(self, page: Page) -> str:
        """Return the address, with its number looked up where this person would come from."""
        if not self.by:
            return self.url
        start, pattern = self.by
        page.goto(start)
        found = re.search(pattern, page.content())
        assert found, f"{self.who} finds no {pattern} on {start}"
        return self.url.format(found[0])


# The offer of a first look around is a form too, on top of any page.
MAIN = 'main form[method=post]:not([action*="/help/tour"])'
PLACE = "/admin/places/wutongli"
# She has no phone; the building head and Wang Fang write things down for her.
GRANNY = ("/assist?q=王奶奶", r"/assist/\d+")
MANDATE = (f"{PLACE}/mandates", r"/admin/mandates/\d+/end")
CLAIM = ("/memberships", r"/memberships/\d+")

VISITS: dict[str, tuple[Visit, ...]] = {
    "accounts.kiosk_leave": (Visit("/kiosk/leave", "moderator"),),
    "accounts.kiosk_start": (Visit("/kiosk", "moderator"),),
    "accounts.me": (Visit("/me", wrong="main form:has([name=display_name])"), Visit("/me", "elder")),
    "accounts.passkeys": (Visit("/me/passkeys"),),
    "accounts.privacy": (Visit("/privacy", "guest"),),
    "accounts.sign_in": (Visit("/sign-in", "guest", MAIN),),
    "accounts.staff": (Visit("/sign-in/staff", "guest", MAIN),),
    "admin.add": (Visit(f"{PLACE}/add", "admin", MAIN),),
    "admin.adopt": (Visit(f"{PLACE}/rules", "admin"),),
    "admin.categories": (Visit(f"{PLACE}/categories", "admin"),),
    "admin.figures": (Visit(f"{PLACE}/figures", "admin"),),
    "admin.index": (Visit("/admin", "admin"),),
    "admin.end_mandate_of": (Visit("{}", "admin", MAIN, MANDATE),),
    "admin.mandates": (Visit(f"{PLACE}/mandates", "admin", MAIN), Visit(f"{PLACE}/mandates", "moderator")),
    "admin.mandates_list": (Visit(f"{PLACE}/mandates/import", "admin"),),
    "admin.new": (Visit("/admin/places/new", "admin", MAIN),),
    "admin.place": (Visit(PLACE, "admin"),),
    "admin.roles": (Visit(f"{PLACE}/roles", "admin", "main form[novalidate]"),),
    "admin.roll": (Visit(f"{PLACE}/roll", "admin"),),
    "admin.service_point": (Visit(f"{PLACE}/service-points/0", "admin", "main form[novalidate]"),),
    "admin.service_points": (Visit(f"{PLACE}/service-points", "admin", "main form[novalidate]"),),
    "admin.settings": (Visit("/admin/settings", "admin"),),
    "admin.staff": (Visit("/admin/staff", "admin"),),
    "agenda.plan": (Visit("/meetings/3/agenda", "moderator"),),
    "delivery.action": (
        Visit("/actions/5"),
        Visit("/actions/3"),
        Visit("/actions/1", "elder"),
        Visit("/actions/5", "handler", 'form[action$="/progress"]'),
        Visit("/actions/3", "moderator"),
        Visit("/actions/5", "liaison"),
    ),
    "delivery.assign": (Visit("/resolutions/2/actions/new", "moderator", MAIN),),
    "delivery.notices": (Visit("/notices"), Visit("/notices", "guest")),
    "delivery.record": (Visit("/issues/2/resolution", "recorder"), Visit("/issues/5/resolution", "moderator")),
    "delivery.resolution": (Visit("/resolutions/2"), Visit("/resolutions/3"), Visit("/resolutions/3", "moderator")),
    "delivery.work": (Visit("/work", "handler"),),
    "demo.door": (Visit("/door", "guest"),),
    "discussion.hide": (Visit("/contributions/8/hide", "moderator", 'form[action$="/hide"]'),),
    "discussion.mend": (Visit("/contributions/22/edit", wrong=MAIN),),
    "discussion.wordings": (Visit("/contributions/22/wordings", "guest"),),
    "discussion.reply": (Visit("/contributions/8/reply", wrong=MAIN),),
    "help.accessibility": (Visit("/help/accessibility", "guest"), Visit("/help/accessibility", "elder")),
    "help.guide": (Visit("/help/guide", "guest"),),
    "help.index": (Visit("/help"), Visit("/help", "liaison")),
    "help.me": (Visit("/help/me", "elder"), Visit("/help/me", "guest")),
    "help.topic": (Visit("/help/residents", "elder"), Visit("/help/moderators", "moderator")),
    "help.tour": (Visit("/help/tour/residents"), Visit("/help/tour/residents", "elder")),
    "invitations.answer": (Visit("/meetings/3/invitation", wrong=MAIN), Visit("/meetings/3/invitation", "elder")),
    "invitations.answer_for": (Visit("/meetings/3/invitations/2", "moderator", MAIN),),
    "invitations.index": (Visit("/meetings/3/invitations", "moderator"),),
    "invitations.sheet": (Visit("/meetings/3/invitations/print", "moderator"),),
    "issues.appeal": (Visit("/issues/7/appeal", wrong=MAIN),),
    "issues.begin": (Visit("/issues/new"),),
    "issues.desk": (Visit("/desk", "moderator"),),
    "issues.index": (
        Visit("/issues"),
        Visit("/issues", "guest"),
        Visit("/issues", "elder"),
        Visit("/issues?q=没有这样的事"),
    ),
    "issues.propose": (Visit("/issues/new/details?title=充电棚不够用&where=5", wrong=MAIN),),
    "issues.propose_for": (Visit("{}/propose", "head", MAIN, GRANNY),),
    "issues.reopen": (Visit("/issues/1/reopen", wrong=MAIN),),
    "issues.screen": (
        Visit("/desk/issues/13", "moderator", 'form[action$="/accept"]'),
        Visit("/desk/issues/14", "moderator"),
    ),
    "issues.second_for": (Visit("{}/second/12", "head", MAIN, GRANNY),),
    "issues.show": (
        Visit("/issues/11", "guest"),
        *(Visit(f"/issues/{number}") for number in (1, 2, 4, 5, 7, 9, 12)),
        Visit("/issues/11", "elder"),
        Visit("/issues/13", "moderator"),
    ),
    "issues.withdraw": (Visit("/issues/11/withdraw", "elder", MAIN),),
    "ledger.show": (Visit("/ledger", "guest"),),
    "meetings.desk": (Visit("/meetings/desk", "moderator"),),
    "meetings.index": (Visit("/meetings"),),
    "meetings.poster": (Visit("/meetings/3/poster", "recorder"),),
    "meetings.run": (Visit("/meetings/3/desk", "moderator"), Visit("/meetings/2/desk", "recorder")),
    "meetings.schedule": (Visit("/meetings/new", "moderator", MAIN),),
    "meetings.show": (
        Visit("/meetings/3"),
        Visit("/meetings/3", "guest"),
        Visit("/meetings/2", "elder"),
        Visit("/meetings/3", "moderator"),
    ),
    "minutes.live": (Visit("/meetings/3/minutes/live", "recorder"), Visit("/meetings/2/minutes/live", "moderator")),
    "minutes.corrections": (Visit("/meetings/2/minutes/corrections", "moderator"),),
    "minutes.propose": (Visit("/meetings/2/minutes/corrections/new?section=0&sentence=0", "recorder", MAIN),),
    "minutes.record": (Visit("/meetings/2/record", "guest"),),
    "minutes.sheet": (Visit("/meetings/2/minutes/print", "recorder"),),
    "minutes.show": (Visit("/meetings/2/minutes"), Visit("/meetings/2/minutes", "recorder")),
    "moderation.desk": (Visit("/desk/moderation", "moderator"),),
    "moderation.watched": (Visit("/places/wutongli/watched", "moderator"),),
    "moderation.log": (Visit("/places/wutongli/moderation", "guest"),),
    "moderation.ruling": (Visit("/moderation/1"), Visit("/moderation/1", "moderator")),
    "moderation.report": (Visit("/report/contribution/8", wrong=MAIN),),
    "notifications.inbox": (Visit("/inbox"), Visit("/inbox", "moderator")),
    "on_this_phone": (Visit("/on-this-phone"),),
    "opinions.answer_for": (Visit("{}/opinions/2", "head", MAIN, GRANNY),),
    "opinions.index": (Visit("/opinions"), Visit("/opinions", "moderator")),
    "opinions.lead": (Visit("/opinions/2/lead", "moderator", 'form[action$="/statements"]'),),
    "opinions.map": (Visit("/opinions/1/map", "guest"), Visit("/opinions/2/map", "elder")),
    "opinions.mine": (Visit("/opinions/2/mine"),),
    "opinions.prepare": (Visit("/places/wutongli/opinions/new", "moderator", MAIN),),
    "opinions.propose": (Visit("/opinions/2/propose", wrong=MAIN),),
    "opinions.show": (Visit("/opinions/2"), Visit("/opinions/2", "elder"), Visit("/opinions/1", "guest")),
    "papers.add": (Visit("/meetings/3/papers", "moderator", MAIN),),
    "papers.show": (Visit("/meetings/3/papers/2"), Visit("/meetings/3/papers/2", "elder")),
    "places.assist": (Visit("/assist?q=王", "head"),),
    "places.assist_person": (
        Visit("{}", "head", "main form[novalidate]", GRANNY),
        Visit("{}", by=("/me", r"/assist/\d+")),
    ),
    "places.claim": (Visit("/me/home/wutongli"), Visit("/me/home/wutongli-pa50a8c-1-101", "handler", MAIN)),
    "places.home": (
        Visit("/", "guest"),
        Visit("/"),
        Visit("/", "elder"),
        Visit("/", "moderator"),
        Visit("/", "liaison"),
    ),
    "places.plan": (Visit("/places/wutongli/plan"),),
    "places.refuse": (Visit("{}/refuse", "head", MAIN, CLAIM),),
    "places.rules": (Visit("/places/wutongli/rules"),),
    "places.show": (Visit("/places/wutongli", "guest"),),
    "places.verify": (Visit("{}/verify", "moderator", MAIN, CLAIM),),
    "places.lay_down": (Visit("{}", "head", MAIN, ("/me", r"/memberships/\d+/lay-down")),),
    "places.waiting": (Visit("/memberships", "moderator"), Visit("/memberships", "head")),
    "realtime.screen": (Visit("/meetings/3/screen", "guest"),),
    "realtime.room": (Visit("/meetings/3/room"), Visit("/meetings/3/room", "guest")),
    "renderings.about": (Visit("/renderings/issue/12"), Visit("/renderings/issue/12", "translator")),
    "renderings.doubt": (Visit("/renderings/issue/12/zh/doubt", wrong=MAIN),),
    "renderings.queue": (Visit("/renderings", "translator"),),
    "renderings.translators": (Visit("/places/wutongli/translators", "moderator", "main form[novalidate]"),),
    "renderings.write": (Visit("/renderings/issue/12/ja", "translator", MAIN),),
    "reports.board": (
        Visit("/board", "liaison"),
        Visit("/board?late=1", "liaison"),
        Visit("/board?list=decisions", "liaison"),
        Visit("/board?print=1", "liaison"),
        Visit("/board?state=abandoned", "liaison"),
    ),
    "reports.matter": (Visit("/board/issues/2", "liaison"), Visit("/board/issues/13", "liaison")),
    "search.find": (Visit("/search", "guest"), Visit("/search?q=充电"), Visit("/search?q=没有这样的事")),
    "votes.appraisal": (Visit("/places/wutongli/appraisal", "moderator", MAIN),),
    "votes.ballots": (Visit("/votes/1/ballots"), Visit("/votes/2/ballots", wrong=MAIN)),
    "votes.certificate": (Visit("/votes/1/certificate"), Visit("/votes/3/certificate", "guest")),
    "votes.desk": (Visit("/votes/desk", "moderator"),),
    "votes.index": (Visit("/votes"),),
    "votes.lead": tuple(Visit(f"/votes/{number}/lead", "moderator") for number in (1, 2, 4)),
    "votes.methods": (Visit("/votes/methods", "guest"),),
    "votes.papers": (Visit("/votes/1/papers", "moderator"), Visit("/votes/4/papers", "moderator", MAIN)),
    "votes.poll": (Visit("/places/wutongli/poll", "moderator", MAIN),),
    "votes.question": (Visit("/issues/2/vote", "moderator", MAIN),),
    "votes.receipt": (Visit("/votes/2/receipt"),),
    "votes.result_objections": (Visit("/votes/3/objections", "elder"), Visit("/votes/3/objections", "moderator")),
    "votes.roll": (Visit("/votes/2/roll", "elder"), Visit("/votes/4/roll")),
    "votes.sheets": (
        Visit("/votes/1/papers/print?who=without", "moderator"),
        Visit("/votes/4/papers/print", "moderator"),
    ),
    "votes.show": (
        Visit("/votes/1"),
        Visit("/votes/2", wrong=MAIN),
        Visit("/votes/2", "elder"),
        Visit("/votes/1", "guest"),
        Visit("/votes/4", wrong=MAIN),
        Visit("/votes/3", "elder"),
    ),
}

# Pages that exist only in the middle of doing something; the test named here walks there and looks.
ON_THE_WAY = {
    "agenda.join": "test_axe_desks: the room while people talk",
    "accounts.code": "test_axe_residents: signing in",
    "accounts.enrol": "test_axe_desks: signing in on duty",
    "accounts.remove_passkey": "test_passkeys: removing",
    "places.prove": "test_entry: waiting to be confirmed",
    "accounts.name": "test_axe_residents: signing in",
    "issues.edit": "test_axe_residents: proposing",
    "issues.receipt": "test_axe_residents: proposing",
    "meetings.replan": "test_axe_desks: a plan that lacks something",
    "minutes.edit": "test_axe_desks: the meeting and its minutes",
}
# What answers with something else than a page of its own.
NOT_A_PAGE = {
    "assets": "files: styles, scripts, pictures",
    "static": "files: styles, scripts, pictures",
    "attachments.large": "a photo",
    "attachments.small": "a photo",
    "attachments.document": "a file to save",
    "help.picture": "a picture",
    "order.why": "leads on to the decision about a step",
    "discussion.show": "leads on to the contribution on its page",
    "health.alive": "a word for machines",
    "health.ready": "a word for machines",
    "issues.alike": "data for the list of similar issues on the page of proposing",
    "ledger.export": "a file to download",
    "ledger.whole": "a file to download",
    "minutes.docx": "a file to download",
    "minutes.text": "a file to download",
    "minutes.live_state": "data for the recorder's page",
    "minutes.pdf": "a file to download",
    "live.earlier": "data for the room's page",
    "undoing.undoable": "data for the room's page",
    "live.me": "data for the room's page",
    "live.entries": "data for the room's page",
    "live.talk": "data for the room's page",
    "live.snapshot": "data for the room's page",
    "meetings.calendar": "a file for the calendar",
    "meetings.join": "leads on to the room",
    "health": "a word for monitors",
    "manifest": "how the site is installed, for browsers",
    "outbox_ready": "a word for the outbox on the phone",
    "places.choose_community": "leads on to the only community there is, or shows the same page as places.claim",
    "renderings.own_translators": "leads on to renderings.translators",
    "reports.spreadsheet": "a file to download",
    "service_worker": "a script for the browser",
    "opinions.drawn": "data for the page of the map",
    "votes.arrived": "data for the page that casts a ballot",
    "votes.bundle": "a file",
    "votes.manifest": "a file",
}


def visits_of(who: str) -> list[Visit]:
    """Return what one kind of person looks at, page by page."""
    return [visit for visits in VISITS.values() for visit in visits if visit.who == who]
