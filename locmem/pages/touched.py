"""What a branch touched in a project, what depends on that, and which findings are about either.

A document depends on the facts it asks for, on the words of the glossary it uses, and on the pages and files it leads
to.  What nobody can follow so far (the settings, the locales of a market, segmentation rules) makes everything count.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from locmem import textfile
from locmem.catalogs.files import FOLDER, place_of
from locmem.catalogs.pairs import CONTENT, Workspace
from locmem.checks.cards import Card
from locmem.checks.obligations import UNKEPT
from locmem.checks.places import our_tags
from locmem.checks.run import UNREADABLE
from locmem.checks.severities import document_of
from locmem.errors import InputErrors, Location
from locmem.markets.edited import Edited, edited_company, edited_profile, edited_region
from locmem.markets.load import COMPANY
from locmem.markets.regions import FOLDER as REGIONS
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate
from locmem.model.signature import sign_command
from locmem.model.wording import counted, listed
from locmem.render.page_links import PageLinks
from locmem.settings import FILE_NAME, content_set_of
from locmem.values.locales import language_named
from locmem.workspace.approval_files import APPROVALS, OBLIGATIONS, is_page
from locmem.workspace.catalog_files import catalog_in
from locmem.workspace.changed_files import Branch
from locmem.workspace.committed import committed
from locmem.workspace.project import MARKETS, Project
from locmem.workspace.survey import Question, Survey

_NAMED = re.compile(rf"{CONTENT}/[^\s`,;:“”()]+|(?:market|company)(?:\.\w+)+")
"""How findings name files and facts."""


def _asked(workspace: Workspace) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (source.path, tuple(sorted({path.partition("[")[0] for tag, _ in our_tags(source) for path in tag.paths})))
        for source in workspace.sources
    )


_ASKED = Question(name="asked-facts", kind=tuple[tuple[str, tuple[str, ...]], ...], answer=_asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """Documents that ask for changed facts of a market, whose locales these are; no market for those of all."""

    market: str
    locales: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What is looked at.

    said: that in a sentence.  is_everything: whether nothing is left out.
    documents: by path under the content folder: those that changed or are gone, and those that use changed words.
    catalogs: documents in a locale.  files: from the project's folder.  facts: those that changed, with their markets.
    places: of addresses that lead to what changed.  targets: the translations that it wrote, by the path of their
    catalog and their key.  duties: obligations whose signature changed, by market and key.
    """

    said: str
    is_everything: bool = False
    documents: frozenset[str] = frozenset()
    catalogs: frozenset[tuple[str, str]] = frozenset()
    uses: tuple[Uses, ...] = ()
    files: frozenset[str] = frozenset()
    facts: frozenset[tuple[str, str]] = frozenset()
    places: frozenset[Location] = field(default=frozenset(), repr=False)
    targets: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    duties: frozenset[tuple[str, str]] = frozenset()

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about what was touched or depends on it.

        A file that cannot be read always is: nobody knows what would be said of it.
        """
        if self.is_everything or finding.check == UNREADABLE or finding.location.path in self.files:
            return True
        document = document_of(finding)
        if document in self.documents or (document, finding.locale) in self.catalogs:
            return True
        if finding.location in self.places or any(_is_of(finding, document, one) for one in self.uses):
            return True
        named = [name.rstrip(".") for name in _NAMED.findall(finding.told)]
        if finding.check == UNKEPT:
            if any(f"{sign_command(*duty)} " in finding.told for duty in self.duties):
                return True
            # What customers read of a document decides, in whichever language.
            translated = {f"{CONTENT}/{document}" for document, _ in self.catalogs}
            if not translated.isdisjoint(named):
                return True
        return any(self._is_named(name, finding.market) for name in named)

    def of_author(self, finding: Finding) -> Finding:
        """The finding as the author of the change meets it: what is wrong with a translation that it wrote is theirs to
        mend, whatever else a market waits for."""
        place = finding.location
        is_own = finding.gate is Gate.RELEASE and (place.path, place.key) in self.targets
        return replace(finding, gate=Gate.CHANGE) if is_own else finding

    def _is_named(self, name: str, market: str) -> bool:
        """Whether a finding about a market, or all of them, names what was touched."""
        if name in self.files:
            return True
        return any(fact == name and (not of or not market or of == market) for fact, of in self.facts)

    def is_looked_at(self, file: str) -> bool:
        """Whether a source file, from the project's folder, is among the documents that are looked at."""
        document = file.removeprefix(f"{CONTENT}/")
        return (
            self.is_everything
            or document in self.documents
            or any(document == one for one, _ in self.catalogs)
            or any(document in one.documents for one in self.uses)
        )


