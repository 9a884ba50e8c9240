"""The files of a market's help desk: objects to send, what to take down, and the manifest of it all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from locmem import textfile
from locmem.catalogs.pairs import CONTENT, Source, Workspace
from locmem.errors import InputErrors, Location, Problem, Problems, input_error
from locmem.model.tags import LanguageTag
from locmem.model.wording import counted, listed
from locmem.render.manifest import Manifest, content_of
from locmem.render.zendesk import DeskNames, DeskPage, as_bytes, desk_set
from locmem.render.zendesk_identity import DeskIdentity, DeskKind, identity_of

FOLDER = "zendesk"
MANIFEST, UNPUBLISH = "manifest.json", "unpublish.json"
_GONE = {DeskKind.ARTICLE: "articles", DeskKind.MACRO: "macros", DeskKind.ITEM: "dynamic_content"}
"""What is taken down when its source is deleted.  Sections are not: that would delete the articles in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A page of this run with what is noted of it."""

    page: DeskPage
    manifest: Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A document that customers must not see in a locale."""

    source: Source
    identity: DeskIdentity
    locale: LanguageTag
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is out, or to be taken down: ids of whole things by kind, and (article, locale) of translations.

    pages: what the manifest notes of those that are out.  told: what is to be taken down, as the file says it.
    """

    things: frozenset[tuple[str, int]] = frozenset()
    translations: frozenset[tuple[int, str]] = frozenset()
    pages: tuple[dict[str, Any], ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The pages of which nobody knows what they say: they stay out as they are, and nothing is said of them.

    pages: (document, locale) of translations that cannot be read.  is_complete: whether it is known of every document
    what it stands for; otherwise none of which nothing is known counts as gone.
    """

    pages: frozenset[tuple[str, str]] = frozenset()
    is_complete: bool = True

    def holds(self, page: Mapping[str, Any], identified: Identities) -> bool:
        """Whether a page that is out is one of these."""
        is_told = page["document"] in identified or self.is_complete
        return not is_told or (page["document"], page["locale"]) in self.pages


Identities = Mapping[str, DeskIdentity]
"""By document path."""


def identities(workspace: Workspace) -> dict[str, DeskIdentity]:
    """What every document says of its place in Zendesk.

    Raises InputErrors with every wrong key, and every id that two documents claim.
    """
    identified, problems = told_identities(workspace)
    if problems:
        raise InputErrors(problems)
    return identified


def told_identities(workspace: Workspace) -> tuple[dict[str, DeskIdentity], tuple[Problem, ...]]:
    """The places in Zendesk that can be told, and why others cannot: a wrong key, an id that two documents claim.

    Neither of two documents that claim one id has it.
    """
    identified: dict[str, DeskIdentity] = {}
    problems = Problems()
    owners: dict[tuple[str, int], str] = {}
    doubtful: set[str] = set()
    for source in workspace.sources:
        try:
            identity = identity_of(source.document, source.content_set.kind, source.file)
        except InputErrors as error:
            problems.take(error.problems)
            continue
        identified[source.path] = identity
        for claim in claims(identity):
            if claim in owners:
                problem = f"the {claim[0]} {claim[1]} is already claimed by {owners[claim]}."
                do = "Only one document can be written there: mend the id in one of the two."
                problems.add(Location(path=source.file, line=1), problem, do)
                doubtful |= {source.path, owners[claim].removeprefix(f"{CONTENT}/")}
            owners.setdefault(claim, source.file)
    return {path: found for path, found in identified.items() if path not in doubtful}, tuple(problems)


def claims(identity: DeskIdentity) -> tuple[tuple[str, int], ...]:
    """The ids a document stands for, each with the kind of thing it names."""
    found = [(identity.kind.value, identity.id), (DeskKind.ITEM.value, identity.item)]
    found += ((DeskKind.MACRO.value, number) for number in identity.macros.values())
    return tuple(dict.fromkeys(claim for claim in found if claim[1]))


def article_ids(identified: Identities) -> dict[str, int]:
    """The id of every article by its path, 0 where it has none."""
    return {path: identity.id for path, identity in identified.items() if identity.kind is DeskKind.ARTICLE}


