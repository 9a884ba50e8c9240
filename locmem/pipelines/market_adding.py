"""`market add`: a planned market from what locmem knows of a country, with a gap for all that nobody has looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from locmem.errors import Problems, UsageError
from locmem.markets import adding
from locmem.markets.adding import Gap
from locmem.markets.known import known_markets, known_profile, known_region, known_regions
from locmem.markets.load import COMPANY
from locmem.markets.profile import Profile, read_profile
from locmem.markets.regions import FOLDER as REGIONS
from locmem.markets.regions import Region, Regions, load_regions, named_region, read_region, wider_region
from locmem.model.fact import Fact, Market
from locmem.model.tags import language_of
from locmem.model.wording import counted, listed
from locmem.textfile import decode
from locmem.values.locales import format_locale
from locmem.values.territories import currencies, official_languages, territory_names
from locmem.workspace.project import MARKETS, Project
from locmem.workspace.writing import Run

_OTHER_CODES = {"EL": "GR", "UK": "GB"}
"""What the institutions of the EU call two countries."""

_SPOKEN_IN = 3
"""Of a country that locmem does not know, so many of CLDR's languages become locales unless somebody names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A market that was begun.

    is_known: whether its profile comes with locmem, researched; else it is what CLDR says.
    locales: its content locales.  undeclared: those that the settings do not name yet.
    written: the files.  inherits: the regions whose law it has.
    gaps: facts without a value that a person has to look up, by path.  company: company data to be asked for, by path.
    section: what has to be put into the company data by hand, where no place for it was found; else empty.
    lacking: company data that its obligations name and no market has; what one has, all must have.
    needless: obligations that the known profile departs from and the project's own region does not have; left out.
    """

    market: str
    name: str
    is_known: bool
    locales: tuple[str, ...]
    undeclared: tuple[str, ...]
    written: tuple[str, ...]
    inherits: tuple[str, ...]
    gaps: tuple[str, ...]
    company: tuple[str, ...]
    section: str = ""
    lacking: tuple[str, ...] = ()
    needless: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The result in one sentence."""
        missing = counted(len(self.gaps), "fact") if self.gaps else "no fact"
        return f"{self.market} is planned; {missing} and {counted(len(self.company), 'entry')} of company data to find"


def add_market(run: Run, code: str, locales: Sequence[str] = ()) -> Added:
    """Begin the market of a country, planned; what the project's other markets say of themselves is asked of it, too.

    locales: content locales instead of those of the profile that comes with locmem, or of CLDR.
    Raises UsageError for a market that is there, for no country, and for a locale that fits it not.
    """
    project = run.project
    _require_new(project, code)
    if "" in (tag.strip() for tag in locales):
        raise UsageError("--locale has no value. Name a content locale such as lt-LT.")
    known = known_profile(code)
    text = known or _in_region(_skeleton(project, code, locales), code)
    regions, new = _regions(project, text)
    text, needless = adding.without_departures(text, f"{MARKETS}/{code}.yaml", _given(regions, text))
    if known:
        text = _in_locales(adding.planned(text), code, locales, _declared(project), regions)
    path = f"{MARKETS}/{code}.yaml"
    profile = read_profile(text, path, code, {}, regions)
    others = project.all_markets
    gaps = adding.gaps_in((_national(market) for market in others), {*profile.facts})
    text = adding.with_gaps(text, path, gaps)
    profile = read_profile(text, path, code, {}, regions)
    for region, written in new.items():
        project.folder.write(f"{MARKETS}/{REGIONS}/{region}.yaml", written.encode())
    project.folder.write(path, text.encode())
    company, section = _company(project, code, others)
    contents = tuple(str(locale.content) for locale in profile.locales)
    return Added(
        market=code,
        name=profile.name,
        is_known=bool(known),
        locales=contents,
        undeclared=tuple(tag for tag in contents if tag not in _declared(project)),
        written=tuple(change.path for change in project.folder.pending()),
        inherits=profile.regions,
        gaps=tuple(name for name, fact in profile.facts.items() if fact.values[-1].is_unread),
        company=tuple(gap.path for gap in company),
        section=section,
        lacking=_lacking(profile, others),
        needless=needless,
    )


def _given(regions: Regions, text: str) -> frozenset[str]:
    """The keys of the obligations that the region of a profile gives, as the project has it."""
    region = regions.known.get(named_region(text))
    return frozenset(duty.key for duty in region.obligations) if region else frozenset()


def _lacking(profile: Profile, others: Sequence[Market]) -> tuple[str, ...]:
    have = {f"company.{path}" for market in others for path in market.company}
    named = (path for duty in profile.obligations for path in (*duty.facts, *duty.present))
    return tuple(dict.fromkeys(path for path in named if path.startswith("company.") and path not in have))


def _declared(project: Project) -> frozenset[str]:
    settings = project.settings
    return frozenset({*settings.locales, settings.source_locale, *settings.variants})


