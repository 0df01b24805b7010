"""What is said about photos."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REFUSALS = {
    "attachments.not_a_photo": _(
        "This file is not a photo we can read. Please choose a JPEG, PNG or WebP picture, and choose your photos once more."
    ),
    "attachments.heic": _(
        "This photo is in Apple's HEIC format, which not every phone can show. Please send it as JPEG: on the iPhone choose Settings, Camera, Formats, Most Compatible, or send a screenshot."
    ),
    "attachments.file_too_large": _("This photo is larger than %(most)s MB. Please choose a smaller one."),
    "attachments.too_many_pixels": _(
        "This picture has more than %(most)s million pixels. Please choose a smaller one."
    ),
    "attachments.not_a_pdf": _("This file is not a whole PDF. Please save it as PDF once more, and choose it again."),
    "attachments.pdf_too_large": _("This file is larger than %(most)s MB. Please save it in a smaller size."),
    "attachments.pdf_locked": _(
        "This PDF is locked with a password, so nobody could read it. Please save it without one, and choose it again."
    ),
    "attachments.pdf_acts": _(
        "This PDF holds programs, forms that send, or other files, which could harm a phone. Please print it to a new PDF, and choose that one."
    ),
    "attachments.too_many_photos": _("Please choose at most %(most)s photos."),
}

EVENTS = {
    "photos.added": _("%(actor)s added photos: %(count)s."),
}
