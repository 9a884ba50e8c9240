"""Reads the folder of profiles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, Location, Problem, Problems, in_order
from locmem.markets.company import read_company
from locmem.markets.profile import Profile, Status, country_of, market_of, read_profile
from locmem.markets.regions import FOLDER, load_regions, named_region
from locmem.model.fact import Fact, Market
from locmem.model.tags import market_code
from locmem.ownfiles import require_file

COMPANY = "company.yaml"

_IS_PLANNED = re.compile(rf"^status: +{Status.PLANNED.value} *(?:#.*)?$", re.MULTILINE)
"""A key at the start of a line is one of the profile's own: values of a mapping stand further in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundMarkets:
    """The markets that can be read, by code, and what is wrong with the files of the others.

    broken: the codes of the others, each with the file at fault as locations name it.
    """

    markets: tuple[Market, ...]
    broken: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The profiles of a folder.  skipped: markets that are not wanted.  broken: those that cannot be read."""

    profiles: dict[str, Profile]
    skipped: frozenset[str]
    broken: dict[str, str]


def load_markets(folder: Path, shown: str, *, with_planned: bool = True) -> tuple[Market, ...]:
    """Every market of the folder, by code; empty where there is no folder or no profile.

    shown: the folder as messages and locations name it.  Without company.yaml no market has company data.
    with_planned: whether markets that are not launched are wanted, too; otherwise their files are not parsed,
    and mistakes in them not seen.
    Raises InputErrors with the problems of all profiles; those of a sub-market follow once its country is
    sound, those of company.yaml once all profiles are, because they are read against them.
    """
    problems = Problems()
    read = _read(folder, shown, problems, {}, with_planned=with_planned)
    problems.raise_all()
    return _markets(read, _company(folder, shown, read), with_planned=with_planned)


def sound_markets(
    folder: Path, shown: str, *, with_planned: bool = True, doubtful: Collection[str] = ()
) -> SoundMarkets:
    """As `load_markets`, without the markets that cannot be read: a mistake in one is no reason to look at none.

    doubtful: names of files of the folder that are not to be believed.  A market whose company data are wrong is left
    out, too, and all of them where what is wrong is of no market.
    """
    problems = Problems()
    own = [one for one in doubtful if one != COMPANY and not one.startswith(f"{FOLDER}/")]
    broken = {one.removesuffix(".yaml"): f"{shown}/{one}" for one in own}
    read = _read(folder, shown, problems, broken, doubtful, with_planned=with_planned)
    name = f"{shown}/{COMPANY}"
    without = frozenset(read.profiles) if COMPANY in doubtful else frozenset[str]()
    company: dict[str, dict[str, Fact]] = {}
    if not without:
        try:
            company = _company(folder, shown, read)
        except InputErrors as error:
            problems.take(error.problems)
            without, company = _sound_company(folder, shown, read, error.problems)
    return SoundMarkets(
        markets=tuple(one for one in _markets(read, company, with_planned=with_planned) if one.code not in without),
        broken=read.broken | dict.fromkeys(sorted(without), name),
        problems=in_order(problems),
    )


def _read(
    folder: Path,
    shown: str,
    problems: Problems,
    broken: dict[str, str],
    doubtful: Collection[str] = (),
    *,
    with_planned: bool,
) -> _Read:
    """broken: those that are not read, whatever their files say; those that cannot be are added.

    A market whose region cannot be read cannot be read either.
    """
    profiles: dict[str, Profile] = {}
    regions = load_regions(folder, shown, problems, doubtful)
    texts = _texts(folder, shown, problems, broken)
    skipped = frozenset() if with_planned else _planned(texts)
    for code, text in texts.items():
        path = f"{shown}/{code}.yaml"
        if code in skipped or code in broken:
            continue
        if country_of(code) in broken:
            broken[code] = broken[country_of(code)]
            continue
        if lost := regions.broken.get(named_region(text)):
            broken[code] = lost
            continue
        try:
            profiles[code] = read_profile(text, path, code, profiles, regions)
        except InputErrors as error:
            problems.take(error.problems)
            broken[code] = path
    return _Read(
        profiles=profiles, skipped=skipped, broken={code: at for code, at in broken.items() if code not in skipped}
    )


def _company(folder: Path, shown: str, read: _Read, without: Collection[str] = ()) -> dict[str, dict[str, Fact]]:
    """Company data by market and path; without: of these nobody wants any.  Raises InputErrors."""
    name = f"{shown}/{COMPANY}"
    require_file(folder / COMPANY, name)
    if not (folder / COMPANY).is_file():
        return {}
    profiles = {code: profile for code, profile in read.profiles.items() if code not in without}
    markets = {code: [locale.content for locale in profile.locales] for code, profile in profiles.items()}
    parents = {code: profile.parent for code, profile in profiles.items() if profile.parent in profiles}
    skipped = {*read.skipped, *read.broken, *without}
    return read_company(textfile.read(folder / COMPANY, name).text, name, markets, parents, skipped)


def _sound_company(
    folder: Path, shown: str, read: _Read, problems: Iterable[Problem]
) -> tuple[frozenset[str], dict[str, dict[str, Fact]]]:
    """The markets whose company data cannot be had, and the data of the others.

    A path that is misspelt in one market is missing there, and its misspelling in all the others: where there is one
    market without which all is well, it is that one.  A section of no market concerns none of those there are.
    """
    every = frozenset(read.profiles)
    sections = {
        problem.location.key.removeprefix("markets.").partition(".")[0]
        for problem in problems
        if problem.location.key.startswith("markets.")
    }
    strays = sections - every

    def sound(codes: Collection[str]) -> tuple[frozenset[str], dict[str, dict[str, Fact]]] | None:
        without = frozenset(code for code in every if code in codes or country_of(code) in codes)
        try:
            return without, _company(folder, shown, read, {*without, *strays})
        except InputErrors:
            return None

    if strays and (found := sound(())):
        return found
    alone = [found for code in sorted(every) if (found := sound((code,)))]
    return alone[0] if len(alone) == 1 else sound(sections & every) or (every, {})


def _markets(read: _Read, company: Mapping[str, dict[str, Fact]], *, with_planned: bool) -> tuple[Market, ...]:
    return tuple(
        market_of(profile, company.get(code, {}))
        for code, profile in sorted(read.profiles.items())
        if with_planned or profile.status is Status.LAUNCHED
    )


def _texts(folder: Path, shown: str, problems: Problems, broken: dict[str, str]) -> dict[str, str]:
    """The profiles' texts by market; countries come first, since a sub-market is read against its country.

    Adds to `problems` what cannot be read, and to `broken` its market with the file.
    """
    texts: dict[str, str] = {}
    # By a link of such a name Emacs locks a file that somebody edits.
    paths = (path for path in folder.glob("*.y*ml") if not path.name.startswith(".#")) if folder.is_dir() else ()
    for path in sorted(paths, key=lambda path: ("-" in path.stem, path.name)):
        name = f"{shown}/{path.name}"
        if path.name == COMPANY:
            continue
        try:
            if path.suffix != ".yaml":
                raise ValueError("profiles and company data end in .yaml")
            require_file(path, name)
            texts[market_code(path.stem)] = textfile.read(path, name).text
        except InputErrors as error:
            problems.take(error.problems)
            broken[path.stem] = name
        except ValueError as error:
            problems.add(Location(path=name), f"{error}.", "Rename the file.")
    return texts


def _planned(texts: dict[str, str]) -> frozenset[str]:
    """Markets that say at the start of a line that they are planned, unless a launched sub-market needs them."""
    planned = frozenset(code for code, text in texts.items() if _IS_PLANNED.search(text))
    return planned - {country_of(code) for code in texts.keys() - planned}
