"""How a text addresses its readers, and whether a project wants it so: `usted` or `tú`, `Sie` or `du`, 敬体 or 常体.

Registers are `formal` and `informal`; `plural` where several are addressed; in Japanese `polite` and `plain`; in Brazil
`familiar` for você and `deferential` for o senhor, both of which go with the forms that are `formal` elsewhere, and
`tu` where a project names it, as `informal` alone may mean você there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from locmem.model.fact import Market
from locmem.model.tags import language_of
from locmem.terms.address_words import Address, forms_of_address, words_in
from locmem.terms.commands import command_register
from locmem.terms.second_person import second_person_in
from locmem.terms.sentence_ends import endings_in
from locmem.terms.spoken_to import spoken_to

_NAMED = {
    "informal": re.compile(r"\binformal|\btutoie|\bfamiliar", re.IGNORECASE),
    "formal": re.compile(r"\bformal|\bvouvoie", re.IGNORECASE),
    "polite": re.compile(r"\bpolite|です|ます|敬体|丁寧", re.IGNORECASE),
    "plain": re.compile(r"\bplain|である|常体", re.IGNORECASE),
}
_IN_JAPANESE = {"formal": "polite", "informal": "plain"}
_PRONOUNS = {
    "es": {"usted": "formal", "ustedes": "plural", "tú": "informal", "vos": "informal"},
    "it": {"lei": "formal", "tu": "informal"},
    "pl": {"pan": "formal", "pani": "formal", "państwo": "formal", "ty": "informal"},
    "pt": {"senhor": "deferential", "senhora": "deferential"},
}
"""What a project may call a register by, beside the words of `address_forms.csv`."""
_WORD = re.compile(r"[^\W\d_]+")


def addresses_in(text: str, locale: str) -> tuple[Address, ...]:
    """The words of a text that certainly address its reader; none for languages that have no table."""
    if language_of(locale) == "ja":
        return tuple(endings_in(text))
    words = words_in(text, locale)
    seen = {one.word.casefold() for one in words}
    more = (one for one in second_person_in(text, locale) if one.word.casefold() not in seen)
    return tuple(_as_in(locale, (*words, *more)))


def addresses(text: str, source: str, locale: str, source_locale: str) -> tuple[Address, ...]:
    """The same, and what addresses the reader because its source does: the form of an instruction, `si tiene`, `su`."""
    certain = addresses_in(text, locale)
    found = list(certain)
    register, word = command_register(text, source, locale, source_locale)
    if register and not any(one.word == word for one in found):
        found.append(Address(register=register, word=word))
    if not found:
        found += _as_in(locale, spoken_to(text, source, locale, source_locale))
    return tuple(found)


def others_in(text: str, source: str, locale: str, source_locale: str, wanted: str) -> tuple[Address, ...]:
    """What addresses the reader of a text in another register than the wanted one, in the order found.

    wanted: as `register_named` gives it; where it is empty nothing is another.
    """
    if not wanted:
        return ()
    fitting = _fitting(wanted, locale)
    return tuple(one for one in addresses(text, source, locale, source_locale) if one.register not in fitting)


def registers_of(found: Iterable[Address]) -> tuple[str, ...]:
    """The register of each address, without those that tell nothing beside the others.

    In Brazil the forms of `formal` go with both você and o senhor, so that the pronoun tells.
    """
    registers = [one.register for one in found]
    if "familiar" in registers or "deferential" in registers:
        registers = [one for one in registers if one != "formal"]
    return tuple(registers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How readers of a locale are to be addressed.

    register: as `register_named` gives it, empty where nobody said.  words: the project's own.  where: in which file
    and under what they stand, in words.
    """

    register: str = ""
    words: str = ""
    where: str = ""


def tones_of(markets: Iterable[Market]) -> Mapping[str, tuple[str, ...]]:
    """What the profiles say of the tone of each locale, once for each market that reads it; empty ones are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for market in markets:
        for locale in market.locales:
            if locale.tone:
                found[str(locale.content)] = (*found.get(str(locale.content), ()), locale.tone)
    return found


def wanted_register(
    locale: str, bases: Sequence[str], registers: Mapping[str, str], tones: Mapping[str, Sequence[str]]
) -> Wanted:
    """What is wanted of a locale: by `registers`, else by the tones of all markets that read it, where they agree, else
    of the nearest of its bases.

    registers: of the settings, by locale; words that name no register keep the tones from being asked.  tones: of the
    profiles, by locale.
    """
    for tag in (locale, *bases):
        if words := registers.get(tag, ""):
            return Wanted(register=register_named(words, tag), words=words, where="`registers` in locmem.yaml")
        said = {words: register_named(words, tag) for words in tones.get(tag, ()) if words}
        if said:
            named = set(said.values())
            if len(named) == 1 and "" not in named:
                return Wanted(
                    register=named.pop(), words=next(iter(said)), where="`tone` in the profiles of its markets"
                )
            return Wanted()
    return Wanted()


def register_named(words: str, locale: str) -> str:
    """The register that a project's own words name: `informal` for `informal: tú`; empty where none is certain.

    Of two that they name the one of their pronoun counts: `informal: vosotros` is `plural`.
    """
    language = language_of(locale)
    if language == "ja":
        named = [_IN_JAPANESE.get(register, register) for register, pattern in _NAMED.items() if pattern.search(words)]
        return named[0] if len(set(named)) == 1 else ""
    forms = forms_of_address(language)
    every = {**forms.anywhere, **{word.casefold(): register for word, register in forms.inside.items()}}
    every |= _PRONOUNS.get(language, {})
    told = list(dict.fromkeys(every[low] for word in _WORD.findall(words) if (low := word.casefold()) in every))
    if locale == "pt-PT":
        told = ["formal" if one in ("familiar", "deferential") else one for one in told]
    named = [register for register in ("informal", "formal") if _NAMED[register].search(words)]
    if len(told) == 1 and told[0] in ("plural", "familiar", "deferential") and len(named) < 2:
        return told[0]
    if _is_brazilian(locale) and told == ["informal"] and "formal" not in named:
        return "tu"
    named = named or told
    return named[0] if len(named) == 1 else ""


def _fitting(wanted: str, locale: str) -> frozenset[str]:
    """The registers that go with a wanted one."""
    if wanted in ("familiar", "deferential"):
        return frozenset((wanted, "formal"))
    if wanted == "tu":
        return frozenset(("informal",))
    if _is_brazilian(locale):
        # Without a pronoun nobody knows which of them a team in Brazil means.
        return frozenset((wanted, "familiar", "formal" if wanted == "informal" else "deferential"))
    return frozenset((wanted,))


def _is_brazilian(locale: str) -> bool:
    return language_of(locale) == "pt" and locale != "pt-PT"


def _as_in(locale: str, found: Iterable[Address]) -> Iterator[Address]:
    """Outside of Brazil você and o senhor are one register."""
    for one in found:
        is_one = locale == "pt-PT" and one.register in ("familiar", "deferential")
        yield Address(register="formal", word=one.word) if is_one else one
