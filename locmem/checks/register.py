"""How translations address their readers: in one way within a document, and in the one that the project wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import row_finding
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted
from locmem.terms.address_words import Address
from locmem.terms.register import Wanted, addresses_in, others_in, registers_of, tones_of, wanted_register

MIXED = "register-mixed"
OTHER = "register-other"


def mixed_registers(context: CheckContext) -> Iterator[Finding]:
    """Translations of a document that address readers in two ways, where the project does not say in which."""
    for pair, rows in _translated(context):
        # Japanese pages rightly end lists and captions otherwise than sentences.
        if pair.locale == "ja" or _wanted(context, pair.locale).register:
            continue
        found = [(row, address) for row in rows for address in addresses_in(row.target.text, pair.locale)]
        counts = Counter(registers_of(address for _, address in found))
        if len(counts) < 2:
            continue
        most, least = (register for register, _ in counts.most_common(2))
        row, word = next((row, one.word) for row, one in found if one.register == least)
        other_row, other = next((row, one.word) for row, one in found if one.register == most)
        what = (
            f"“{word}” is {least} address, and the page has {most} address {counted(counts[most], 'time')}, "
            f"first “{other}” in {pair.key(other_row.entry)}."
        )
        do = f"Choose one of the two; `registers: {{{pair.locale}: …}}` in locmem.yaml says it for all pages."
        yield row_finding(pair, row, MIXED, Severity.WARNING, what, do)


def other_registers(context: CheckContext) -> Iterator[Finding]:
    """Translations that address readers in another way than `registers`, or else the `tone` of the profiles, wants."""
    for pair, rows in _translated(context):
        wanted = _wanted(context, pair.locale)
        others = [(row, one) for row in rows for one in _others(context, pair, row, wanted)] if wanted.register else []
        if others:
            row, address = others[0]
            more = f", {counted(len(others), 'time')} on this page" if len(others) > 1 else ""
            what = f"“{address.word}” is {address.register} address{more}; {pair.locale} wants “{wanted.words}”."
            do = f"Address readers as {wanted.where} says."
            if row.entry.inherited:
                do = (
                    f"It is inherited from {row.entry.inherited}, which wants something else: write {pair.locale} a "
                    f"wording of its own, or say the same of both under `registers` in locmem.yaml."
                )
            yield row_finding(pair, row, OTHER, Severity.WARNING, what, do)


def _translated(context: CheckContext) -> Iterator[tuple[Pair, list[Row]]]:
    """The translations of each document that customers may read."""
    for pair in context.pairs():
        yield pair, [row for row in context.shown(pair) if not row.entry.is_stale]


def _others(context: CheckContext, pair: Pair, row: Row, wanted: Wanted) -> tuple[Address, ...]:
    base = row.entry.inherited
    if base and _wanted(context, base).register == wanted.register:
        # It is told where it is mended.
        return ()
    return others_in(row.target.text, row.segment.content.text, pair.locale, pair.source.locale, wanted.register)


def _wanted(context: CheckContext, locale: str) -> Wanted:
    """How a locale addresses its readers: the settings say it, or all profiles of the markets that read it."""
    wanted = context.once("registers", lambda: _all_wanted(context))
    return wanted.get(locale, Wanted())


def _all_wanted(context: CheckContext) -> dict[str, Wanted]:
    settings = context.settings
    registers = {str(tag): words for tag, words in settings.registers.items()}
    tones = tones_of(context.all_markets)
    bases = {str(tag): tuple(map(str, settings.bases(tag))) for tag in settings.locales}
    return {tag: wanted_register(tag, chain, registers, tones) for tag, chain in bases.items()}


CHECKS = (
    Listed(
        name=MIXED,
        family="register",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=mixed_registers,
        why="A page that says both tú and usted reads as if two people had written it.",
        example="Haz clic en Enviar. Si usted no recibe nada, espere.",
        do="Choose one of the two, and say it under `registers` in locmem.yaml.",
    ),
    Listed(
        name=OTHER,
        family="register",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=other_registers,
        why="Customers are addressed otherwise here than everywhere else.",
        example="Si usted no recibe nada, where registers says es: informal",
        do="Address readers as `registers` in locmem.yaml says, or where it says nothing the `tone` of the profiles.",
    ),
)
