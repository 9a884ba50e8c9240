"""Reads the folder of profiles."""

from __future__ import annotations

import re
from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, Location, Problems
from locmem.markets.company import read_company
from locmem.markets.profile import Profile, Status, country_of, read_profile
from locmem.model.fact import Fact, Market
from locmem.model.tags import market_code
from locmem.ownfiles import require_file

COMPANY = "company.yaml"

_IS_PLANNED = re.compile(rf"^status: +{Status.PLANNED.value} *(?:#.*)?$", re.MULTILINE)
"""A key at the start of a line is one of the profile's own: values of a mapping stand further in."""


def load_markets(folder: Path, shown: str, *, with_planned: bool = True) -> tuple[Market, ...]:
    """Every market of the folder, by code; empty where there is no folder or no profile.

    shown: the folder as messages and locations name it.  Without company.yaml no market has company data.
    with_planned: whether markets that are not launched are wanted, too; otherwise their files are not parsed,
    and mistakes in them not seen.
    Raises InputErrors with the problems of all profiles; those of a sub-market follow once its country is
    sound, those of company.yaml once all profiles are, because they are read against them.
    """
    problems = Problems()
    profiles: dict[str, Profile] = {}
    broken: set[str] = set()
    texts = _texts(folder, shown, problems, broken)
    skipped = set() if with_planned else _planned(texts)
    for code, text in texts.items():
        if code in skipped or country_of(code) in broken:
            continue
        try:
            profiles[code] = read_profile(text, f"{shown}/{code}.yaml", code, profiles)
        except InputErrors as error:
            problems.take(error.problems)
            broken.add(code)
    problems.raise_all()
    company: dict[str, dict[str, Fact]] = {}
    name = f"{shown}/{COMPANY}"
    require_file(folder / COMPANY, name)
    if (folder / COMPANY).is_file():
        markets = {code: [locale.content for locale in profile.locales] for code, profile in profiles.items()}
        parents = {code: profile.parent for code, profile in profiles.items() if profile.parent}
        company = read_company(textfile.read(folder / COMPANY, name).text, name, markets, parents, skipped)
    return tuple(
        _market(profile, company.get(code, {}))
        for code, profile in sorted(profiles.items())
        if with_planned or profile.status is Status.LAUNCHED
    )


def _texts(folder: Path, shown: str, problems: Problems, broken: set[str]) -> dict[str, str]:
    """The profiles' texts by market; countries come first, since a sub-market is read against its country.

    Adds to `problems` what cannot be read, and to `broken` its market.
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
            broken.add(path.stem)
        except ValueError as error:
            problems.add(Location(path=name), f"{error}.", "Rename the file.")
    return texts


def _planned(texts: dict[str, str]) -> set[str]:
    """Markets that say at the start of a line that they are planned, unless a launched sub-market needs them."""
    planned = {code for code, text in texts.items() if _IS_PLANNED.search(text)}
    return planned - {country_of(code) for code in texts.keys() - planned}


def _market(profile: Profile, company: dict[str, Fact]) -> Market:
    return Market(
        code=profile.code,
        name=profile.name,
        currency=profile.currency,
        locales=profile.locales,
        facts=profile.facts,
        company=company,
        obligations=profile.obligations,
        waivers=profile.waivers,
        path=profile.path,
        is_launched=profile.status is Status.LAUNCHED,
        heads=profile.heads,
    )
