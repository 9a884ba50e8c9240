"""What translation costs: the net rates of a team, as `rates:` of locmem.yaml has them.

A net rate pays a word by its band: the percent of the full rate that is paid for it.  No body sets these; the presets
are those that tools come with or that translators are commonly offered, each with its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from locmem.errors import Location
from locmem.model.match import CROSS_FILE, MACHINE, REPETITION, REVIEW, Band
from locmem.model.tags import LanguageTag, language_tag
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlNode

PAID_BANDS = (*(band.value for band in Band), REPETITION, CROSS_FILE, MACHINE, REVIEW)
"""The bands that have a weight."""


def _weights(
    context: int, exact: int, high: int, good: int, fair: int, low: int, repetition: int, machine: int
) -> Mapping[str, int]:
    """Percent by band; new words are paid in full, and reading once more is counted with a quarter."""
    by_band = zip(Band, (context, context, exact, high, good, fair, low, 100), strict=True)
    return {
        **{band.value: weight for band, weight in by_band},
        REPETITION: repetition,
        CROSS_FILE: repetition,
        MACHINE: machine,
        REVIEW: 25,
    }


DEFAULT_PRESET = "trados-classic"

PRESETS: Mapping[str, Mapping[str, int]] = {
    # The “golden rule” that a page of SDL gave for Trados, quoted at proz.com/forum/money_matters/202937: repetitions
    # and 100 % at 30, 85-99 at 60, the rest in full.  Nothing was said of machine translation: it saves nothing here.
    "trados-classic": _weights(0, 30, 60, 60, 100, 100, 30, 100),
    # The older thirds of the same programs, proz.com/topic/297449.
    "trados-thirds": _weights(0, 33, 66, 66, 100, 100, 33, 100),
    # MateCat's default, lib/Model/Analysis/PayableRates.php: in-context 0, 100 at 30, 75-99 at 60, MT at 72.
    "matecat": _weights(0, 30, 60, 60, 60, 100, 30, 72),
    # The example of memoQ's manual (help.memoq.com, weighted word counts): low fuzzy 50-70, high fuzzy 40, 100 at 30,
    # repetitions 20, in context 10.
    "memoq-example": _weights(10, 30, 40, 50, 50, 70, 20, 100),
    # Weblate's cost report, weblate/trans/views/reports.py: repetitions and exact 0, fuzzy 50.
    "weblate": _weights(0, 0, 50, 50, 50, 100, 0, 50),
    # Every word in full, whatever helped with it.
    "flat": dict.fromkeys((*(band.value for band in Band), REPETITION, CROSS_FILE, MACHINE, REVIEW), 100),
}
"""Percent of the full rate by band, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The whole table.

    preset: the name of the weights that hold where `own` says nothing.  own: percent by band, as the team has them.
    currency, per_word: what a new word costs, in all locales but those that `locales` names; no money where it is None.
    words_per_hour: of new text, for hours, which nobody measures: a translator's usual 2,000 to 3,000 words in a day
        of eight hours.
    """

    preset: str = DEFAULT_PRESET
    currency: str = ""
    per_word: Decimal | None = None
    locales: Mapping[LanguageTag, Decimal] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)
    words_per_hour: int = 300

    def weight(self, band: str) -> int:
        """Percent of the full rate that is paid for a word of a band."""
        return self.own.get(band, PRESETS[self.preset].get(band, 100))

    def rate(self, locale: str) -> Decimal | None:
        """What a new word costs in a locale; None where nobody said it."""
        return self.locales.get(LanguageTag(locale), self.per_word)

    @property
    def has_money(self) -> bool:
        """Whether anything costs anything."""
        return self.per_word is not None or bool(self.locales)


def rates_of(top: Fields, locales: tuple[LanguageTag, ...]) -> Rates:
    """The table under `rates` of the settings, what is not there as it is by default; notes what is wrong.

    locales: those that are declared.
    """
    section = top.mapping("rates")
    if section is None:
        return Rates()
    preset = section.text("preset", DEFAULT_PRESET)
    if preset not in PRESETS and (node := section.node_of("preset")):
        section.problems.add(node.location, f"there are no rates {preset!r}.", f"Write one of: {', '.join(PRESETS)}.")
        preset = DEFAULT_PRESET
    rates = Rates(
        preset=preset,
        currency=section.converted("currency", _currency, ""),
        per_word=_price(section, section.node_of("per_word")),
        locales=_by_locale(section, locales),
        own=_own_weights(section),
        words_per_hour=section.integer("words_per_hour", Rates().words_per_hour, least=1),
    )
    if rates.has_money and not section.has("currency"):
        section.lacks("currency", "the key 'currency' is missing.", "Add `currency: EUR`, or the code of yours.")
    section.finish()
    return rates


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text, re.ASCII):
        raise ValueError(f"{text!r} is no code of a currency such as EUR")
    return text


def _price(section: Fields, node: YamlNode | None) -> Decimal | None:
    return None if node is None else section.convert(node, _amount, None)


def _amount(text: str) -> Decimal | None:
    if not re.fullmatch(r"\d{1,7}(\.\d{1,6})?", text, re.ASCII):
        raise ValueError(f"{text!r} is no price of a word such as 0.12")
    return Decimal(text)


def _by_locale(section: Fields, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, Decimal]:
    part = section.mapping("locales")
    found: dict[LanguageTag, Decimal] = {}
    for name, node in part.children() if part else ():
        place: Location = part.key_location(name) if part else node.location
        try:
            tag = language_tag(name)
        except ValueError as error:
            section.problems.add(place, f"{error}.", "Mend or remove it.")
            continue
        if tag not in locales:
            section.problems.add(place, f"the locale {tag} is not declared.", f"Declared: {', '.join(locales)}.")
        elif (price := _price(section, node)) is not None:
            found[tag] = price
    return found


def _own_weights(section: Fields) -> dict[str, int]:
    part = section.mapping("weights")
    if part is None:
        return {}
    found: dict[str, int] = {}
    for band in PAID_BANDS:
        if not part.has(band):
            part.node_of(band)
            continue
        weight = part.integer(band, 100)
        if weight > 100 and (node := part.node_of(band)):
            part.problems.add(node.location, f"{weight} is no share.", "Write 0-100, in percent of the full rate.")
        found[band] = min(weight, 100)
    part.finish()
    return found