def _is_of(finding: Finding, document: str, uses: Uses) -> bool:
    is_there = not uses.market or (
        finding.market in ("", uses.market) and (not finding.locale or finding.locale in uses.locales)
    )
    return is_there and document in uses.documents


def touched(
    project: Project,
    branch: Branch,
    ref: str,
    surveyed: Survey,
    cards: Sequence[Card],
    markets: Sequence[Market],
    unread: Collection[str] = (),
) -> Touched:
    """What a branch touched, of a project as it is now.

    surveyed: its documents, which are asked for their facts where some changed.  markets: all there are.
    unread: files in which something is wrong; of a profile that nobody can read no page is made, so that nothing but
    the profile itself depends on it before it is mended.
    """
    everything = _everything(project, branch)
    edited = tuple(_edited(project, branch, markets, unread))
    everything += tuple(path for path, one in edited if one.has_more)
    if everything:
        where = listed(everything, 2)
        said = f"Everything was looked at: {where} changed since {ref}."
        return Touched(said=said, is_everything=True, targets=frozenset(_targets(project, branch)))
    files = frozenset((*branch.changed, *branch.gone))
    own = frozenset(document for path in files if (document := _document(project, path)))
    catalogs = frozenset(place for path in files if (place := _translation(path)))
    facts = frozenset(fact for _, one in edited for fact in one.facts)
    uses = tuple(_uses(surveyed, facts, markets)) if facts else ()
    using = frozenset[str]().union(*(one.documents for one in uses)) - own
    wording = _wording(project, branch, cards) - own
    leading = tuple(_leading(cards, own, files))
    linking = {document for document, _ in leading} - own
    counts = (
        (len(own), "document", "changed"),
        (len({document for document, _ in catalogs} - own), "document", "changed in translation"),
        (len([path for path in files if path.startswith(f"{MARKETS}/")]), "profile", "changed"),
        (len(using), "more document", "with the changed facts"),
        (len(wording), "more document", "with changed words of the glossary"),
        (len(linking), "more document", "with links to what changed"),
    )
    told = [f"{counted(count, what)} {why}" for count, what, why in counts if count]
    return Touched(
        said=f"Looked at what was touched since {ref}: {'; '.join(told) if told else 'nothing of this project'}.",
        documents=own | wording,
        catalogs=catalogs,
        uses=uses,
        files=files,
        facts=facts,
        places=frozenset(place for _, place in leading),
        targets=frozenset(_targets(project, branch)),
        duties=frozenset(duty for path in files if (duty := _duty(path))),
    )


def _everything(project: Project, branch: Branch) -> tuple[str, ...]:
    """The changed files on which all documents depend."""
    rules = {one.srx for one in project.settings.content_sets if one.srx}
    return tuple(path for path in (*branch.changed, *branch.gone) if path == FILE_NAME or path in rules)


def _document(project: Project, path: str) -> str:
    """The document whose source a file is, by its path under the content folder; empty for none."""
    document = path.removeprefix(f"{CONTENT}/")
    is_source = path.startswith(f"{CONTENT}/") and content_set_of(project.settings, document) is not None
    return document if is_source else ""


def _translation(path: str) -> tuple[str, str] | None:
    """The document and the locale that a catalog or an approval is of."""
    if path.startswith(f"{CONTENT}/{FOLDER}/") and path.endswith(".po") and path.count("/") > 2:
        locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
        return document, locale
    if is_page(path):
        _, _, locale, document = path.split("/", 3)
        return document.removesuffix(".json"), locale
    return None


def _duty(path: str) -> tuple[str, str] | None:
    """The market and the key of the obligation that a signature is for."""
    parts = path.removesuffix(".json").split("/")
    return (parts[1], parts[3]) if len(parts) == 4 and (parts[0], parts[2]) == (APPROVALS, OBLIGATIONS) else None


def _targets(project: Project, branch: Branch) -> Iterator[tuple[str, str]]:
    """The translations that the branch wrote, by the path of their catalog and their key; a catalog that cannot be read
    is told elsewhere."""
    paths = [path for path in branch.changed if path.startswith(f"{CONTENT}/{FOLDER}/") and path.endswith(".po")]
    was = committed(project.root, [(branch.base, path) for path in paths])
    for path, old in zip(paths, was, strict=True):
        with suppress(InputErrors):
            now = catalog_in(project, path, project.folder.read(path))
            before: dict[str, str] = {}
            with suppress(InputErrors):
                before = {one.occurrence: one.target for one in catalog_in(project, path, old).entries}
            for entry in now.entries:
                if entry.target and entry.target != before.get(entry.occurrence):
                    yield path, f"{now.document}#{entry.occurrence}"


