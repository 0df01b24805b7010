"""What is said about translations."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "renderings.unknown_language": _(
        "Please choose Chinese, English, Japanese or Korean: texts are translated between these here."
    ),
    "renderings.same_language": _("This text is in that language already. You can read it as it is."),
    "renderings.asked_already": _("You have asked for this already. You will be told in your inbox when it is there."),
    "renderings.not_your_pair": _(
        "This is for people who translate between these two languages here. Ask the committee if you would like to help."
    ),
    "renderings.reworded_meanwhile": _(
        "The original was reworded while you wrote. What you typed is still here: please compare it and send it again."
    ),
    "renderings.incomplete": _("Please translate every part: a half-translated text misleads."),
    "renderings.too_long": _("Please shorten this to %(most)s characters."),
    "renderings.nothing_to_check": _("There is no translation here yet. You can ask for one."),
    "renderings.own_translation": _(
        "You wrote this yourself. Please leave the check to a second person who knows both languages."
    ),
    "renderings.note_missing": _("Please say in a few words what is wrong."),
    "renderings.wrong_state": _("This translation is “%(state)s” now, so that cannot follow. Please reload the page."),
}

STATES = {
    "RenderingState.waiting": _("Waits for a translator"),
    "RenderingState.written": _("Translated"),
    "RenderingState.checked": _("Translated and checked"),
    "RenderingState.outdated": _("Of an earlier wording"),
    "RenderingState.doubted": _("Doubted by a reader"),
}

EVENTS = {
    "rendering.asked": _("%(actor)s asked for a translation"),
    "rendering.written": _("%(actor)s wrote a translation"),
    "rendering.checked": _("%(actor)s checked a translation"),
    "rendering.doubted": _("%(actor)s said that a translation is not right"),
    "rendering.outdated": _("A translation became one of an earlier wording"),
    "rendering.language_named": _("%(actor)s said in which language the text is"),
    "rendering.translator_appointed": _("Somebody translates here"),
}
