"""Reads one market's profile, `markets/<CODE>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from locmem.errors import Location
from locmem.markets.channels import CHANNELS, DESK, STYLE, read_channels, read_desk, read_style
from locmem.markets.inheritance import inherited
from locmem.markets.leaf import Rules, read_tree
from locmem.markets.obligations import overlaid, read_departures, read_obligations, without
from locmem.markets.paths import GIVEN, nearest
from locmem.markets.regions import NO_REGIONS, Regions, read_hosts, region_of, shared_facts
from locmem.markets.scalars import currency, scalar_of
from locmem.markets.sending import KEY, read_sending
from locmem.model.channel import Channel, Desk, Style
from locmem.model.fact import Departure, Fact, Market, MarketLocale, Obligation, Waiver, spelled
from locmem.model.sending import SendingPolicy
from locmem.model.tags import language_of, language_tag
from locmem.values.locales import format_locale
from locmem.yamlfields import Fields, fields_of, unique
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar


class Status(Enum):
    """Whether the company sells in the market already."""

    LAUNCHED = "launched"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A market as its file has it, with what its parent has, before company data are added.

    parent: the country from which a sub-market inherits; empty for a market that stands alone.
    heads: where the values of its keys stand, those of `locales` and `facts` as `locales.es`.
    """

    code: str
    parent: str
    name: str
    status: Status
    currency: str
    locales: tuple[MarketLocale, ...]
    facts: dict[str, Fact]
    obligations: tuple[Obligation, ...]
    waivers: tuple[Waiver, ...]
    path: str
    heads: tuple[tuple[str, Location], ...]
    sending: SendingPolicy | None = None
    regions: tuple[str, ...] = ()
    primary_hosts: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    desk: Desk | None = None
    style: Style | None = None
    member_of: tuple[str, ...] = ()
    departures: tuple[Departure, ...] = ()
    replaced: Mapping[str, Fact] = field(default_factory=dict)


def country_of(code: str) -> str:
    """The country a market lies in: `CA` of `CA-QC`, and of `CA`."""
    return code.partition("-")[0]


def read_profile(
    text: str, path: str, code: str, countries: Mapping[str, Profile], regions: Regions = NO_REGIONS
) -> Profile:
    """The profile in `text`, for the market that the file is named after.

    regions: those a country can name as its `region`.  From there it has every fact with all its windows, and every
    obligation, that it does not write itself.
    countries: the profiles a sub-market can name as its `parent`.  From there it has its status, currency, locales,
    facts, obligations, waivers, channels, desk, style and its word on engines, each unless it writes its own: locales
    and channels all together, a fact with all its windows, an obligation by its key.  A waiver stays behind where the
    sub-market has a fact of its own.
    Raises InputErrors with every problem of the file: unknown keys and types, values of the wrong type,
    windows with overlaps or gaps, missing evidence, missing texts, waivers of facts that need none, facts
    that the parent does not have.
    """
    with fields_of(text, path) as top:
        written = top.text("market", required=True)
        if written and written != code:
            fault = f"the file is named after {code}, but holds {written}."
            top.problems.add(top.key_location("market"), fault, "Rename the file or mend the code.")
        parent = _parent(top, code, countries)
        name = top.text("name", required=True)
        status = top.choice("status", Status, parent.status if parent else Status.LAUNCHED)
        money = top.converted("currency", currency, parent.currency if parent else "", required=not parent)
        locales = parent.locales if parent and not top.has("locales") else _locales(top)
        own = _facts(top, locales)
        region = region_of(top, code, regions) if not parent else regions.known.get(next(iter(parent.regions), ""))
        if parent and top.has("region"):
            what = f"{code} lies where {parent.code} does."
            top.problems.add(top.key_location("region"), what, f"Remove the key; {parent.code}.yaml says the region.")
            top.node_of("region")
        contents = [locale.content for locale in locales]
        shared = shared_facts(region, contents) if region else {}
        facts = own
        if parent:
            national = {name: fact for name, fact in parent.facts.items() if fact.location.path == parent.path}
            place = top.key_location("parent")
            facts = inherited(own, {**shared, **national}, contents, place, top.problems, may_add=False)
        elif region:
            facts = inherited(own, shared, contents, top.key_location("region"), top.problems, may_add=True)
        hosts = read_hosts(top)
        obligations = read_obligations(top)
        # What a country does not have of its region's, its parts do not have either.
        given = parent.obligations if parent else region.obligations if region else ()
        departures = read_departures(top, {duty.key: duty for duty in given})
        waivers = _waivers(top, facts)
        sending = parent.sending if parent and not top.has(KEY) else read_sending(top)
        channels = parent.channels if parent and not top.has(CHANNELS) else read_channels(top)
        desk = parent.desk if parent and not top.has(DESK) else read_desk(top)
        style = parent.style if parent and not top.has(STYLE) else read_style(top, contents)
        heads = tuple(_heads(top))
    obligations = overlaid(without(given, departures), obligations)
    if parent:
        signed = {waiver.fact for waiver in waivers}
        waivers += tuple(waiver for waiver in parent.waivers if waiver.fact not in signed and waiver.fact not in own)
    return Profile(
        code=code,
        parent=parent.code if parent else "",
        name=name,
        status=status or Status.LAUNCHED,
        currency=money,
        locales=locales,
        facts=facts,
        obligations=obligations,
        waivers=waivers,
        path=path,
        heads=heads,
        sending=sending,
        regions=region.codes if region else (),
        member_of=tuple(
            one.code
            for one in sorted(regions.known.values(), key=lambda one: (len(one.members), one.code))
            if country_of(code) in one.members
        ),
        primary_hosts=tuple(
            dict.fromkeys(
                (*hosts, *(parent.primary_hosts if parent else ()), *(region.primary_hosts if region else ()))
            )
        ),
        channels=channels,
        desk=desk,
        style=style,
        departures=(*(parent.departures if parent else region.departures if region else ()), *departures),
        replaced={name: region.facts[name] for name in own if name in region.facts} if region else {},
    )


