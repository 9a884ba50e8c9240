"""Telephone numbers in E.164, and how they are shown.

The grouping of a country's numbers is known by phonenumberslite, Google's libphonenumber in Python; this is its
only home besides the witnesses of `locmem.markets`.
"""

from __future__ import annotations

import re

from locmem.errors import RenderError

FORMS = ("international", "e164")

_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")


def is_e164(text: str) -> bool:
    """Whether `text` is a plus sign and 7-15 digits without blanks; not whether such a number exists."""
    return bool(_E164.match(text))


def format_phone(number: str, form: str = "") -> str:
    """An E.164 number as people read it from anywhere: `+34 900 293 183`, grouped as its country groups it.

    form: `international` (the default) or `e164`, the number unchanged, for links.
    A number of a country the library does not know stays ungrouped.  Raises RenderError for another form or
    for what is not E.164.
    """
    form = form or "international"
    if form not in FORMS:
        raise RenderError(f"a phone number has no form {form!r}. Write one of: {', '.join(FORMS)}.")
    if not is_e164(number):
        raise RenderError(f"{number!r} is not a phone number in E.164 such as +34900293183.")
    if form == "e164":
        return number
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
