"""`drift zendesk`: what stands in the help desk beside what this project would put there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from locmem import textfile
from locmem.errors import UsageError
from locmem.formats.zendesk import ARTICLE, DeskExport, read_export
from locmem.model.fact import Market
from locmem.model.tags import LanguageTag
from locmem.model.wording import counted
from locmem.pages.desk_files import article_ids, claims, identities
from locmem.pages.desk_pages import Desk, desk, desk_names
from locmem.pipelines.desk.view import DeskText, DeskThing, DeskView, view_of
from locmem.render.html import sanitised
from locmem.render.zendesk import DeskNames, DeskObject, DeskSet, desk_set, texts_of
from locmem.render.zendesk_identity import DeskKind
from locmem.workspace.project import Project
from locmem.workspace.workspace import open_workspace

_PLACEHOLDER = re.compile(r"\{\{-?\s*(dc\.[\w.-]+)\s*(?:\|[^}]*)?-?\}\}")
_ARTICLE_LINK = re.compile(r"((?:https?://[^/\s\"'<>]+)?)/hc/(?:[A-Za-z-]+/)?articles/(\d+)")
_BLOCK_EDGE = re.compile(
    r"\s*(</?(?:p|div|h[1-6]|[uod]l|li|d[td]|table|thead|tbody|tfoot|tr|t[dh]|blockquote|br|hr|section|details|summary"
    r"|figure|figcaption|caption|pre)\b[^>]*>)\s*"
)


_NAMES = {
    DeskKind.ARTICLE: "article",
    DeskKind.SECTION: "section",
    DeskKind.MACRO: "macro",
    DeskKind.ITEM: "dynamic content",
}


class DriftKind(Enum):
    """How the help desk and the project can differ."""

    OUTDATED = "outdated"
    MISSING = "missing locale"
    WITHHELD = "must not be shown"
    UNMARKED = "not marked outdated"
    GONE = "gone from the help desk"
    UNKNOWN = "unknown article"
    ORPHAN = "orphan dynamic content"
    NO_CONTENT = "missing dynamic content"
    BAD_LINK = "link to unpublished article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One difference.

    thing: what differs, by kind and id (`article 360001`).  key: its JSON path in the export, empty where it is
    not there.  document: its source here, empty where there is none.
    """

    kind: DriftKind
    thing: str
    what: str
    locale: str = ""
    document: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftResult:
    """All differences, in order of kind and thing.  compared: how many texts were compared with ours."""

    drifts: tuple[Drift, ...]
    compared: int
    left_out: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        found = counted(len(self.drifts), "difference") if self.drifts else "no difference"
        return f"{counted(self.compared, 'text')} compared, {found}"


def drift(project: Project, file: Path, markets: Sequence[str], day: date | None) -> DriftResult:
    """How the export in `file` differs from what `render --target zendesk` would write on a day.

    markets: those the help center is for, all for none.  Changes nothing.  Raises InputErrors for a file that
    cannot be read, UsageError where two markets would each have their own text in one locale.
    """
    export = read_export(textfile.read_bytes(file), str(file))
    view = view_of(export, project.settings)
    chosen = project.chosen_markets(markets)
    _one_market_a_locale(chosen)
    workspace = open_workspace(project)
    workspace.require_all()
    identified, names = identities(workspace), desk_names(project)
    settings = project.settings
    comparison = _Comparison(view, names, (settings.source_locale, *settings.locales))
    drifts: list[Drift] = []
    for market in chosen:
        shown = desk(project, workspace, market, identified, day or project.today)
        made = desk_set([shipment.page for shipment in shown.shipped], names, article_ids(identified))
        drifts += comparison.drifts(shown, made)
    claimed = {(DeskKind(kind), number) for identity in identified.values() for kind, number in claims(identity)}
    drifts += _unknown(view, claimed | comparison.used, _uses(export))
    drifts += (*_missing_content(export), *_bad_links(export, view.hosts))
    order = list(DriftKind)
    unique = dict.fromkeys(drifts)
    return DriftResult(
        drifts=tuple(
            sorted(unique, key=lambda drifted: (order.index(drifted.kind), drifted.thing, drifted.locale, drifted.what))
        ),
        compared=comparison.compared,
        left_out=(*view.left_out, *_unread(view, chosen)),
    )


def _unread(view: DeskView, markets: Sequence[Market]) -> Iterator[str]:
    """The languages of the export that no chosen market reads."""
    read = {locale.content for market in markets for locale in market.locales}
    texts = Counter(tag for thing in view.things for tag in thing.texts if tag not in read)
    for tag, count in sorted(texts.items()):
        yield f"{counted(count, 'text')}: no chosen market reads {tag}"


