"""Reads `markets/_regions/<CODE>.yaml`: the law that several countries share, read once for all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, Location, Problems
from locmem.markets.leaf import Rules, read_tree
from locmem.markets.obligations import overlaid, read_departures, read_obligations, without
from locmem.markets.paths import GIVEN
from locmem.model.fact import Departure, Fact, ListItem, LocalText, Obligation
from locmem.model.tags import language_of, market_code
from locmem.ownfiles import require_file
from locmem.values.locales import chain
from locmem.yamlfields import Fields, fields_of
from locmem.yamlfile import YamlScalar

FOLDER = "_regions"
"""Where the regions stand, beside the profiles; no market can be called so."""

_REGION, _WIDER = (re.compile(rf"^{key}: +[\"']?([A-Za-z-]+)", re.MULTILINE) for key in ("region", "part_of"))
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}\Z")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Countries that share law, with what its wider region has: the EU lies in the EEA.

    members: codes of countries.  wider: the regions it lies in, the nearest first.
    primary_hosts: hosts whose pages are that law itself or its authorities.
    """

    code: str
    name: str
    members: tuple[str, ...]
    wider: tuple[str, ...]
    facts: Mapping[str, Fact]
    obligations: tuple[Obligation, ...]
    departures: tuple[Departure, ...]
    primary_hosts: tuple[str, ...]
    path: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The region and those it lies in, the nearest first."""
        return (self.code, *self.wider)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The regions of a folder that can be read, by code.

    broken: those that cannot be, each with the file at fault as locations name it.
    """

    known: Mapping[str, Region]
    broken: Mapping[str, str]


NO_REGIONS = Regions(known={}, broken={})


def load_regions(folder: Path, shown: str, problems: Problems, doubtful: Collection[str] = ()) -> Regions:
    """The regions below a folder of profiles; what is wrong with others is added to `problems`.

    shown: the folder of profiles as messages and locations name it.
    doubtful: files that are not to be believed, as `_regions/EU.yaml`.
    A region whose wider region cannot be read cannot be read either.
    """
    texts: dict[str, tuple[str, str]] = {}
    broken: dict[str, str] = {}
    for path in sorted((folder / FOLDER).glob("*.y*ml")) if (folder / FOLDER).is_dir() else ():
        name = f"{shown}/{FOLDER}/{path.name}"
        if path.name.startswith(".#"):
            continue
        if f"{FOLDER}/{path.name}" in doubtful:
            broken[path.stem] = name
            continue
        try:
            if path.suffix != ".yaml":
                raise ValueError("regions end in .yaml")
            if not _CODE.match(path.stem):
                raise ValueError(f"{path.stem!r} is not the code of a region, such as EU")
            require_file(path, name)
            texts[path.stem] = name, textfile.read(path, name).text
        except InputErrors as error:
            problems.take(error.problems)
            broken[path.stem] = name
        except ValueError as error:
            problems.add(Location(path=name), f"{error}.", "Rename the file.")
    known: dict[str, Region] = {}
    while texts:
        ready = [code for code, (_, text) in texts.items() if wider_region(text) not in texts]
        # Where none is ready they lie in each other: read in any order, one of them names what is not there.
        for code in ready or list(texts)[:1]:
            name, text = texts.pop(code)
            wider = wider_region(text)
            if wider in broken:
                broken[code] = broken[wider]
                continue
            try:
                known[code] = read_region(text, name, code, known)
            except InputErrors as error:
                problems.take(error.problems)
                broken[code] = name
    return Regions(known=known, broken=broken)


def wider_region(text: str) -> str:
    """The region in which the one in `text` lies, as it says at the start of a line; empty for none."""
    return _named(_WIDER, text)


def named_region(text: str) -> str:
    """The region that the profile in `text` names at the start of a line; empty for none."""
    return _named(_REGION, text)


