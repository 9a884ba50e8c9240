"""Work saved as shown: how near what a translator is shown for a changed text is to what a person wrote for it.

The way goes through a project, from files to files, see `shown_flow`.  The others are asked for the same texts with the
pairs that the project had confirmed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.model.settings import SegmentMode
from locmem.similarity import similarity
from tests.benchmarks.histories import SETS, History, moved_pages, python_documents, site_pages, truths
from tests.benchmarks.intervals import interval, mean
from tests.benchmarks.matchers import Proposal, pot2po, toolkit_with_placeholders, weblate
from tests.benchmarks.moved_addresses import moved_translation
from tests.benchmarks.rows import Row, share
from tests.benchmarks.shown_flow import Flow, Place, run_flow

NAME = "Work saved as shown to the translator"
OWN = "locmem"
FLOOR, HIGHER = 70, 75
LOWEST = 50
_DEFAULT = {"translate-toolkit with {n}": FLOOR, "pot2po": HIGHER, "Weblate's rule": FLOOR}
"""The percent from which the others show something: `pot2po` has a floor of its own."""
_LOCALES = ("es", "pt", "ja")
_CODE = re.compile(
    r"\]\((?P<address>[^\s()]+)|`[^`]+`|\{\{.*?\}\}|\{%.*?%\}|https?://[^\s)>\"]+|(?<![\w.])\d+(?:[.,]\d+)*(?![\w.])"
)

Answers = Sequence[Proposal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Changed segments of which a person's translation is known, with what each finder shows for them."""

    locale: str
    truth: tuple[str, ...]
    shown: dict[str, Answers]
    note: str


def measure(quick: bool) -> Iterator[Row]:
    """Rows for texts of which the truth is known, for real pages of which it is not, and for changed links."""
    if python_documents(SETS[0], 1) is None or site_pages(_LOCALES[0]) is None:
        yield Row(what="work saved as shown", value="not measured", note="the real cases are not here")
        return
    flows: list[Flow] = []
    for mode in (SegmentMode.UNIT, SegmentMode.SENTENCE):
        known: list[Known] = []
        for which in SETS[:: 2 if quick else 1]:
            history = python_documents(which, 40 if quick else 200)
            assert history is not None
            flows.append(_flow(history, mode))
            known.append(_known(history, flows[-1], mode))
        yield from _saved("block" if mode is SegmentMode.UNIT else "sentence", known)
    for locale in _LOCALES[: 1 if quick else None]:
        history = site_pages(locale)
        assert history is not None
        flows.append(_flow(history, SegmentMode.SENTENCE))
        yield from _of_site(history, flows[-1])
    yield from _unchanged(flows)
    yield from _moved(quick)


def _flow(history: History, mode: SegmentMode, more: str = "") -> Flow:
    with TemporaryDirectory() as folder:
        return run_flow(history, Path(folder), mode, more)


def _known(history: History, flow: Flow, mode: SegmentMode) -> Known:
    truth = {name: truths(version, history.locale, mode) for name, version in history.documents.items()}
    changed = [place for place in flow.changed if place.source in truth[place.document]]
    return Known(
        locale=history.locale,
        truth=tuple(truth[place.document][place.source] for place in changed),
        shown=_shown(flow, changed),
        note=f"{history.note}; {len(changed)} of {len(flow.changed)} changed segments have a truth; "
        f"old pairs: {_listed(flow.aligned)}",
    )


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def _shown(flow: Flow, changed: Sequence[Place]) -> dict[str, Answers]:
    """What the project and the others show for changed segments, each as far down as it goes."""
    pairs = [(place.source, place.shown) for place in flow.memory]
    hidden, trigrams = toolkit_with_placeholders(pairs, LOWEST), weblate(pairs, LOWEST)
    after = _numbered(flow.after)
    old = [(name, place.source, place.shown) for name, place in _numbered(flow.before).items() if place.is_done]
    merged = pot2po(old, [(name, place.source) for name, place in after.items()], LOWEST)
    by_key = {place.key: answer for place, answer in zip(after.values(), merged, strict=True)}
    own = [Proposal(target=place.shown, percent=place.percent) if place.shown else None for place in changed]
    return {
        OWN: own,
        "translate-toolkit with {n}": [hidden(place.source) for place in changed],
        "pot2po": [by_key[place.key] for place in changed],
        "Weblate's rule": [trigrams(place.source) for place in changed],
    }