def _require_new(project: Project, code: str) -> None:
    if any(market.code == code for market in project.all_markets) or code in project.broken_markets:
        raise UsageError(
            f"the market {code} is there: {MARKETS}/{code}.yaml. `locmem market readiness {code}` tells more."
        )
    if re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", code):
        country = code[:2]
        raise UsageError(
            f"{code} is a part of a country. Write {MARKETS}/{code}.yaml with `parent: {country}` and what differs."
        )
    if code in _OTHER_CODES:
        raise UsageError(f"{code!r} is not the code of a country in ISO 3166. Is {_OTHER_CODES[code]} meant?")
    if not re.fullmatch(r"[A-Z]{2}", code) or not territory_names(code, "en"):
        near = get_close_matches(code.upper(), known_markets(), n=3, cutoff=0.4)
        meant = f" Is {' or '.join(near)} meant?" if near else ""
        raise UsageError(f"{code!r} is not the code of a country, such as LT.{meant}")


def _skeleton(project: Project, code: str, locales: Sequence[str]) -> str:
    money = currencies(code, project.today)
    # What a region says is there in the official languages of states, and not in all that are spoken in one.
    spoken = tuple(_spoken(code))
    tags = tuple(locales) or (spoken[:1] if _region_with(code) else spoken)
    if not money or not tags:
        raise UsageError(f"CLDR knows no currency or language of {code}. Write {MARKETS}/{code}.yaml by hand.")
    formats = {tag: _format(tag, code) for tag in tags}
    names = {tag: (territory_names(code, tag) or territory_names(code, "en"))[0] for tag in tags}
    name = territory_names(code, "en")[0]
    return adding.skeleton(code, name, money[0], formats, names, project.today)


def _region_with(code: str) -> str:
    """The narrowest region that comes with locmem and has a country as its member; empty for none."""
    for region in known_regions():
        members = re.search(r"^members: *\[([^\]]*)\]", known_region(region), re.MULTILINE)
        if members and code in re.findall(r"[A-Z]{2}", members[1]):
            return region
    return ""


def _in_region(text: str, code: str) -> str:
    region = _region_with(code)
    named = re.sub(r"^(name:[^\n]*\n)", rf"\1region: {region}\n", text, count=1, flags=re.MULTILINE)
    return named if region else text


def _spoken(code: str) -> Iterator[str]:
    for language in official_languages(code)[:_SPOKEN_IN]:
        try:
            yield f"{format_locale(f'{language}-{code}')}"
        except ValueError:
            continue


def _format(tag: str, code: str) -> str:
    for wanted in (tag if "-" in tag else f"{tag}-{code}", tag):
        try:
            return str(format_locale(wanted))
        except ValueError:
            continue
    raise UsageError(f"CLDR knows no locale {tag!r}. Name a content locale such as lt-LT.")


def _in_locales(text: str, code: str, locales: Sequence[str], declared: frozenset[str], regions: Regions) -> str:
    """A known profile with its texts in the locales that are wanted, or declared for their languages."""
    profile = read_profile(text, f"{code}.yaml", code, {}, regions)
    have = {language_of(str(one.content)): str(one.content) for one in profile.locales}
    strangers = [tag for tag in locales if language_of(tag) not in have]
    if strangers:
        raise UsageError(
            f"the profile of {code} speaks {listed(tuple(have.values()))}, and not {listed(tuple(strangers))}."
            " Leave --locale out, and add the language to the profile afterwards."
        )
    for language, content in have.items():
        wanted = [tag for tag in locales if language_of(tag) == language]
        wanted = wanted or [language for _ in (0,) if language in declared and content not in declared]
        if wanted and wanted[0] != content:
            text = adding.in_locale(text, content, wanted[0])
    return text


def _regions(project: Project, text: str) -> tuple[Regions, Mapping[str, str]]:
    """The regions that a profile can name, and the texts of those that the project has not yet."""
    problems = Problems()
    there = load_regions(project.root / MARKETS, MARKETS, problems)
    problems.raise_all()
    code, new = named_region(text), dict[str, str]()
    while code and code not in there.known:
        new[code] = known_region(code)
        code = wider_region(new[code])
    known: dict[str, Region] = dict(there.known)
    for name in reversed(new):
        known[name] = read_region(new[name], f"{MARKETS}/{REGIONS}/{name}.yaml", name, known)
    return Regions(known=known, broken={}), new


def _national(market: Market) -> Mapping[str, Fact]:
    """The facts that a market does not have from a region: another country may lie in none."""
    return {path: fact for path, fact in market.facts.items() if f"/{REGIONS}/" not in fact.location.path}


def _company(project: Project, code: str, others: Sequence[Market]) -> tuple[tuple[Gap, ...], str]:
    """The company data to be asked for, and what has to be put into the file by hand."""
    path = f"{MARKETS}/{COMPANY}"
    data = project.folder.read(path)
    own = (
        {name: fact for name, fact in market.company.items() if fact.location.key.startswith("markets.")}
        for market in others
    )
    gaps = adding.gaps_in(own, ())
    if data is None or not gaps:
        return (), ""
    text = decode(data, path)
    written = adding.with_company(text.text, path, code, gaps)
    if not written:
        return gaps, adding.company_section(code, gaps, "  ")
    project.folder.write(path, written.encode())
    return gaps, ""
