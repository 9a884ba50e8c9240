"""TBX: terminology of other tools, read and written.

Read: ISO 30042:2008 (`<martif>`: TBX-Default, TBX-Basic) and ISO 30042:2019 (`<tbx>`), whose categories are types of
`descrip` and `termNote` (style DCA) or elements of their own (DCT).  What the values have no place for, such as
contexts and references, is left out and counted.

Written is TBX-Basic of 2008, which every reader of TBX takes: OmegaT of all versions, and what stands on the Translate
Toolkit (Weblate, Virtaal, Pootle), whose reader knows `<martif>` alone.  The edition of 2019 is written on request, in
style DCA, as Pontoon does; OmegaT reads it from version 6 on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from lxml import etree

from locmem.errors import Location, Problems, input_error
from locmem.formats.term_words import part_in_tbx, part_named, status_in_tbx, status_named
from locmem.model.tags import market_code, tag_and_more
from locmem.model.term import Concept, Glossary, Term, TermStatus, concept_id
from locmem.xmlfile import Element, line_of, local_name, parse, text_of, to_bytes


class Edition(Enum):
    """The editions of ISO 30042."""

    OF_2008 = "2008"
    OF_2019 = "2019"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTbx:
    """A glossary that was read.

    left_out: what has no place here, by its name in TBX, and how often it stands there.
    rejected: entries, languages and terms that are not usable, each with its line and why.
    """

    glossary: Glossary
    left_out: tuple[tuple[str, int], ...] = ()
    rejected: tuple[str, ...] = ()


_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_TYPED = ("descrip", "termNote", "admin", "adminNote", "descripNote", "ref", "xref", "transac", "transacNote")
_GROUPS = ("termGrp", "termNoteGrp", "descripGrp", "adminGrp", "transacGrp")
_KEPT = "Translation needed"
"""The description by which Weblate says that a term stays as it is: `No`."""

_NAMES = {
    Edition.OF_2008: ("martif", "martifHeader", "termEntry", "langSet", "tig"),
    Edition.OF_2019: ("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec"),
}
_WHOLE = frozenset({"p", "term", "termNote", "descrip", "note", "title"})


def read_tbx(data: bytes, path: str, source_locale: str = "") -> ReadTbx:
    """The concepts of a file, in its order.  An entry that is not usable is rejected by itself.

    source_locale: the language of the definition that counts where there are several; the file's own for none.
    A term without a status is preferred where it is the first one of its language that may be, else admitted.
    Raises InputErrors for a file that is cut off, not well formed, or no TBX.
    """
    root = parse(data, path)
    if local_name(root) not in ("martif", "tbx"):
        raise input_error(Location(path=path, line=1), f"this is <{local_name(root)}>, not TBX.", "Export it as TBX.")
    reader = _Reader(source_locale or root.get(_LANGUAGE) or "")
    concepts: dict[str, Concept] = {}
    for entry in root.iter(*(f"{{*}}{name}" for name in _ENTRIES)):
        concept = reader.concept(entry, concepts)
        if concept is not None:
            concepts[concept.id] = concept
    return ReadTbx(
        glossary=Glossary(concepts=tuple(concepts.values())),
        left_out=tuple(sorted(reader.left_out.items())),
        rejected=tuple(reader.rejected),
    )


def write_tbx(glossary: Glossary, *, source_locale: str, edition: Edition = Edition.OF_2008) -> bytes:
    """The glossary as TBX-Basic; the same values always give the same bytes.  Terms stand by locale.

    A concept that is not translated says so as Weblate does.  Raises InputErrors naming the concepts with characters
    that XML cannot hold.
    """
    top, header, *_ = _NAMES[edition]
    root = etree.Element(top, {"type": "TBX-Basic", _LANGUAGE: source_locale})
    if edition is Edition.OF_2019:
        root = etree.Element(
            etree.QName(_NAMESPACE, top),
            {"style": "dca", "type": "TBX-Basic", _LANGUAGE: source_locale},
            nsmap={None: _NAMESPACE},  # type: ignore[dict-item]
        )
    head = _below(root, header)
    _below(_below(_below(head, "fileDesc"), "sourceDesc"), "p").text = "The glossary of a locmem project."
    if edition is Edition.OF_2008:
        _below(_below(head, "encodingDesc"), "p", "XCSURI").text = "TBXBasicXCSV02.xcs"
    body = _below(_below(root, "text"), "body")
    problems = Problems()
    for concept in glossary.concepts:
        try:
            _write_concept(body, concept, edition)
        except ValueError as error:
            place, what = Location(path="TBX entry", key=concept.id), f"cannot be written as TBX: {error}."
            problems.add(place, what, "Correct the concept in the glossary.")
    problems.raise_all()
    return to_bytes(root, _WHOLE)


def _below(parent: Element, name: str, type_: str = "") -> Element:
    return etree.SubElement(parent, etree.QName(etree.QName(parent).namespace, name), {"type": type_} if type_ else {})


def _write_concept(body: Element, concept: Concept, edition: Edition) -> None:
    *_, entry_name, language_name, term_name = _NAMES[edition]
    entry = _below(body, entry_name)
    entry.set("id", concept.id)
    for type_, text in (
        ("subjectField", concept.domain),
        ("definition", concept.definition),
        (_KEPT, "No" if concept.is_kept else ""),
    ):
        if text:
            _below(entry, "descrip", type_).text = text
    if concept.note:
        _below(entry, "note").text = concept.note
    for locale in dict.fromkeys(term.locale for term in concept.terms):
        section = _below(entry, language_name)
        section.set(_LANGUAGE, locale)
        for term in concept.in_locale(locale):
            inside = _below(section, term_name)
            _below(inside, "term").text = term.text
            for type_, text in (
                ("administrativeStatus", status_in_tbx(term.status)),
                ("partOfSpeech", part_in_tbx(term.part_of_speech)),
                *(("geographicalUsage", market) for market in term.markets),
            ):
                if text:
                    _below(inside, "termNote", type_).text = text
            if term.note:
                _below(inside, "note").text = term.note


@dataclass
class _Found:
    """What is said at one level of an entry, and the elements of the next one."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    inner: list[Element] = field(default_factory=list)
    term: Element | None = None

    def take(self, name: str) -> str:
        """All that is said under a name, each text once."""
        return "\n".join(dict.fromkeys(self.texts.pop(name, ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A term of an entry.  is_stated: whether the file says its status.  definition: what it says it means."""

    term: Term
    is_stated: bool
    definition: str


class _Reader:
    """Entries made into concepts; counts what it leaves out."""

    def __init__(self, source_locale: str) -> None:
        self.left_out = Counter[str]()
        self.rejected: list[str] = []
        self._source_locale = source_locale

    def concept(self, entry: Element, taken: Container[str]) -> Concept | None:
        """What an entry says; None where it has no term.  taken: ids of concepts before it."""
        found = _gathered(entry, _LANGUAGES)
        made = [one for section in found.inner for one in self._language(section)]
        if not made:
            self._reject(entry, "an entry without a term is left out")
            return None
        definitions = {one.term.locale: one.definition for one in reversed(made) if one.definition}
        definition = definitions.pop(self._source_locale, "") or found.take("definition")
        if not definition and definitions:
            definition = definitions.pop(next(one.term.locale for one in made if one.term.locale in definitions))
        is_kept = found.take(_KEPT).strip().lower() == "no"
        concept = Concept(
            id=_id(entry, made[0].term, taken),
            terms=tuple(_with_notes(_with_statuses(made), definitions)),
            definition=definition,
            domain=found.take("subjectField"),
            note=found.take("note"),
            is_kept=is_kept,
        )
        self._leave(found)
        return concept

    def _language(self, section: Element) -> Iterator[_Made]:
        """The terms of an entry in one language; what is said of all of them is told with the first."""
        try:
            locale = str(tag_and_more(section.get(_LANGUAGE) or section.get("lang") or "")[0])
        except ValueError as error:
            self._reject(section, f"a language is left out: {error}")
            return
        found = _gathered(section, _TERMS)
        definition, note = found.take("definition"), found.take("note")
        self._leave(found)
        for part in found.inner:
            one = self._term(part, locale)
            if one is None:
                continue
            yield replace(
                one,
                term=replace(one.term, note=_joined(one.term.note, note)),
                definition=_joined(one.definition, definition),
            )
            definition = note = ""

    def _term(self, element: Element, locale: str) -> _Made | None:
        found = _gathered(element, ())
        text = " ".join(text_of(found.term).split())
        if not text:
            self._reject(element, "a term is empty")
            return None
        said = found.take("administrativeStatus") or found.take("normativeAuthorization")
        status = status_named(said) if said else None
        if said and status is None:
            self.left_out[f"administrativeStatus {said}"] += 1
        markets, elsewhere = _markets(found.texts.pop("geographicalUsage", []))
        term = Term(
            locale=locale,
            text=text,
            status=status or TermStatus.ADMITTED,
            part_of_speech=part_named(found.take("partOfSpeech")),
            markets=markets,
            note=_joined(found.take("note"), found.take("usageNote"), elsewhere),
            line=line_of(element),
        )
        definition = found.take("definition")
        self._leave(found)
        return _Made(term=term, is_stated=status is not None, definition=definition)

    def _reject(self, element: Element, why: str) -> None:
        self.rejected.append(f"line {line_of(element)}: {why}")

    def _leave(self, found: _Found) -> None:
        for name, texts in found.texts.items():
            self.left_out[name] += len(texts)


def _gathered(element: Element, inner: tuple[str, ...]) -> _Found:
    found = _Found()
    _gather(element, found, inner)
    return found


def _gather(element: Element, found: _Found, inner: tuple[str, ...]) -> None:
    """Go through what stands directly in an element and in its groups."""
    for child in element:
        name = local_name(child)
        if name in inner:
            found.inner.append(child)
        elif name in _GROUPS:
            _gather(child, found, inner)
        elif name == "term" and found.term is None:
            found.term = child
        else:
            said = (child.get("type") or ("definition" if name == "descrip" else name)) if name in _TYPED else name
            found.texts.setdefault(said, []).append(" ".join(text_of(child).split()))


def _with_statuses(made: Sequence[_Made]) -> Iterator[Term]:
    """The terms; the first of a language of which no status is said is preferred, unless another one is."""
    stated = (one.term for one in made if one.is_stated)
    preferred = {term.locale for term in stated if term.status is TermStatus.PREFERRED}
    for one in made:
        if one.is_stated or one.term.locale in preferred:
            yield one.term
        else:
            preferred.add(one.term.locale)
            yield replace(one.term, status=TermStatus.PREFERRED)


def _with_notes(terms: Iterable[Term], definitions: Mapping[str, str]) -> Iterator[Term]:
    """The terms; what other languages say that it means is told with the first one of each."""
    left = dict(definitions)
    for term in terms:
        yield replace(term, note=_joined(term.note, left.pop(term.locale, "")))


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _markets(texts: list[str]) -> tuple[tuple[str, ...], str]:
    """The markets that uses name by their codes, and in words what they name otherwise."""
    markets, other = [], []
    for text in texts:
        try:
            markets.append(str(market_code(text)))
        except ValueError:
            other.append(text)
    return tuple(dict.fromkeys(markets)), f"used in: {', '.join(other)}" if other else ""


def _id(entry: Element, first: Term, taken: Container[str]) -> str:
    said = " ".join((entry.get("id") or "").split())
    return said if said and said not in taken else concept_id(said or first.text, taken)