def _numbered(places: Sequence[Place]) -> dict[str, Place]:
    """Places by document and number, as a converter to PO without a memory of its own names them."""
    seen: Counter[str] = Counter()
    found: dict[str, Place] = {}
    for place in places:
        seen[place.document] += 1
        found[f"{place.document}:{seen[place.document]}"] = place
    return found


def _saved(level: str, known: Sequence[Known]) -> Iterator[Row]:
    """Rows for one level of segmentation, all sets together; as shown, from 75 up, and at equal coverage."""
    note = "; ".join(one.note for one in known)
    names = list(known[0].shown)
    near = {name: [value for one in known for value in _near(one, name)] for name in names}
    percents = {name: [_percent(answer) for one in known for answer in one.shown[name]] for name in names}
    floors = {name: 0.0 if name == OWN else _DEFAULT[name] for name in names}
    as_shown = {name: [p > 0 and p >= floors[name] for p in percents[name]] for name in names}
    # Scores of different rules do not mean the same: the best ones of each, as many as all of them show, do.
    fewest = min(map(sum, as_shown.values()))
    ways = {
        "as shown": as_shown,
        f"from {HIGHER} up": {name: [p >= HIGHER for p in percents[name]] for name in names},
        f"the best {100 * fewest / len(near[OWN]):.0f} % of each": {
            name: _first(percents[name], fewest) for name in names
        },
    }
    for way, chosen in ways.items():
        saved = {name: [v * is_shown for v, is_shown in zip(near[name], chosen[name], strict=True)] for name in names}
        for name in names:
            there = [v for v, is_shown in zip(near[name], chosen[name], strict=True) if is_shown]
            yield Row(
                what=f"{level}, {way}: {name}",
                value=mean(saved[name]),
                note=f"shown for {share(len(there), len(near[name]))}, of likeness {mean(there)}; "
                f"{_by_set(known, saved[name])}",
            )
        yield _gain(f"{level}, {way}: {OWN} over the best other", saved, note)


def _near(known: Known, name: str) -> list[float]:
    return [
        float(similarity(answer.target, truth)) if answer else 0.0
        for answer, truth in zip(known.shown[name], known.truth, strict=True)
    ]


def _first(percents: Sequence[float], count: int) -> list[bool]:
    """Which are the best ones, as many as `count`."""
    best = set(sorted(range(len(percents)), key=lambda number: -percents[number])[:count])
    return [number in best for number in range(len(percents))]


def _by_set(known: Sequence[Known], saved: Sequence[float]) -> str:
    parts = []
    start = 0
    for one in known:
        values = saved[start : start + len(one.truth)]
        start += len(values)
        parts.append(f"{one.locale} {sum(values) / max(len(values), 1):.1f}")
    return ", ".join(parts)


def _gain(what: str, saved: dict[str, list[float]], note: str) -> Row:
    best = max((name for name in saved if name != OWN), key=lambda name: sum(saved[name]))
    gain = [own - other for own, other in zip(saved[OWN], saved[best], strict=True)]
    low, high = interval(gain)
    return Row(
        what=what,
        value=f"{sum(gain) / len(gain):+.1f} [{low:+.1f}, {high:+.1f}]",
        goal="above 0",
        note=f"{best}; paired; {note}",
    )


def _percent(answer: Proposal | None) -> float:
    return answer.percent if answer else 0.0