def _one_market_a_locale(markets: Sequence[Market]) -> None:
    readers: dict[str, list[str]] = {}
    for market in markets:
        for locale in market.locales:
            readers.setdefault(locale.content, []).append(market.code)
    for tag, codes in readers.items():
        if len(codes) > 1:
            which = " and ".join(codes)
            raise UsageError(f"{tag} is read in {which}. Name the markets of this help center: --market {codes[0]}.")


class _Comparison:
    """Looks up what the help desk has for each of our objects."""

    def __init__(self, view: DeskView, names: DeskNames, locales: Sequence[LanguageTag]) -> None:
        self.things = {(thing.kind, thing.id): thing for thing in view.things}
        self.placeholders = {thing.place: thing for thing in view.of(DeskKind.ITEM) if thing.place}
        self.kinds = {thing.kind for thing in view.things}
        self.tags = {names.name(tag): tag for tag in locales}
        self.used: set[tuple[DeskKind, int]] = set()
        self.compared = 0

    def drifts(self, shown: Desk, made: DeskSet) -> Iterator[Drift]:
        """What differs in one market."""
        for ours in made.translations:
            kind = DeskKind.ARTICLE if ours["source_type"] == "Article" else DeskKind.SECTION
            thing = self._thing(kind, ours, "source_id")
            if isinstance(thing, Drift):
                yield thing
            elif thing:
                tag = self.tags[str(ours["locale"])]
                text = thing.texts.get(tag)
                yield from self._text(thing, tag, text, ours, {"title": "title", "body": "body"})
        for ours in made.macros:
            thing = self._thing(DeskKind.MACRO, ours, "id")
            if isinstance(thing, Drift):
                yield thing
            elif thing:
                yield from self._macro(thing, ours)
        for ours in made.items:
            thing = self._thing(DeskKind.ITEM, ours, "id")
            if isinstance(thing, Drift):
                yield thing
            elif thing:
                yield from self._item(thing, ours)
        for held in shown.withheld:
            theirs = self.things.get((held.identity.kind, held.identity.id))
            published = theirs.texts.get(held.locale) if theirs else None
            if theirs and published and not published.is_draft:
                why = "; ".join(held.reasons)
                yield _drift(DriftKind.WITHHELD, theirs, why, held.source.path, held.locale, published.key)

    def _thing(self, kind: DeskKind, ours: DeskObject, key: str) -> DeskThing | Drift | None:
        """What an object of ours is in the export; None where it was never there, or the export has no such list."""
        number = ours.get(key)
        if not isinstance(number, int):
            found = self.placeholders.get(str(ours.get("placeholder"))) if kind is DeskKind.ITEM else None
        else:
            found = self.things.get((kind, number))
            if found is None and kind in self.kinds:
                thing = f"{_NAMES[kind]} {number}"
                return Drift(
                    kind=DriftKind.GONE, thing=thing, what="it is not in the export", document=str(ours["document"])
                )
        if found:
            self.used.add((kind, found.id))
        return found

    def _text(
        self, thing: DeskThing, tag: LanguageTag, text: DeskText | None, ours: DeskObject, parts: Mapping[str, str]
    ) -> Iterator[Drift]:
        document = str(ours.get("document", ""))
        if ours.get("draft") and text is None:
            return
        if text is None or (text.is_draft and not ours.get("draft")):
            difference = "it is only a draft there" if text else "there is no text"
            yield _drift(DriftKind.MISSING, thing, difference, document, tag, text.key if text else "")
            return
        self.compared += 1
        theirs = {"title": text.title, "body": text.body}
        differing = [name for key, name in parts.items() if not _is_same(str(ours[key]), theirs[key])]
        if differing:
            yield _drift(DriftKind.OUTDATED, thing, _differ(differing), document, tag, text.key)
        elif ours["outdated"] and not text.is_outdated:
            difference = "the text is behind its source, and the help desk does not say so"
            yield _drift(DriftKind.UNMARKED, thing, difference, document, tag, text.key)

    def _macro(self, thing: DeskThing, ours: DeskObject) -> Iterator[Drift]:
        self.compared += 1
        here, there = texts_of(ours), texts_of(thing.content)
        differing = [] if _is_same(str(ours["title"]), str(thing.content["title"])) else ["title"]
        if len(here) != len(there):
            differing.append("number of texts")
        differing += (
            name
            for (name, text), other in zip(here, there, strict=False)
            if name != other[0] or text.split() != other[1].split()
        )
        if differing:
            tag = LanguageTag(str(ours["locale"]))
            yield _drift(DriftKind.OUTDATED, thing, _differ(differing), str(ours["document"]), tag, thing.key)

    def _item(self, thing: DeskThing, ours: DeskObject) -> Iterator[Drift]:
        variants = ours["variants"]
        assert isinstance(variants, list)
        for variant in variants:
            # A language without a number cannot be told in the export; its texts are among those left out.
            if "locale_id" in variant:
                tag = variant["locale"]
                text = thing.texts.get(tag)
                one = {**variant, "body": variant["content"], "document": ours["document"]}
                yield from self._text(thing, tag, text, one, {"body": "text"})


