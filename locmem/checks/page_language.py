"""The language that a page says it is in: programs that read aloud, translate or hyphenate it believe that.

Rules: HTML Living Standard, 3.2.6.2 (the lang and xml:lang attributes); values are tags of BCP 47.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding, spot
from locmem.content.html_tags import tags_of
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of

LANGUAGE = "page-language"

_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
"""Elements that speak for the page; any other may well hold words of another language."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def other_languages_declared(context: CheckContext) -> Iterator[Finding]:
    """Sources whose `<html>` or `<body>` says that they are in another language than their locale is."""
    for page in context.pages:
        if not _WHOLE.search(page.text):
            continue
        for tag in tags_of(page.text):
            if tag.is_closing or tag.name not in ("html", "body"):
                continue
            for name in ("lang", "xml:lang"):
                found = tag.attribute(name)
                said = page.text[found.start : found.end].strip() if found else ""
                own = page.source.locale
                if found and _TAG.match(said) and language_of(said.replace("_", "-")).lower() != language_of(own):
                    at = spot(page.source, found.start, found.end - found.start)
                    what = f'`{name}="{said}"` says another language than the source is in, which is {own}.'
                    yield source_finding(at, LANGUAGE, Severity.ERROR, what, f'Write `{name}="{own}"`.')


CHECKS = (
    Listed(
        name=LANGUAGE,
        family="page_language",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=other_languages_declared,
        why="Screen readers speak the page as if it was in that language, and browsers offer to translate it.",
        example='<html lang="de"> in an English page',
        do="Write the locale of the source.",
    ),
)
