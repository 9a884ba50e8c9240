"""Drafts with one fault each, planted by a generator that knows nothing of the rules that look for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.benchmarks.clean_segments import corpus, own, real_pages

SEED = 20_261_130
LOCALES = ("es", "pt-BR", "de", "ja")
_FEWEST, _MOST = 6, 80
"""Words of a source: a label has no half, and long texts are rare in support content."""
_TRIES = 60

Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A sound translation and the same one with a fault.  kind: which fault."""

    kind: str
    source: str
    sound: str
    faulty: str


def sound_texts(locale: str, count: int = 12_000) -> list[tuple[str, str]]:
    """Published sources and translations of a length that has halves, shuffled; German has published pages only."""
    found = dict(corpus(locale, count)) | dict(real_pages(locale)) | dict(own(locale))
    rows = [(source, target) for source, target in sorted(found.items()) if _is_whole(source, target)]
    Random(SEED).shuffle(rows)
    return rows


def planted(locale: str, rows: Texts, others: Mapping[str, str], count: int) -> list[Planted]:
    """Up to `count` faults of each kind in these rows.

    others: translations of the same sources into another language.
    """
    found: list[Planted] = []
    for kind, plant in _PLANTS.items():
        drawn = Random(f"{SEED} {kind} {locale}")
        made = 0
        for source, target in drawn.sample(rows, len(rows)):
            faulty = plant(_Place(locale, source, target, rows, others, drawn))
            if faulty and faulty != target:
                found.append(Planted(kind=kind, source=source, sound=target, faulty=faulty))
                made += 1
            if made >= count:
                break
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    locale: str
    source: str
    target: str
    rows: Texts
    others: Mapping[str, str]
    drawn: Random

    @property
    def language(self) -> str:
        return self.locale.partition("-")[0]


def _is_whole(source: str, target: str) -> bool:
    return _FEWEST <= len(source.split()) <= _MOST and source != target


def _half(place: _Place) -> str:
    """The first or the last half."""
    parts = re.findall(r"\S+\s*", place.target) if place.language != "ja" else list(place.target)
    middle = len(parts) // 2
    return "".join(parts[:middle] if place.drawn.random() < 0.5 else parts[middle:]).strip()


def _other_segment(place: _Place) -> str:
    """The translation of another source, of those drawn the one nearest in length."""
    drawn = [place.rows[place.drawn.randrange(len(place.rows))] for _ in range(_TRIES)]
    candidates = [target for source, target in drawn if source != place.source]
    return min(candidates, key=lambda target: abs(len(target) - len(place.target)))


def _other_language(place: _Place) -> str:
    """The translation into another language, or, of every fourth and where there is none, the source itself."""
    found = place.others.get(place.source, "")
    return found if found and place.drawn.random() < 0.75 else place.source


def _doubled(place: _Place) -> str:
    """The whole twice, a half of it, or a few words."""
    parts = re.findall(r"\S+\s*", place.target) if place.language != "ja" else list(place.target)
    kind = place.drawn.randrange(3)
    if kind == 0:
        joint = "" if place.language == "ja" else " "
        return f"{place.target}{joint}{place.target}"
    size = max(1, len(parts) // 2) if kind == 1 else min(len(parts), 4 if place.language != "ja" else 10)
    start = place.drawn.randrange(len(parts) - size + 1)
    piece = [*parts[start : start + size]]
    piece[-1] = piece[-1] if place.language == "ja" or piece[-1][-1:].isspace() else f"{piece[-1]} "
    return "".join([*parts[:start], *piece, *piece, *parts[start + size :]]).strip()


_NEGATORS = {
    "es": (r"\bno\b ", r"\b(es|son|está|están|puede|pueden|será|debe|tiene|se)\b", r"no \1"),
    "pt": (r"\bnão\b ", r"\b(é|são|está|estão|pode|podem|será|deve|tem)\b", r"não \1"),
    "de": (r"\bnicht\b ", r"\b(ist|sind|kann|können|wird|werden|muss|müssen|hat|soll)\b", r"\1 nicht"),
    "ja": (r"(?<=[きしみりいえけせてべめれ])ません", r"ます(?=。|$)", "ません"),
}
"""What to take out (in Japanese, to write as said), and where to put a `not` in."""


def _negated(place: _Place) -> str:
    """A `not` taken out where the source has one, put in where it has none."""
    out, where, put = _NEGATORS[place.language]
    said = len(
        re.findall(r"\b(?:not|cannot|never|no|without|neither|nor|none)\b|n['’]t\b", place.source, re.IGNORECASE)
    )
    if said == 1 and re.search(r"\b(?:not|cannot)\b|n['’]t\b", place.source):
        return re.sub(out, "ます" if place.language == "ja" else "", place.target, count=1, flags=re.IGNORECASE)
    return re.sub(where, put, place.target, count=1) if said == 0 and place.drawn.random() < 0.3 else ""


def _number(place: _Place) -> str:
    """One digit of a number become another."""
    shared = [one for one in re.findall(r"\d+", place.target) if re.search(rf"\b{one}\b", place.source)]
    if not shared:
        return ""
    number = place.drawn.choice(shared)
    at = place.drawn.randrange(len(number))
    digit = place.drawn.choice([one for one in "123456789" if one != number[at]])
    return re.sub(rf"(?<!\d){number}(?!\d)", number[:at] + digit + number[at + 1 :], place.target, count=1)


_PLANTS: Mapping[str, Callable[[_Place], str]] = {
    "half is missing": _half,
    "wrong segment": _other_segment,
    "wrong language": _other_language,
    "doubled": _doubled,
    "negation changed": _negated,
    "number changed": _number,
}