def desk_files(
    root: Path,
    market: str,
    shipped: Sequence[Shipped],
    withheld: Sequence[Withheld],
    identified: Identities,
    names: DeskNames,
    unclear: Unclear,
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The market's files by path under `root`, and what somebody should know, in words.

    The manifest that an earlier run left there tells what was out.  Raises InputErrors where it cannot be read.
    """
    made = desk_set([shipment.page for shipment in shipped], names, article_ids(identified))
    folder = f"{market}/{FOLDER}"
    before = earlier(root / folder, f"{root.name}/{folder}")
    standing = [page for page in before.pages if unclear.holds(page, identified)]
    files = {
        "articles.json": made.articles,
        "translations.json": made.translations,
        "macros.json": made.macros,
        "dynamic_content.json": made.items,
        "redirects.json": made.redirects,
        UNPUBLISH: _unpublish(before, shipped, withheld, identified, names, standing, unclear),
        MANIFEST: {"pages": [*(_noted(shipment, names) for shipment in shipped), *standing]},
    }
    targets = tuple(dict.fromkeys(target for _, target in made.unresolved))
    links = counted(len(made.unresolved), "link leads", "links lead")
    notes = [f"{market}  {links} to articles without a zendesk.article_id: {listed(targets)}."] if targets else []
    notes += (f"{market}  {path}: not among the tags that go out: {tags}." for path, tags in made.left_out)
    return {f"{folder}/{name}": as_bytes(content) for name, content in files.items()}, tuple(notes)


def earlier(folder: Path, shown: str) -> Taken:
    """What earlier runs in a folder put out, and what they said is to be taken down."""
    things: set[tuple[str, int]] = set()
    translations: set[tuple[int, str]] = set()
    pages: list[dict[str, Any]] = []
    told: dict[str, Any] = {}
    for name in (MANIFEST, UNPUBLISH):
        path = folder / name
        if not path.is_file():
            continue
        try:
            content = json.loads(textfile.read(path, f"{shown}/{name}").text)
            if name == MANIFEST:
                for page in content["pages"]:
                    _ = page["document"], page["locale"]
                    pages.append(page)
                    things.update((kind, number) for kind, number in page["ids"])
                    if page["type"] == DeskKind.ARTICLE.value:
                        translations.update((number, page["desk_locale"]) for _, number in page["ids"])
            else:
                told = dict(content)
                things.update((kind.value, id_) for kind, key in _GONE.items() for id_ in content[key])
                translations.update(
                    (translation["article_id"], translation["locale"]) for translation in content["translations"]
                )
                things.update(
                    (DeskKind.ARTICLE.value, translation["article_id"]) for translation in content["translations"]
                )
        except (ValueError, TypeError, KeyError):
            do = "Put it back, or delete it: then nothing is known of what was out before."
            raise input_error(Location(path=f"{shown}/{name}"), "not a file that locmem wrote.", do) from None
    return Taken(things=frozenset(things), translations=frozenset(translations), pages=tuple(pages), told=told)


def _unpublish(
    before: Taken,
    shipped: Sequence[Shipped],
    withheld: Sequence[Withheld],
    identified: Identities,
    names: DeskNames,
    standing: Sequence[Mapping[str, Any]],
    unclear: Unclear,
) -> dict[str, object]:
    claimed = {claim for identity in identified.values() for claim in claims(identity)}
    claimed |= {(kind, number) for page in standing for kind, number in page["ids"]}
    gone = before.things - claimed
    if not unclear.is_complete:
        gone &= {(kind.value, number) for kind, key in _GONE.items() for number in before.told.get(key, ())}
    out = {
        (number, page["desk_locale"])
        for page in standing
        if page["type"] == DeskKind.ARTICLE.value
        for _, number in page["ids"]
    }
    out |= {
        (shipment.page.identity.id, names.name(shipment.page.locale))
        for shipment in shipped
        if shipment.page.identity.kind is DeskKind.ARTICLE
    }
    why: dict[tuple[int, str], tuple[str, ...]] = {
        key: ("it no longer ships here",)
        for key in before.translations - out
        if (DeskKind.ARTICLE.value, key[0]) in claimed
    }
    if not unclear.is_complete:
        # What was said of articles that nobody knows now stays said.
        for one in before.told.get("translations", ()):
            if (DeskKind.ARTICLE.value, one["article_id"]) not in claimed:
                why[one["article_id"], one["locale"]] = tuple(one.get("why", ()))
    for held_back in withheld:
        if held_back.identity.kind is DeskKind.ARTICLE and held_back.identity.id:
            why[held_back.identity.id, names.name(held_back.locale)] = held_back.reasons
    result: dict[str, object] = {
        key: sorted(number for name, number in gone if name == kind.value) for kind, key in _GONE.items()
    }
    result["translations"] = [
        {"article_id": number, "locale": locale, "why": list(why[number, locale])} for number, locale in sorted(why)
    ]
    return result


def _noted(one: Shipped, names: DeskNames) -> dict[str, object]:
    identity, page = one.page.identity, one.page
    ids: Iterable[tuple[str, int]] = ((identity.kind.value, identity.id),)
    if identity.kind is DeskKind.MACRO:
        ids = (
            (identity.kind.value, identity.macro(page.locale, page.own_locale)),
            (DeskKind.ITEM.value, identity.item),
        )
    return {
        **content_of(one.manifest),
        "type": identity.kind.value,
        "desk_locale": names.name(page.locale),
        "ids": [list(pair) for pair in ids if pair[1]],
    }
