"""Sentences in the tags of a page that are none of its texts: under names that no setting names, and under none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from locmem.content.code_spans import code_spans_by_paragraph
from locmem.content.source_findings import warning
from locmem.content.unrecognised import MAX_KEYS, is_sentence
from locmem.inline.tag import Form, Tag
from locmem.inline.tag_texts import is_silent, is_text
from locmem.model.finding import Finding
from locmem.model.segment import Unit
from locmem.model.settings import TEXTS_IN_TAGS

_PARAMETER = re.compile(
    r"""(?:(?P<name>[A-Za-z][\w-]*)\s{0,9}[=:]\s{0,9})?(?:"(?P<double>[^"\\{}]*)"|'(?P<single>[^'\\{}]*)')"""
)
_HEAD = re.compile(r"(?:\{\{[<%]?|\{%[-+~]?)\s*(?P<name>[\w./-]*)")
_PROGRAM = re.compile(r"[=;{}<>|\\@#$*_]|^[a-z(\d]")
"""What only a text for a program has, and the small letter at its beginning: lists of classes, rules of style."""
_KEPT = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^[ \t>]*(?P=fence)|\Z)|<!--[\s\S]*?(?:-->|\Z)"
    r"|<(?P<element>pre|script|style|svg|code)\b[\s\S]*?(?:</(?P=element)|\Z)",
    re.MULTILINE,
)
_SWITCHED_OFF = re.compile(r"locmem:off|translate\s*=\s*[\"']?no\b", re.IGNORECASE)


def left_parameters(
    path: str, text: str, body: int, units: Sequence[Unit], tags: Sequence[Tag], named: Sequence[str]
) -> Iterator[Finding]:
    """A finding where tags of a page hold sentences that are none of its texts; nothing where it has no text at all.

    body: where the page begins after its front matter.  tags: the Liquid tags of the text.  named: the parameters
    that the content set names; where it names none, nobody wants to read tags.
    """
    if not units or not named or _SWITCHED_OFF.search(text):
        return
    outside = [tag for tag in tags if tag.start >= body and tag.form not in (Form.COMMENT, Form.RAW)]
    starts = {unit.start for unit in units}
    found = [(start, label) for tag in outside for start, label in _sentences(tag) if start not in starts]
    if not found:
        return
    kept = sorted((*(one.span() for one in _KEPT.finditer(text)), *code_spans_by_paragraph(text)))
    shown = list(_outside(found, kept))
    if not shown:
        return
    labels = list(dict.fromkeys(label for _, label in shown))
    more = f" and {len(labels) - MAX_KEYS} more" if len(labels) > MAX_KEYS else ""
    has_text = any(unit.start >= body for unit in units)
    what = "not all of this page is" if has_text else "nothing but the title of this page is"
    yield warning(
        "text-not-read",
        path,
        text,
        shown[0][0],
        f"{what} recognised as text; sentences stand under {', '.join(labels[:MAX_KEYS])}{more}.",
        "Name the parameters in `texts_in_tags` of the content set, move words without a known name into the page, "
        "or leave it so where no customer reads them.",
    )


def _outside(found: Sequence[tuple[int, str]], kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Those that begin in none of the stretches; both are in order."""
    number = reached = 0
    for start, label in found:
        while number < len(kept) and kept[number][0] <= start:
            reached = max(reached, kept[number][1])
            number += 1
        if start >= reached:
            yield start, label


def _sentences(tag: Tag) -> Iterator[tuple[int, str]]:
    """Where each sentence of a tag begins, and what it stands under; none of those under the usual names."""
    head = _HEAD.match(tag.text)
    if not head or is_silent(tag.text):
        return
    for found in _PARAMETER.finditer(tag.text, head.end()):
        group = "double" if found["double"] is not None else "single"
        value, name = found[group].strip(), found["name"] or ""
        if name in TEXTS_IN_TAGS or _PROGRAM.search(value):
            continue
        if is_sentence(value) and is_text(value, name):
            label = f"`{name}` of `{head['name']}`" if name else f"`{head['name']}` without a name"
            yield tag.start + found.start(group), label
