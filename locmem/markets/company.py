"""Reads `markets/company.yaml`: what is true of the company, shared and per market."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from locmem.errors import Location
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
    it has where it writes none of its own.  skipped: markets whose data nobody wants now.
    Raises InputErrors with every problem of the file, also for a market without data, data of an unknown market,
    and a path that other markets have: company data are required, because nobody may guess them.
    """
    with fields_of(text, path) as top:
        everywhere = tuple(dict.fromkeys(locale for locales in markets.values() for locale in locales))
        shared = _facts(top.mapping("company"), everywhere)
        own: dict[str, dict[str, Fact]] = {}
        places: dict[str, Location] = {}
        section = top.mapping("markets", required=bool(markets))
        for code, node in section.children() if section else ():
            if code in skipped:
                continue
            if section and code not in markets:
                every_code = ", ".join(markets)
                section.problems.add(
                    section.key_location(code), f"there is no market {code!r}.", f"Known: {every_code}."
                )
                continue
            own[code] = _facts(Fields(node, top.problems), markets[code])
            places[code] = node.location
        for code, country in parents.items():
            if country in own:
                places.setdefault(code, places[country])
                facts = own.get(code, {})
                own[code] = inherited(facts, own[country], markets[code], places[code], top.problems)
        for code in markets if section else ():
            if code not in own:
                fault = f"the market {code} has no company data."
                top.problems.add(top.key_location("markets"), fault, f"Add them under markets.{code}.")
        merged = {code: {**shared, **facts} for code, facts in own.items()}
        for code, facts in merged.items():
            for missing, holders in _missing(facts, merged).items():
                fault = f"{code} has no {missing}, but {', '.join(holders)} does."
                top.problems.add(places[code], fault, "Add it; write value: null where there is none.")
    return merged


def _facts(section: Fields | None, locales: Sequence[str]) -> dict[str, Fact]:
    if section is None:
        return {}
    return {fact.path: fact for fact in read_tree(section, Rules(locales=locales, evidence=False))}


def _missing(facts: Mapping[str, Fact], merged: Mapping[str, Mapping[str, Fact]]) -> dict[str, list[str]]:
    missing: dict[str, list[str]] = {}
    for code, others in merged.items():
        for path in others:
            if path not in facts:
                missing.setdefault(path, []).append(code)
    return missing
