"""Signing in as a person does it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pyotp
import pytest

from deliberate.accounts import queries, services
from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.session import commit
from tests.factories.people import a_community, a_resident

PHONE = "13812345678"


def test_a_newcomer_signs_in_says_a_name_and_goes_on_where_they_wanted_to(visit, codes):
    guest = visit()
    assert guest.get("/me", 303).location == "/sign-in?next=/me"
    assert guest.post("/sign-in?next=/me", {"phone": PHONE}, 303).location == "/sign-in/code?next=/me"
    assert codes == [("+8613812345678", codes[0][1])]
    assert "138****5678" in guest.get("/sign-in/code").text
    assert guest.post("/sign-in/code", {"code": codes[0][1]}, 303).location == "/sign-in/name"
    assert "Without this" in guest.post("/sign-in/name", {"name": "王", "display_name": "王阿姨"}, 422).text
    answer = guest.post("/sign-in/name", {"name": "王", "display_name": "王阿姨", "consent": "y"}, 303)
    assert answer.location == "/me"
    assert "王阿姨" in guest.get("/me").text


def test_a_known_person_signs_in_with_the_code_alone_and_reads_in_their_language(visit, codes):
    account = a_resident(a_community(), phone="+8613812345678", language="zh_Hans_CN", elder=True)
    commit()
    guest = visit()
    guest.post("/sign-in", {"phone": PHONE}, 303)
    guest.post("/sign-in/code", {"code": codes[0][1]}, 303)
    page = guest.get("/me").text
    assert account.display_name in page
    assert 'lang="zh-Hans"' in page
    assert 'class="elder"' in page


def test_a_wrong_code_stays_counted_but_half_a_code_costs_no_try(visit, codes):
    guest = visit()
    guest.post("/sign-in", {"phone": PHONE}, 303)
    for slip in ("12345", "1234567", "no digits"):
        assert "six digits" in guest.post("/sign-in/code", {"code": slip}, 422).text
    wrong = "000000" if codes[0][1] != "000000" else "111111"
    for left in (4, 3, 2, 1):
        guest.post("/sign-in/code", {"code": wrong}, 303)
        assert f"try {left} more" in guest.get("/sign-in/code").text
    guest.post("/sign-in/code", {"code": wrong}, 303)
    guest.post("/sign-in/code", {"code": codes[0][1]}, 303)
    guest.get("/me", 303)
    assert db.session.query(Account).count() == 0


def test_what_is_no_number_is_said_beside_the_field(visit, codes):
    assert "telephone number" in visit().post("/sign-in", {"phone": "12345"}, 422).text
    assert codes == []


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(visit, codes, target):
    account = a_resident(a_community(), phone="+8613812345678")
    commit()
    guest = visit()
    on = "?" + urlencode({"next": target})
    guest.get("/sign-in" + on)
    guest.post("/sign-in" + on, {"phone": PHONE}, 303)
    assert guest.post("/sign-in/code" + on, {"code": codes[0][1]}, 303).location == "/"
    assert account.id


PASSPHRASE = "correct horse battery"


def staff():
    made = services.add_staff(
        "+8613812345678",
        name="陈静",
        display_name="陈书记",
        passphrase_hash=services.hash_passphrase(PASSPHRASE),
        actor_id=None,
        now=services_now(),
    )
    commit()
    return made.id


def services_now():
    from deliberate.kit.clock import now  # noqa: PLC0415 - the held clock

    return now()


def test_staff_set_up_their_app_once_and_then_need_passphrase_and_code(visit, now):
    account_id = staff()
    guest = visit()
    wrong = guest.post("/sign-in/staff", {"phone": PHONE, "passphrase": "wrong"}, 422)
    assert "do not belong together" in wrong.text
    assert guest.post("/sign-in/staff", {"phone": PHONE, "passphrase": PASSPHRASE}, 303).location.endswith("/enrol")
    page = guest.get("/sign-in/staff/enrol").text
    assert "<svg" in page
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    guest.post("/sign-in/staff/enrol", {"code": "000000"}, 422)
    code = pyotp.TOTP(secret).at(now)
    guest.post("/sign-in/staff/enrol", {"code": code}, 303)
    guest.get("/me")
    assert queries.account(account_id).totp_secret == secret
    other = visit()
    assert (
        "used already"
        in other.post("/sign-in/staff", {"phone": PHONE, "passphrase": PASSPHRASE, "code": code}, 422).text
    )
    nothing = other.post("/sign-in/staff", {"phone": PHONE, "passphrase": PASSPHRASE}, 422)
    assert "not the code" in nothing.text
    later = pyotp.TOTP(secret).at(now.timestamp() + 30)
    other.post("/sign-in/staff", {"phone": PHONE, "passphrase": PASSPHRASE, "code": later}, 303)
    other.get("/me")


def test_staff_do_not_get_in_with_a_telephone_alone(visit, codes, now):
    staff()
    guest = visit()
    guest.post("/sign-in", {"phone": PHONE}, 303)
    assert guest.post("/sign-in/code", {"code": codes[0][1]}, 303).location == "/sign-in/staff"
    guest.get("/me", 303)


def test_signing_out_everywhere_makes_other_browsers_guests(visit):
    account = a_resident(a_community())
    commit()
    here, there = visit(account), visit(account)
    there.get("/me")
    here.post("/sign-out/everywhere", status=303)
    there.get("/me", 303)


def test_signing_out_leaves_other_browsers_alone(visit):
    account = a_resident(a_community())
    commit()
    here, there = visit(account), visit(account)
    here.post("/sign-out", status=303)
    here.get("/me", 303)
    there.get("/me")


def test_choices_made_on_any_page_follow_the_account(visit):
    account = a_resident(a_community())
    commit()
    visitor = visit(account)
    visitor.post("/preferences/language", {"language": "en", "next": "/me"}, 303)
    visitor.post("/preferences/elder", {"elder": "1", "next": "/me"}, 303)
    db.session.expire_all()
    assert (account.language, account.elder) == ("en", True)


def test_a_closed_account_is_a_guest(visit, now):
    account = a_resident(a_community())
    account.closed_at = now
    commit()
    visit(account).get("/me", 303)


def test_everybody_can_read_what_is_kept_about_them(visit):
    assert "identity card" in visit().get("/privacy").text


def test_another_name_is_shown_from_now_on(visit):
    account = a_resident(a_community())
    commit()
    visitor = visit(account)
    visitor.post("/me", {"display_name": "  三楼老张 "}, 303)
    assert "三楼老张" in visitor.get("/me").text
    visitor.post("/me", {"display_name": "   "}, 422)