def market_of(profile: Profile, company: Mapping[str, Fact]) -> Market:
    """The market of a profile with its company data by path."""
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
        sending=profile.sending,
        regions=profile.regions,
        primary_hosts=profile.primary_hosts,
        channels=profile.channels,
        desk=profile.desk,
        style=profile.style,
        member_of=profile.member_of,
        departures=profile.departures,
        replaced=profile.replaced,
    )


def _heads(top: Fields) -> Iterator[tuple[str, Location]]:
    for name, node in top.node.entries if isinstance(top.node, YamlMapping) else ():
        yield name.text, node.location
        if name.text in ("locales", "facts") and isinstance(node, YamlMapping):
            yield from ((f"{name.text}.{key.text}", value.location) for key, value in node.entries)


def _parent(top: Fields, code: str, countries: Mapping[str, Profile]) -> Profile | None:
    written = top.text("parent")
    if not written:
        return None
    node = top.node_of("parent")
    location = node.location if node else top.location
    country = country_of(code)
    if code == country:
        top.problems.add(location, f"{code} is a country and has no parent.", "Remove the key.")
    elif written != country:
        top.problems.add(location, f"{written} cannot be the parent of {code}.", f"Write {country}.")
    elif country not in countries:
        fault = f"there is no market {country} to inherit from."
        top.problems.add(location, fault, f"Write {country}.yaml, or a whole profile without a parent.")
    else:
        return countries[country]
    return None


def _locales(top: Fields) -> tuple[MarketLocale, ...]:
    section = top.mapping("locales", required=True)
    locales: list[MarketLocale] = []
    if section is None:
        return ()
    for name, node in section.children():
        try:
            tag = language_tag(name)
        except ValueError as error:
            section.problems.add(section.key_location(name), f"{error}.", "Name a content locale.")
            continue
        if tag != name:
            section.problems.add(section.key_location(name), f"{name!r} is not the usual spelling.", f"Write {tag}.")
        fields = Fields(node, section.problems)
        shown = fields.converted("format", format_locale, tag, required=True)
        if language_of(shown) != language_of(tag):
            fault = f"values would be formatted for {shown} in texts in {tag}."
            section.problems.add(fields.location, fault, f"Name a format locale of {language_of(tag)}.")
        locales.append(MarketLocale(content=tag, format=shown, tone=fields.text("tone")))
        fields.finish()
    if not section.names() and isinstance(section.node, YamlMapping):
        section.problems.add(section.location, "the market has no locale.", "Add one, such as `es: {format: es-ES}`.")
    return tuple(locales)


def _facts(top: Fields, locales: tuple[MarketLocale, ...]) -> dict[str, Fact]:
    section = top.mapping("facts")
    if section is None:
        return {}
    for name in GIVEN:
        if section.has(name):
            what = f"market.{name} is there without a fact."
            section.problems.add(section.key_location(name), what, "Remove it or choose another name.")
    rules = Rules(locales=tuple(one.content for one in locales), evidence=True)
    return {fact.path: fact for fact in read_tree(section, rules)}


def _note_unknown(top: Fields, path: str, location: Location, facts: Mapping[str, Fact]) -> None:
    """Note a waiver of a fact that there is not: at the fact that was renamed, where one without a waiver stands near.

    Nothing where the fact is written and could not be read, which is told.
    """
    node = top.node_of("facts")
    for name in path.split("."):
        node = node.find(name) if isinstance(node, YamlMapping) else None
    if isinstance(node, YamlMapping) and any(map(node.find, ("type", "value", "values", "windows", "items"))):
        return
    waived = {one.text for item in top.items("waivers") for one in _facts_named(item)}
    own = {name for name, fact in facts.items() if fact.is_legal and fact.location.path == location.path}
    near = nearest(path, own - waived)
    what = f"there is no fact {path!r} to waive"
    if near:
        do = f"Call it {path} again, or name {near} in the waiver."
        top.problems.add(facts[near].location, f"{what} on line {location.line}; {near} stands near.", do)
    else:
        top.problems.add(location, f"{what}.", "Name a fact by its path.")


def _facts_named(waiver: YamlNode) -> Iterator[YamlScalar]:
    fact = waiver.find("fact") if isinstance(waiver, YamlMapping) else None
    if isinstance(fact, YamlScalar):
        yield fact


def _waivers(top: Fields, facts: dict[str, Fact]) -> tuple[Waiver, ...]:
    waivers = []
    for node in top.items("waivers"):
        fields = Fields(node, top.problems)
        if not isinstance(node, YamlMapping):
            continue
        path = fields.text("fact", required=True)
        day = fields.day("on")
        if day is None and not fields.has("on"):
            fields.node_of("on", required=True)
        by, reason = fields.text("by", required=True), fields.text("reason", required=True)
        of = scalar_of(fields, facts[path].type) if path in facts else fields.node_of("value")
        fields.finish()
        place = fields.node_of("fact")
        location = place.location if place else fields.location
        if path and path not in facts:
            _note_unknown(top, path, location, facts)
        elif path and not facts[path].is_legal:
            top.problems.add(location, f"{path} is not a legal fact.", "It needs no waiver: remove this one.")
        if day:
            value = "" if of is None or path not in facts else spelled(of)
            waivers.append(Waiver(fact=path, by=by, reason=reason, on=day, location=fields.location, value=value))
    unique(((waiver.fact, waiver.location) for waiver in waivers), top.problems, "the waiver of")
    return tuple(waivers)
