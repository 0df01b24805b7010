"""What signing in has to say."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "accounts.code_too_soon": _("A code is on its way already. You can ask for another one in %(seconds)s seconds."),
    "accounts.too_many_codes": _(
        "That was a lot of codes for one number. Please try again in %(minutes)s minutes, or ask at the service desk."
    ),
    "accounts.code_over": _("This code is no longer valid. Please ask for a new one."),
    "accounts.code_locked": _("That was the wrong code too often. Please ask for a new one."),
    "accounts.code_wrong": _("That is not the code. You can try %(left)s more times."),
    "accounts.staff_sign_in": _("This number belongs to somebody on duty. Please sign in with your passphrase."),
    "accounts.staff_unknown": _("Number and passphrase do not belong together. Please try again."),
    "accounts.passkey_staff_only": _(
        "Passkeys are for those who sign in with a passphrase. You can go on signing in with your phone number."
    ),
    "accounts.passkey_name_missing": _("Please give this device a name, such as “office laptop”."),
    "accounts.passkey_failed": _("The device's answer does not fit. Please try again, or use passphrase and app."),
    "accounts.passkey_unknown": _("This passkey is not known here. Please sign in with passphrase and app."),
    "accounts.passkey_suspended": _("This passkey was suspended. Please sign in with passphrase and app."),
    "accounts.passkey_copied": _(
        "There may be a copy of this passkey, so it was suspended. Please sign in with passphrase and app, and remove it."
    ),
    "accounts.passkey_stale": _("This page has been waiting for a while. Nothing is wrong; please press once more."),
    "accounts.passphrase_weak": _(
        "Please choose a passphrase of at least %(shortest)s characters, such as four words."
    ),
    "accounts.totp_wrong": _(
        "That is not the code the app shows now. Please type the six digits it shows at this moment."
    ),
    "accounts.totp_used": _("This code was used already. Please wait for the next one; it comes within half a minute."),
}

EVENTS = {
    "account.code_sent": _("A sign-in code was sent"),
    "account.code_typed": _("A sign-in code was typed"),
    "account.opened": _("Account opened, with consent"),
    "account.staff_added": _("Staff account made"),
    "account.second_factor_enrolled": _("Authenticator app added"),
    "account.second_factor_used": _("Signed in with the authenticator app"),
    "account.passkey_added": _("Passkey added"),
    "account.passkey_used": _("Signed in with a passkey"),
    "account.passkey_suspended": _("Passkey suspended: there may be a copy"),
    "account.passkey_removed": _("Passkey removed"),
    "account.name_chosen": _("Another display name chosen"),
    "account.language_chosen": _("Language chosen"),
    "account.elder_version_chosen": _("Elder version switched on or off"),
    "account.kiosk_begun": _("A device was made a kiosk"),
    "account.kiosk_ended": _("A kiosk was made an ordinary device again"),
    "account.number_forgotten": _("Telephone number deleted after two years"),
    "account.signed_out_everywhere": _("Signed out on every device"),
}
