"""Codes in translations: lost, changed, or brought in although the source has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.inline.compare import Damage
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import CodeType
from locmem.model.settings import InterfaceWords
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import shortened
from locmem.render.additions import additions_of, hosts_in, hosts_of, is_known

DAMAGED = "damaged-codes"
WORDS = "interface-words-changed"
UNSAFE = "unsafe-markup"

_WORDED = frozenset({CodeType.CODE, CodeType.HTML})
"""Codes in which words of an interface stand."""


def damaged_codes(context: CheckContext) -> Iterator[Finding]:
    """Translations in which codes of the source are missing, extra, renamed or not closed."""
    for pair in context.pairs():
        required = context.policy(pair.source).required
        seen = set()
        for damaged in pair.damaged:
            seen.add(damaged.entry.occurrence)
            yield _damaged(pair, damaged.entry, damaged.problems, Severity.ERROR)
        for row in pair.rows:
            entry = row.entry
            if entry.state is not State.DRAFT or not entry.target or entry.occurrence in seen or entry.is_stale:
                continue
            if row.serious_problems:
                ships = required.rank <= State.DRAFT.rank
                yield _damaged(pair, entry, row.serious_problems, Severity.ERROR if ships else Severity.WARNING)


def changed_interface_words(context: CheckContext) -> Iterator[Finding]:
    """Words of buttons, menus and keys in code spans that a translation changed, unless its content set frees them."""
    for pair in context.pairs():
        if pair.source.content_set.interface_words is not InterfaceWords.CHECKED:
            continue
        for row in context.shown(pair):
            if row.entry.is_stale or not any(code.type in _WORDED for code in row.segment.content.codes):
                continue
            for problem in row.code_problems:
                if problem.kind is Damage.WORDS_CHANGED:
                    yield Finding(
                        check=WORDS,
                        gate=Gate.RELEASE,
                        severity=Severity.WARNING,
                        location=entry_location(pair, row.entry),
                        locale=pair.locale,
                        what=f"words of the interface changed: {problem.what}.",
                        do="Nothing, if the interface says so in this language; otherwise mend the catalog. "
                        "`interface_words` in the content set rules it for all.",
                    )


def unsafe_markup(context: CheckContext) -> Iterator[Finding]:
    """HTML tags, attributes, schemes and link hosts in a translation that its source does not have."""
    ours = frozenset(host for market in context.all_markets for host in hosts_of(market))
    for pair in context.pairs():
        hosts: frozenset[str] | None = None
        for row in pair.rows:
            for addition in additions_of(row):
                hosts = ours | hosts_in(pair.source.document.text) if hosts is None else hosts
                if is_known(addition, hosts):
                    continue
                yield Finding(
                    check=UNSAFE,
                    gate=Gate.RELEASE,
                    severity=Severity.ERROR,
                    location=entry_location(pair, row.entry),
                    locale=pair.locale,
                    what=f"the translation has {addition.what}, which its source does not have.",
                    do="Remove it from the catalog, or add it to the source first.",
                )


def foreign_to(row: Row, known: Iterable[str]) -> tuple[str, ...]:
    """What a target has of tags, attributes, schemes and hosts and its source has not, in words.

    known: hosts that may stand there all the same.
    """
    found = (one for one in additions_of(row) if not is_known(one, known))
    return tuple(f"it has {one.what}, which its source does not have" for one in found)


def hosts_known(text: str, markets: Iterable[Market]) -> frozenset[str]:
    """The hosts in the text of a document and in the facts of markets."""
    return hosts_in(text).union(*(hosts_of(market) for market in markets))


def _damaged(pair: Pair, entry: CatalogEntry, problems: tuple[str, ...], severity: Severity) -> Finding:
    return Finding(
        check=DAMAGED,
        gate=Gate.RELEASE,
        severity=severity,
        location=entry_location(pair, entry),
        locale=pair.locale,
        what=f"in “{shortened(entry.target, 80)}” {'; '.join(problems)}.",
        do="Take the `fuzzy` mark off if it is all of what was written; otherwise write it out. It counts as a draft."
        if entry.may_be_cut
        else "Mend the target in the catalog: every code of the source belongs into it, unchanged. "
        "Until then it counts as a draft.",
    )


CHECKS = (
    Listed(
        name=DAMAGED,
        family="codes",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=damaged_codes,
        why="Customers see broken markup, or a value is missing where it should stand.",
        example="Te devolvemos el dinero en. (`{{ market.refund }}` is gone)",
        do="Put every code of the source into the target, unchanged.",
        guards="customers would see a broken tag, or none where a value belongs",
    ),
    Listed(
        name=UNSAFE,
        family="codes",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=unsafe_markup,
        why="A translation could run a script or lead customers to somebody else's site.",
        example="Mira [la tienda](https://evil.example/).",
        do="Remove it from the catalog, or add it to the source first.",
        guards="markup that the source does not have could run in customers' browsers or lead them elsewhere",
    ),
    Listed(
        name=WORDS,
        family="codes",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=changed_interface_words,
        why="Customers look for a button that is not called so.",
        example="Abre `Ajustes` where the product says `Settings`",
        do="Nothing, if the interface says so in this language; otherwise mend it.",
    ),
)
