"""Reads `markets/company.yaml`: what is true of the company, shared and per market."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from locmem.markets.gaps import Written, gaps, written_in
from locmem.markets.inheritance import inherited
from locmem.markets.leaf import Rules, read_tree
from locmem.model.fact import Fact
from locmem.yamlfields import Fields, fields_of


def read_company(
    text: str,
    path: str,
    markets: Mapping[str, Sequence[str]],
    parents: Mapping[str, str],
    skipped: Collection[str] = (),
) -> dict[str, dict[str, Fact]]:
    """Company data by market and path; what stands under `company:` is in every market, under its own data.

    markets: the content locales of every market there is.  parents: the country of each sub-market, whose data
    it has where it writes none of its own.  skipped: markets whose data nobody wants now, and sections of no market.
    Raises InputErrors with every problem of the file, also for a market without data, data of an unknown market,
    and a path that other markets have: company data are required, because nobody may guess them.
    """
    with fields_of(text, path) as top:
        everywhere = tuple(dict.fromkeys(locale for locales in markets.values() for locale in locales))
        shared_section = top.mapping("company")
        shared = _facts(shared_section, everywhere)
        own: dict[str, dict[str, Fact]] = {}
        written: dict[str, Written] = {}
        section = top.mapping("markets", required=bool(markets))
        without = set(markets) if section else set[str]()
        for code, node in section.children() if section else ():
            if code in skipped:
                continue
            if section and code not in markets:
                place = replace(section.key_location(code), key=f"markets.{code}")
                do = _meant(code, {*markets, *skipped}, section, without)
                section.problems.add(place, f"there is no market {code!r}.", do)
                continue
            without.discard(code)
            own[code] = _facts(Fields(node, top.problems), markets[code])
            written[code] = written_in(node, node.location)
        for code, country in parents.items():
            if country in own:
                without.discard(code)
                place = written[code].place if code in written else written[country].place
                theirs = own.get(code, {}), own[country]
                own[code] = inherited(*theirs, markets[code], place, top.problems, may_add=False)
                written[code] = written.get(code, Written(place=place)).over(written[country])
        for code in (code for code in markets if code in without):
            fault = f"the market {code} has no company data."
            top.problems.add(top.key_location("markets"), fault, f"Add them under markets.{code}.")
        everyones = written_in(shared_section.node, shared_section.location).paths if shared_section else ()
        top.problems.take(gaps(written, parents, everyones))
    return {code: {**shared, **facts} for code, facts in own.items()}


def _meant(code: str, markets: Collection[str], section: Fields, without: set[str]) -> str:
    """What to do about data of a market that is not there; the one it may be misspelt for is no longer without."""
    near = get_close_matches(code, sorted(one for one in markets if not section.has(one)), n=1, cutoff=0.5)
    without.difference_update(near)
    known = f"Known: {', '.join(sorted(markets))}."
    return f"Did you mean {near[0]}? {known}" if near else f"Remove the section, or write {code}.yaml. {known}"


def _facts(section: Fields | None, locales: Sequence[str]) -> dict[str, Fact]:
    if section is None:
        return {}
    return {fact.path: fact for fact in read_tree(section, Rules(locales=locales, evidence=False))}
