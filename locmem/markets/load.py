"""Reads the folder of profiles."""

from __future__ import annotations

from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, Location, Problem
from locmem.markets.company import read_company
from locmem.markets.profile import Profile, country_of, read_profile
from locmem.model.fact import Fact, Market
from locmem.model.tags import market_code

COMPANY = "company.yaml"


def load_markets(folder: Path, shown: str) -> tuple[Market, ...]:
    """Every market of the folder, by code; empty where there is no folder or no profile.

    shown: the folder as messages and locations name it.  Without company.yaml no market has company data.
    Raises InputErrors with the problems of all profiles; those of a sub-market follow once its country is
    sound, those of company.yaml once all profiles are, because they are read against them.
    """
    problems: list[Problem] = []
    profiles: dict[str, Profile] = {}
    broken: set[str] = set()
    for path in sorted(folder.glob("*.y*ml"), key=_countries_first) if folder.is_dir() else ():
        name = f"{shown}/{path.name}"
        if path.name == COMPANY:
            continue
        try:
            if path.suffix != ".yaml":
                raise ValueError("profiles and company data end in .yaml")
            code = market_code(path.stem)
            if country_of(code) not in broken:
                profiles[code] = read_profile(textfile.read(path, name).text, name, code, profiles)
        except InputErrors as error:
            problems.extend(error.problems)
            broken.add(path.stem)
        except ValueError as error:
            problems.append(Problem(location=Location(path=name), what=f"{error}.", do="Rename the file."))
    if problems:
        raise InputErrors(problems)
    company: dict[str, dict[str, Fact]] = {}
    if (folder / COMPANY).is_file():
        name = f"{shown}/{COMPANY}"
        markets = {code: [one.content for one in profile.locales] for code, profile in profiles.items()}
        parents = {code: profile.parent for code, profile in profiles.items() if profile.parent}
        company = read_company(textfile.read(folder / COMPANY, name).text, name, markets, parents)
    return tuple(_market(profile, company.get(code, {})) for code, profile in sorted(profiles.items()))


def _countries_first(path: Path) -> tuple[bool, str]:
    """The order of reading: a sub-market is read against its country."""
    return "-" in path.stem, path.name


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
    )
