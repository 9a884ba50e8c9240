"""Entries as TMX units and back.

The place of an entry stands in the properties OmegaT writes and reads: `file`, `id`, `prev`, `next`.  What
OmegaT has no property for is `x-kind`, `x-origin`, and `x-edge` where a neighbour is an end of the document.
Dates and names of people have the attributes TMX has for them; all other properties and notes are marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from locmem.formats import tmx
from locmem.formats.tmx import TmxUnit, TmxVariant, read
from locmem.inline.markup import holds_no_code
from locmem.inline.protect import parse
from locmem.memory.admission import Rejected, objection
from locmem.memory.foreign_codes import read_as_own
from locmem.memory.tmx_layout import without_layout
from locmem.memory.tmx_marks import kept, marks_of, neighbours
from locmem.model.inline import Inline, Syntax
from locmem.model.match import EDGE, MADE_FOR, Entry, Mark, MarkPlace, Trust
from locmem.model.segment import UnitKind
from locmem.model.tags import language_of, tag_and_more
from locmem.model.wording import listed

LeftOut = Callable[[int, tuple[str, ...]], None]
"""Hears of codes of another tool that were left out of a pair: the line of the unit, and the codes as they stood."""

_MIDNIGHT = "T00:00:00Z"
_KINDS = {kind.value: kind for kind in UnitKind}


def read_entries(file: Path | BinaryIO, path: str, source_locale: str, trust: Trust) -> Iterator[Entry | Rejected]:
    """One entry for each unit and target language of a TMX file, or why there is none.

    path: the file's name, for messages and for the origin of imported entries.

    The source is the variant in `source_locale`, or else the only one in its language (`en-US` for `en`), or of several
    the one that `srclang` names.
    Text of other tools (trust IMPORTED) is read as Markdown, so that its Liquid and markup are codes, and their codes
    as of `foreign_codes`; this project's own files say themselves what is code.
    The white space by which a tool laid out its file is no part of a text.  A broken unit is rejected by itself.
    Raises InputErrors at the place where a file is cut off or not well formed.
    """
    name = PurePath(path).stem
    for unit in read(file, path):
        for _, found in _found(unit, source_locale, trust, name):
            yield found


def read_sound(
    file: Path | BinaryIO, path: str, source_locale: str, trust: Trust, told: LeftOut = lambda line, codes: None
) -> Iterator[Entry | Rejected]:
    """What `read_entries` gives, where a pair that may not enter the memory is rejected with its line.

    told: hears of each pair from which codes of another tool were left out, with the line of its unit.
    """
    name = PurePath(path).stem
    for unit in read(file, path):
        for _, found in _found(unit, source_locale, trust, name, told):
            why = objection(found) if isinstance(found, Entry) else ""
            if isinstance(found, Entry) and why:
                texts = found.source.native, found.target.native
                yield Rejected(source_text=texts[0], target_text=texts[1], locale=found.locale, why=why, line=unit.line)
            else:
                yield found


def without(
    data: bytes,
    path: str,
    source_locale: str,
    trust: Trust,
    is_gone: Callable[[Entry | Rejected], bool],
    is_said: Callable[[str], bool] = lambda text: False,
) -> tuple[bytes, tuple[Entry | Rejected, ...]]:
    """A TMX file less the pairs that `is_gone` names, and those pairs; the very same bytes where there are none.

    is_said: the properties and notes to take out of what stays.  Raises InputErrors as `read_entries` does.
    """
    name = PurePath(path).stem
    taken: list[Entry | Rejected] = []

    def languages(unit: TmxUnit) -> list[str]:
        gone = [(spelled, pair) for spelled, pair in _found(unit, source_locale, trust, name) if is_gone(pair)]
        taken.extend(pair for _, pair in gone)
        languages = [spelled for spelled, _ in gone]
        # What is broken names no language, and goes with all there is of the unit.
        return [*languages, *(variant.locale for variant in unit.variants)] if "" in languages else languages

    less = tmx.without(data, path, languages, is_said)
    is_same = not taken and less == tmx.without(data, path, lambda unit: (), lambda text: False)
    return (data if is_same else less), tuple(taken)


def _found(
    unit: TmxUnit, source_locale: str, trust: Trust, name: str, told: LeftOut = lambda line, codes: None
) -> Iterator[tuple[str, Entry | Rejected]]:
    """What a unit gives, each with the language of its variant as the file spells it."""
    by_locale, others = _by_locale(unit)
    yield from ((rejected.locale, rejected) for rejected in others)
    source = _source(unit, by_locale, source_locale)
    if source is None:
        if unit.variants:
            yield unit.variants[0].locale, _rejected(unit, unit.variants[0], _without_source(by_locale, source_locale))
        return
    targets = {locale: variant for locale, variant in by_locale.items() if variant is not source}
    if not targets and not others:
        yield source.locale, _rejected(unit, source, "The unit has no translation.")
    for locale, target in targets.items():
        yield target.locale, _entry(unit, source, target, (source_locale, locale), trust, name, told)


def units(entries: Iterable[Entry]) -> tuple[TmxUnit, ...]:
    """The units that hold `entries`, one each, in an order that depends on nothing but the entries."""
    return tuple(map(unit, sorted(entries, key=_order)))


def _order(entry: Entry) -> tuple[str, ...]:
    kind = entry.kind.value if entry.kind else ""
    return entry.source.native, entry.target.native, entry.locale, kind, entry.document, entry.occurrence


def _by_locale(unit: TmxUnit) -> tuple[dict[str, TmxVariant], list[Rejected]]:
    found: dict[str, TmxVariant] = {}
    text = unit.variants[0].content.native if unit.variants else ""
    others = [Rejected(source_text=text, target_text="", locale="", why=fault, line=unit.line) for fault in unit.faults]
    variants = unit.variants
    if any(map(_made_for, variants)):
        # A text in es-ES is more that language's than one in es-ES-x-foo.
        variants = tuple(sorted(variants, key=lambda one: bool(_made_for(one))))
    for variant in variants:
        try:
            locale, _ = tag_and_more(variant.locale)
        except ValueError:
            others.append(_rejected(unit, variant, f"{variant.locale!r} is not a language tag such as es or pt-BR."))
            continue
        if locale in found:
            others.append(_rejected(unit, variant, f"The unit has another text in {locale}."))
            continue
        found[locale] = variant
    return found, others


def _made_for(variant: TmxVariant) -> str:
    """The language of a variant with its extensions and private use (`es-ES-x-foo`); empty where it has none."""
    try:
        tag, more = tag_and_more(variant.locale)
    except ValueError:
        return ""
    return f"{tag}-{more}" if more else ""


def _source(unit: TmxUnit, by_locale: dict[str, TmxVariant], source_locale: str) -> TmxVariant | None:
    if source_locale in by_locale:
        return by_locale[source_locale]
    related = _related(by_locale, source_locale)
    if len(related) == 1:
        return by_locale[related[0]]
    try:
        # Of en-US and en-GB in one unit the others are translations of what `srclang` names.
        said, _ = tag_and_more(unit.source_locale)
    except ValueError:
        return None
    return by_locale[said] if said in related else None


def _related(by_locale: dict[str, TmxVariant], source_locale: str) -> list[str]:
    return [locale for locale in by_locale if language_of(locale) == language_of(source_locale)]


def _without_source(by_locale: dict[str, TmxVariant], source_locale: str) -> str:
    related = _related(by_locale, source_locale)
    if not related:
        return f"The unit has no {source_locale} text."
    return f"The unit has a text in {listed(tuple(related))}, and `srclang` says of none that it is the source."


def _rejected(unit: TmxUnit, variant: TmxVariant, why: str) -> Rejected:
    text = variant.content.native
    return Rejected(source_text=text, target_text="", locale=variant.locale, why=why, line=unit.line)


def _entry(
    unit: TmxUnit,
    source: TmxVariant,
    target: TmxVariant,
    pair: tuple[str, str],
    trust: Trust,
    name: str,
    told: LeftOut,
) -> Entry:
    said = dict((*unit.properties, *source.properties, *target.properties))
    edges = said.get("x-edge", "").split() if said else ()
    before, after = neighbours(said) if said else ("", "")
    is_foreign = trust is Trust.IMPORTED
    made_for = _made_for(target)
    texts = source.content, target.content
    if is_foreign and texts[0].syntax is Syntax.PLAIN and texts[1].syntax is Syntax.PLAIN:
        texts = without_layout(*texts, pair[1])
        has_text_only = texts[0].only_text is not None and texts[1].only_text is not None
        if not has_text_only and (texts[0].codes or texts[1].codes):
            source_text, target_text, left_out = read_as_own(*texts)
            texts = source_text, target_text
            if left_out:
                told(unit.line, left_out)
    return Entry(
        source=_content(texts[0], is_foreign),
        target=_content(texts[1], is_foreign),
        source_locale=pair[0],
        locale=pair[1],
        trust=trust,
        kind=_KINDS.get(said.get("x-kind", "")),
        document=said.get("file", ""),
        occurrence=said.get("id", "") or (unit.id if "file" in said else ""),
        before=EDGE if "before" in edges else before,
        after=EDGE if "after" in edges else after,
        origin=f"import:{name}" if is_foreign else said.get("x-origin", "human"),
        changed=(target.changed or target.created).removesuffix(_MIDNIGHT),
        created=target.created.removesuffix(_MIDNIGHT),
        author=target.author or target.creator,
        creator=target.creator,
        marks=(*marks_of(unit, source, target), *([Mark(MarkPlace.TARGET, MADE_FOR, made_for)] if made_for else [])),
    )


def _content(content: Inline, is_foreign: bool) -> Inline:
    if not is_foreign or content.syntax is not Syntax.PLAIN:
        return content
    text = content.only_text
    if text and holds_no_code(text):
        return Inline(syntax=Syntax.MARKDOWN, parts=content.parts)
    return content if text is None else parse(text, Syntax.MARKDOWN)


def unit(entry: Entry) -> TmxUnit:
    """The unit that holds `entry`."""
    edges = [name for name, text in (("before", entry.before), ("after", entry.after)) if text == EDGE]
    properties = (
        ("file", entry.document),
        ("id", entry.occurrence),
        ("prev", "" if entry.before == EDGE else entry.before),
        ("next", "" if entry.after == EDGE else entry.after),
        ("x-edge", " ".join(edges)),
        ("x-kind", entry.kind.value if entry.kind else ""),
        ("x-origin", entry.origin),
    )
    others = {place: kept(entry.marks, place) for place in MarkPlace}
    unit_notes, unit_properties = others[MarkPlace.UNIT]
    source_notes, source_properties = others[MarkPlace.SOURCE]
    target_notes, target_properties = others[MarkPlace.TARGET]
    return TmxUnit(
        id="".join(others[MarkPlace.ID][0]),
        source_locale=entry.source_locale,
        variants=(
            TmxVariant(
                locale=entry.source_locale, content=entry.source, properties=source_properties, notes=source_notes
            ),
            TmxVariant(
                locale=entry.made_for,
                content=entry.target,
                created=entry.created,
                changed=entry.changed,
                author=entry.author,
                creator=entry.creator,
                properties=target_properties,
                notes=target_notes,
            ),
        ),
        properties=(*((name, value) for name, value in properties if value), *unit_properties),
        notes=unit_notes,
    )