def _of_site(history: History, flow: Flow) -> Iterator[Row]:
    """Rows for pages whose new text nobody translated: how much is shown, and whether its codes are right."""
    changed = flow.changed
    coded = [number for number, place in enumerate(changed) if _codes(place.source, history.locale)]
    yield Row(
        what=f"{history.locale} site: changed segments confirmed without a person",
        value=share(sum(place.is_done for place in changed), len(changed)),
        note=f"{history.note}; old pairs: {_listed(flow.aligned)}",
    )
    for name, answers in _shown(flow, changed).items():
        floor = 0.0 if name == OWN else _DEFAULT[name]
        texts = [answer.target if answer and answer.percent >= floor else "" for answer in answers]
        fitting = sum(
            _codes(texts[number], history.locale) == _codes(changed[number].source, history.locale) for number in coded
        )
        yield Row(
            what=f"{history.locale} site: {name}: shown with the codes and numbers of the new source",
            value=share(fitting, len(coded)),
            note=f"of the changed segments that have any; of all, {share(sum(map(bool, texts)), len(texts))} are shown "
            "something; nobody translated the new texts, so that no likeness to a truth is known",
        )
    total, written, marked = flow.exported
    yield Row(
        what=f"{history.locale} site: exported as the catalog shows it",
        value=f"PO {share(written, total)}, XLIFF {share(marked, total)}",
        goal="100 %",
    )


def _codes(text: str, locale: str) -> Counter[str]:
    """The addresses, code spans, tags and numbers of a text; the locale in an address does not count."""
    found = (match["address"] or match[0] for match in _CODE.finditer(text))
    return Counter(re.sub(rf"/{locale}(?=/)|\?lang={locale}", "", one) for one in found)


def _unchanged(flows: Sequence[Flow]) -> Iterator[Row]:
    places = [(place, target) for flow in flows for place, target in flow.unchanged()]
    kept = sum(place.is_done and place.shown == target for place, target in places)
    wrong = sum(place.is_done and place.shown != target for place, target in places)
    note = "all flows above; confirmed before, and the page has the text as often as before"
    yield Row(what="unchanged segments kept", value=share(kept, len(places)), goal="100 %", note=note)
    yield Row(what="unchanged segments: another target, confirmed", value=str(wrong), goal="0")


def _moved(quick: bool) -> Iterator[Row]:
    """Rows for changes of addresses alone, proposed or confirmed, as the content set says."""
    for carry, what in (("propose", "shown"), ("confirm", "confirmed")):
        counts: Counter[str] = Counter()
        notes: list[str] = []
        for locale in _LOCALES[: 1 if quick else None]:
            history = moved_pages(locale, quick=quick)
            assert history is not None
            notes.append(history.note)
            flow = _flow(history, SegmentMode.SENTENCE, f"    carry: {carry}\n")
            before, after = _numbered(flow.before), _numbered(flow.after)
            for name in before.keys() & after.keys():
                counts[_fate(before[name], after[name], locale)] += 1
        carried = counts["carried"] if carry == "propose" else counts["confirmed"]
        total = sum(counts[fate] for fate in ("carried", "confirmed", "wrong", "otherwise", "nothing"))
        yield Row(
            what=f"link-only changes, carry: {carry}: {what} with the new address",
            value=share(carried, total),
            goal="at least 95 %",
            note=f"{'; '.join(notes)}: every address of a link or image changed by rule; truth: the confirmed "
            "translation changed by the same rule, the form of its addresses kept (`/es/`, `?lang=es`); shown "
            f"otherwise: {counts['otherwise']}, nothing: {counts['nothing']}; left out, leading elsewhere before: "
            f"{counts['unknown']}",
        )
        yield Row(
            what=f"link-only changes, carry: {carry}: confirmed with another text", value=str(counts["wrong"]), goal="0"
        )


def _fate(before: Place, after: Place, locale: str) -> str:
    """What became of a segment of a page whose addresses moved; empty for one that has none or was not confirmed."""
    if not before.is_done or before.source == after.source:
        return ""
    truth = moved_translation(before.source, before.shown, locale)
    if truth is None:
        return "unknown"
    if after.shown == truth:
        return "confirmed" if after.is_done else "carried"
    return "wrong" if after.is_done else "otherwise" if after.shown else "nothing"