def _unknown(view: DeskView, known: set[tuple[DeskKind, int]], uses: Mapping[str, int]) -> Iterator[Drift]:
    for thing in view.of(DeskKind.ARTICLE):
        if (thing.kind, thing.id) not in known:
            what = f"no document here is “{thing.text.title}”"
            yield _drift(DriftKind.UNKNOWN, thing, what, "", thing.own, thing.key)
    for thing in view.of(DeskKind.ITEM):
        if (thing.kind, thing.id) not in known:
            count = uses.get(_name_of(thing.place), 0)
            used = counted(count, "text uses", "texts use") + " it" if count else "nothing uses it"
            what = f"no document here is “{thing.text.title}”; {used}"
            yield _drift(DriftKind.ORPHAN, thing, what, "", thing.own, thing.key)


def _texts_with_references(export: DeskExport) -> Iterator[tuple[str, str, str]]:
    """The name, JSON path and text of everything agents insert: active macros, and dynamic content."""
    for macro in export.macros:
        if macro.is_active:
            for _, text in texts_of(macro.content):
                yield f"{_NAMES[DeskKind.MACRO]} {macro.id}", macro.key, text
    for item in export.items:
        for variant in item.variants:
            yield f"{_NAMES[DeskKind.ITEM]} {item.id}", variant.key, variant.content


def _missing_content(export: DeskExport) -> Iterator[Drift]:
    there = {_name_of(item.placeholder) for item in export.items}
    if not there:
        return
    for thing, key, text in _texts_with_references(export):
        for name in _PLACEHOLDER.findall(text):
            if name not in there:
                yield Drift(kind=DriftKind.NO_CONTENT, thing=thing, what=f"there is no item {{{{{name}}}}}", key=key)


def _bad_links(export: DeskExport, hosts: frozenset[str]) -> Iterator[Drift]:
    if not export.articles:
        return
    known = {one.id for one in export.articles}
    public = {one.id for one in export.articles if not one.is_draft}
    public |= {one.source for one in export.translations if one.source_type == ARTICLE and not one.is_draft}
    for thing, key, text in _texts_with_references(export):
        for host, number in _ARTICLE_LINK.findall(text):
            if int(number) in public or (host and hosts and urlsplit(host).netloc not in hosts):
                continue
            state = "is not published" if int(number) in known else "is not in the export"
            what = f"it links to article {number}, which {state}"
            yield Drift(kind=DriftKind.BAD_LINK, thing=thing, what=what, key=key)


def _uses(export: DeskExport) -> Counter[str]:
    """How many texts use each item of dynamic content, by name (`dc.refund`)."""
    return Counter(
        name for _, _, text in _texts_with_references(export) for name in dict.fromkeys(_PLACEHOLDER.findall(text))
    )


def _name_of(placeholder: str) -> str:
    found = _PLACEHOLDER.search(placeholder)
    return found[1] if found else ""


def _drift(kind: DriftKind, thing: DeskThing, what: str, document: str, locale: str, key: str) -> Drift:
    label = f"{_NAMES[thing.kind]} {thing.id}"
    return Drift(kind=kind, thing=label, what=what, locale=locale, document=document, key=key)


def _differ(parts: Sequence[str]) -> str:
    return f"the {' and the '.join(parts)} {'differs' if len(parts) == 1 else 'differ'} from ours"


def _is_same(ours: str, theirs: str) -> bool:
    """Whether two texts say the same: help desks rewrite white space, and drop what is not on their list of tags."""
    return ours == theirs or _canonical(ours) == _canonical(theirs)


def _canonical(body: str) -> str:
    return _BLOCK_EDGE.sub(r"\1", " ".join(sanitised(body).split())).strip()