def _named(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def read_region(text: str, path: str, code: str, known: Mapping[str, Region]) -> Region:
    """The region in `text`, which the file is named after.

    known: the regions it can lie in; from there it has every fact and obligation that it does not write itself.
    Raises InputErrors with every problem of the file.
    """
    with fields_of(text, path) as top:
        written = top.text("region", required=True)
        if written and written != code:
            fault = f"the file is named after {code}, but holds {written}."
            top.problems.add(top.key_location("region"), fault, "Rename the file or mend the code.")
        name = top.text("name", required=True)
        members = _members(top)
        wider = _wider(top, known, members)
        section = top.mapping("facts")
        for given in GIVEN if section else ():
            if section and section.has(given):
                what = f"market.{given} is there without a fact."
                section.problems.add(section.key_location(given), what, "Remove it or choose another name.")
        # Whoever inherits a text sees whether it is there in the languages of the market.
        rules = Rules(locales=(), evidence=True)
        facts = {fact.path: fact for fact in read_tree(section, rules)} if section else {}
        obligations = read_obligations(top)
        shared = wider.obligations if wider else ()
        departures = read_departures(top, {duty.key: duty for duty in shared})
        hosts = read_hosts(top)
    return Region(
        code=code,
        name=name,
        members=members,
        wider=wider.codes if wider else (),
        facts={**wider.facts, **facts} if wider else facts,
        obligations=overlaid(without(shared, departures), obligations),
        departures=departures,
        primary_hosts=(*hosts, *(wider.primary_hosts if wider else ())),
        path=path,
    )


def _members(top: Fields) -> tuple[str, ...]:
    members = top.texts("members")
    node = top.node_of("members", required=True)
    for member in members:
        try:
            is_country = market_code(member) == member and "-" not in member
        except ValueError:
            is_country = False
        if node and not is_country:
            top.problems.add(node.location, f"{member!r} is not the code of a country.", "Write codes such as ES.")
    return members


def _wider(top: Fields, known: Mapping[str, Region], members: tuple[str, ...]) -> Region | None:
    written = top.text("part_of")
    if not written:
        return None
    node = top.node_of("part_of")
    location = node.location if node else top.location
    wider = known.get(written)
    if wider is None:
        what = f"there is no region {written} in which this one could lie."
        top.problems.add(location, what, f"Write {FOLDER}/{written}.yaml, or remove the key.")
    elif strangers := [member for member in members if member not in wider.members]:
        what = f"{', '.join(strangers)} would lie in {written}, whose members it does not name."
        top.problems.add(location, what, f"Add it to the members of {written}.")
    return wider


def read_hosts(top: Fields) -> tuple[str, ...]:
    """`primary_hosts`: names of hosts, each of which stands for those below it, too: `europa.eu` for eur-lex's."""
    hosts = top.texts("primary_hosts")
    node = top.node_of("primary_hosts")
    for host in hosts:
        if node and not _HOST.match(host):
            what = f"{host!r} is not the name of a host."
            top.problems.add(node.location, what, "Write it in small letters, without https:// and path: boe.es")
    return hosts


def region_of(top: Fields, code: str, regions: Regions) -> Region | None:
    """The region that a country's profile names; None without one, and where it cannot be had, which is noted."""
    written = top.text("region")
    if not written:
        return None
    node = top.node_of("region")
    location = node.location if isinstance(node, YamlScalar) else top.location
    region = regions.known.get(written)
    if region is None:
        have = ", ".join(sorted(regions.known)) or "none"
        what = f"there is no region {written}; there are: {have}."
        top.problems.add(location, what, f"Write {FOLDER}/{written}.yaml, or name another.")
    elif code not in region.members:
        theirs = [name for name, one in regions.known.items() if code in one.members]
        do = f"Write {theirs[0]}." if theirs else f"Remove the key, or add {code} to the members of {written}."
        top.problems.add(location, f"{code} is no member of {written}.", do)
    return region


def shared_facts(region: Region, locales: Collection[str]) -> dict[str, Fact]:
    """The region's facts by path, as a market with these content locales has them.

    A text in `de` serves `de-AT` where the region has none of its own for it; nothing else stands in for a text.
    """
    return {path: _spoken(fact, locales) for path, fact in region.facts.items()}


def _spoken(fact: Fact, locales: Collection[str]) -> Fact:
    values = []
    for held in fact.values:
        if isinstance(held.value, LocalText):
            values.append(replace(held, value=_in_locales(held.value, locales)))
        elif isinstance(held.value, tuple):
            values.append(replace(held, value=tuple(_item_in_locales(item, locales) for item in held.value)))
        else:
            values.append(held)
    return replace(fact, values=tuple(values))


def _item_in_locales(item: ListItem, locales: Collection[str]) -> ListItem:
    fields = {
        name: _in_locales(value, locales) if isinstance(value, LocalText) else value
        for name, value in item.fields.items()
    }
    return replace(item, fields=fields)


def _in_locales(text: LocalText, locales: Collection[str]) -> LocalText:
    found = {locale: told for locale in locales if (told := _told(text, locale)) is not None}
    return LocalText(values=found)


def _told(text: LocalText, locale: str) -> str | None:
    tags: Iterator[str] = iter((*chain(locale), language_of(locale)))
    return next((told for tag in tags if (told := text.for_locale(tag)) is not None), None)