def _edited(
    project: Project, branch: Branch, markets: Sequence[Market], unread: Collection[str]
) -> Iterator[tuple[str, Edited]]:
    """What differs in each profile and region that was touched."""
    folders = (MARKETS, f"{MARKETS}/{REGIONS}")
    paths = [path for path in (*branch.changed, *branch.gone) if posixpath.dirname(path) in folders]
    was = committed(project.root, [(branch.base, path) for path in paths])
    for path, old in zip(paths, was, strict=True):
        name = posixpath.basename(path)
        if not name.endswith((".yaml", ".yml")) or (path in unread and name != COMPANY):
            continue
        new = project.folder.read(path)
        try:
            before, now = (textfile.decode(data or b"", path).text for data in (old, new))
        except InputErrors:
            yield path, Edited(has_more=path not in unread)
            continue
        if name == COMPANY:
            found = edited_company(before, now, path)
            yield path, replace(found, has_more=found.has_more and path not in unread)
        elif posixpath.dirname(path) != MARKETS:
            region = name.rpartition(".")[0]
            yield path, edited_region(before, now, path, (one.code for one in markets if region in one.regions))
        else:
            yield path, edited_profile(before, now, path, name.rpartition(".")[0])


def _uses(surveyed: Survey, facts: Collection[tuple[str, str]], markets: Sequence[Market]) -> Iterator[Uses]:
    """Which documents ask for which market's changed facts."""
    asked = [row for part in surveyed.ask(_ASKED) for row in part]
    locales = {market.code: frozenset(str(one.content) for one in market.locales) for market in markets}
    for code in sorted({code for _, code in facts}):
        changed = {fact for fact, of in facts if of == code}
        documents = frozenset(
            document for document, paths in asked if any(_is_changed(path, changed) for path in paths)
        )
        # What a country says holds in its parts, too.
        for one in (code, *(other for other in locales if code and other.startswith(f"{code}-"))):
            yield Uses(market=one, locales=locales.get(one, frozenset()), documents=documents)


def _is_changed(path: str, changed: Collection[str]) -> bool:
    """Whether what a text asks for is a changed fact, or something of it."""
    parts = path.split(".")
    return any(".".join(parts[:count]) in changed for count in range(2, len(parts) + 1))


def _wording(project: Project, branch: Branch, cards: Sequence[Card]) -> frozenset[str]:
    """The documents in whose sources a concept of the glossary is named that changed."""
    from locmem.formats.glossary_table import read_table
    from locmem.model.term import Glossary
    from locmem.terms.terminology import Terminology

    settings = project.settings
    if settings.glossary not in (*branch.changed, *branch.gone):
        return frozenset()
    [old] = committed(project.root, [(branch.base, settings.glossary)])
    source, locales = settings.source_locale, settings.locales
    try:
        tables = [
            read_table(
                data or b"", settings.glossary, source_locale=source, locales=locales, named=language_named
            ).glossary.concepts
            for data in (old, project.folder.read(settings.glossary))
        ]
    except InputErrors:
        # One of them cannot be read, and then any word may be another.
        return frozenset(card.path for card in cards)
    before, now = (set(concepts) for concepts in tables)
    changed = Terminology(Glossary(concepts=tuple(before ^ now)), source)
    return frozenset(card.path for card in cards if changed.in_source(_text(project, card.file)))


def _text(project: Project, file: str) -> str:
    try:
        return textfile.decode(project.folder.read(file) or b"", file).text
    except InputErrors:
        return ""


def _leading(
    cards: Iterable[Card], documents: Collection[str], files: Collection[str]
) -> Iterator[tuple[str, Location]]:
    """The documents that lead to touched documents and files, with the places of these addresses."""
    cards = tuple(cards)
    links = PageLinks({*(card.path for card in cards), *documents})
    pictures = {stem for file in files for stem in _stems(file)}
    for card in cards:
        for lead in (*card.links, *card.images):
            there = posixpath.join(CONTENT, posixpath.dirname(card.path), unquote(urlsplit(lead.target).path))
            if (
                links.document_at(lead.target, card.path, card.folder) in documents
                or posixpath.splitext(posixpath.normpath(there))[0] in pictures
            ):
                yield card.path, lead.at.location


def _stems(file: str) -> tuple[str, ...]:
    """A file without its ending; and without a locale before it, as `img/cart.es.png` is one of `img/cart.png`."""
    stem = posixpath.splitext(file)[0]
    return (stem, posixpath.splitext(stem)[0])
