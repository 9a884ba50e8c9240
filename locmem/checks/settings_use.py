"""What locmem.yaml says that does not fit the documents: keys none of them has, notations it does not name, risks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Source
from locmem.checks.listed import Listed, Reach
from locmem.checks.source_blocks import blocks_of
from locmem.content.frontmatter import front_matter_place
from locmem.model.document import Risk
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.settings import ContentSet
from locmem.values.address_likeness import is_one_slip

if TYPE_CHECKING:
    from locmem.checks.cards import Card
    from locmem.checks.model import CheckContext

FIELD = "field-unknown"
NOTATION = "placeholder-unprotected"
RISK = "risk-inverted"

_KEY = re.compile(r"^(?:[ \t]*\"([A-Za-z_][\w-]*)\"[ \t]*:|([A-Za-z_][\w-]*)[ \t]*[:=])", re.MULTILINE)
_NOTATIONS = {
    "percent": re.compile(r"(?<![\w%\\])%\{[A-Za-z_][\w.]*\}"),
    "ruby": re.compile(r"(?<![\w#\\&])#\{[A-Za-z_][\w.]*\}"),
    "printf": re.compile(r"(?<![\w%\\])%(?:\([A-Za-z_][\w.]*\)|\d\$)[sd]"),
}
"""Placeholders that no author means as words, by the dialect that protects them."""


def front_keys(text: str) -> Iterator[str]:
    """The keys of a document's front matter."""
    place = front_matter_place(text)
    for found in _KEY.finditer(text, place.start, place.end) if place else ():
        yield found[1] or found[2]


def notations_in(source: Source) -> Iterator[str]:
    """The dialects whose placeholders stand among the words of a source, where nothing protects them."""
    if not re.search(r"[%#]\{|%\(|%\d\$", source.document.text):
        return
    words = "\n".join(text.target for _, text in blocks_of(source))
    yield from (name for name, pattern in _NOTATIONS.items() if pattern.search(words))


def unknown_fields(context: CheckContext) -> Iterator[Finding]:
    """Keys under `fields` of a content set that no document of it has, while one has a key that is nearly the same."""
    for one, cards in _sets(context):
        keys = frozenset[str]().union(*(card.keys for card in cards))
        for name in one.fields:
            meant = sorted(key for key in keys - {*one.fields} if is_one_slip(name, key)) if name not in keys else []
            if meant:
                what = f"no document of {one.name} has the key `{name}`, and `{meant[0]}` is not translated."
                yield _finding(context, FIELD, Severity.ERROR, one, "fields", what, f"Write `{meant[0]}`.")


def unprotected_placeholders(context: CheckContext) -> Iterator[Finding]:
    """Placeholders in sources that a content set does not name under `placeholders`, so that they count as words."""
    for one, cards in _sets(context):
        for name in _NOTATIONS:
            files = [card.file for card in cards if name in card.notations]
            if files:
                what = f"{files[0]} has placeholders of the notation {name}, which {one.name} does not protect."
                do = f"Add {name} to `placeholders` of {one.name}."
                yield _finding(context, NOTATION, Severity.WARNING, one, "placeholders", what, do)


def inverted_risks(context: CheckContext) -> Iterator[Finding]:
    """Legal texts of which less is asked than of others, or that ship before anybody confirmed them."""
    legal, standard = context.settings.risks[Risk.LEGAL], context.settings.risks[Risk.STANDARD]
    is_less = legal.required.rank < standard.required.rank
    if is_less or not legal.required.is_confirmed:
        than = f", less than of standard ones ({standard.required.value})" if is_less else ", which nobody confirmed"
        yield Finding(
            check=RISK,
            gate=Gate.CHANGE,
            severity=Severity.WARNING,
            location=context.settings.place("risks.legal.required", "risks.standard.required", "risks"),
            what=f"legal texts ship as {legal.required.value}{than}.",
            do="Write `required: reviewed`, or `translated`, under `legal`.",
        )


def _sets(context: CheckContext) -> Iterator[tuple[ContentSet, Sequence[Card]]]:
    """The content sets with the cards of their documents."""
    for one in context.settings.content_sets:
        yield one, [card for card in context.cards if card.content_set == one.name]


def _finding(
    context: CheckContext, check: str, severity: Severity, of: ContentSet, key: str, what: str, do: str
) -> Finding:
    return Finding(
        check=check,
        gate=Gate.CHANGE,
        severity=severity,
        location=context.settings.place(f"content.{of.name}.{key}", f"content.{of.name}"),
        what=what,
        do=do,
    )


CHECKS = (
    Listed(
        name=FIELD,
        family="settings_use",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=unknown_fields,
        reach=Reach.PROJECT,
        why="What stands under the key that was meant is shown to all customers in the language of the source.",
        example="fields: [tilte] in locmem.yaml, where documents have a title",
        do="Write the key as documents have it.",
    ),
    Listed(
        name=NOTATION,
        family="settings_use",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=unprotected_placeholders,
        reach=Reach.PROJECT,
        why="Translators and engines may change a placeholder that is taken for words, and customers read it then.",
        example="Use the code %{code}. in a content set without `placeholders: [percent]`",
        do="Name the notation under `placeholders` of the content set.",
    ),
    Listed(
        name=RISK,
        family="settings_use",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=inverted_risks,
        reach=Reach.PROJECT,
        why="A wrong word in terms or rights costs most, and nobody would have read it.",
        example="risks: {legal: {required: draft}}",
        do="Ask of legal texts at least what is asked of others.",
    ),
)
