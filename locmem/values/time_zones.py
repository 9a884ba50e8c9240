"""Time zones by their key in the IANA database: whether there is one, and what a locale calls it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from locmem.errors import RenderError
from locmem.values.locales import babel_locale

_WINTER, _SUMMER = datetime(2030, 1, 15, 12), datetime(2030, 7, 15, 12)
"""Two moments of a year whose clocks tell whether a zone has a summer time; no zone that has one leaves both alike."""


def is_time_zone(key: str) -> bool:
    """Whether `key` is a place of the IANA database such as Europe/Madrid; abbreviations (`CET`, `EST`) are none."""
    from babel.core import get_global

    return "/" in key and (key in get_global("zone_territories") or key in get_global("zone_aliases"))


def format_time_zone(key: str, locale: str) -> str:
    """What CLDR calls a zone: `Central European Time`; `日本標準時` where clocks are never changed.

    Raises RenderError for a key that there is not.
    """
    from babel.dates import get_timezone, get_timezone_name

    if not is_time_zone(key):
        raise RenderError(f"{key!r} is not a time zone such as Europe/Madrid. Write its key in the IANA database.")
    where = babel_locale(locale)
    # By CLDR’s rules a zone without summer time goes by its standard name, where babel says “Japan Time”; one with it
    # is never called by a name that is false half the year: London goes by its country.
    variants = ("generic",) if _has_summer_time(key) else ("standard", "generic")
    for name in _keys(key):
        names = where.meta_zones.get(_meta_zones().get(name, ""), {}).get("long", {})
        if variant := next((one for one in variants if one in names), ""):
            return str(names[variant])
    return str(get_timezone_name(get_timezone(key), locale=where))


def _keys(key: str) -> tuple[str, ...]:
    """A zone's key and its other ones: CLDR goes on saying Asia/Calcutta, under which babel does not look."""
    from babel.core import get_global

    aliases = get_global("zone_aliases")
    usual = aliases.get(key, key)
    return (key, usual, *(old for old, new in aliases.items() if new == usual))


def _meta_zones() -> Mapping[str, str]:
    """By the key of a zone, the group of zones that CLDR names together."""
    from babel.core import get_global

    return get_global("meta_zones")


@cache
def _has_summer_time(key: str) -> bool:
    from babel.dates import get_timezone

    zone = get_timezone(key)
    offsets: set[timedelta | None] = {zone.utcoffset(moment) for moment in (_WINTER, _SUMMER)}
    return len(offsets) > 1


def countries_of_zone(key: str) -> tuple[str, ...]:
    """The countries of a zone's place under any of its keys; empty for one that there is not."""
    from babel.core import get_global

    owners = get_global("zone_territories")
    return tuple(dict.fromkeys(str(owners[name]) for name in _keys(key) if name in owners))


@cache
def zones_in(country: str) -> tuple[str, ...]:
    """The keys of the zones whose places lie in a country, sorted."""
    from babel.core import get_global

    return tuple(
        sorted(key for key, owner in get_global("zone_territories").items() if owner == country and "/" in key)
    )


@cache
def city_owners(locale: str) -> dict[str, tuple[str, ...]]:
    """The countries of the towns after which zones are called, by what a locale and the database call them."""
    from babel.core import get_global

    names = babel_locale(locale).time_zones
    found: dict[str, set[str]] = {}
    for key, owner in get_global("zone_territories").items():
        if "/" in key:
            for name in {key.rpartition("/")[2].replace("_", " "), str(names.get(key, {}).get("city", ""))}:
                found.setdefault(name.casefold(), set()).add(str(owner))
    found.pop("", None)
    return {name: tuple(sorted(owners)) for name, owners in found.items()}


def zones_of_towns(text: str, country: str, locale: str) -> tuple[str, ...]:
    """The zones of a country whose town a text names: `Sydney time`."""
    plain, names = text.casefold(), babel_locale(locale).time_zones
    towns = {
        key: {key.rpartition("/")[2].replace("_", " "), str(names.get(key, {}).get("city", ""))}
        for key in zones_in(country)
    }
    return tuple(key for key, words in towns.items() if any(word and word.casefold() in plain for word in words))


def same_clock(one: str, other: str) -> bool:
    """Whether the clocks of two zones show the same time in winter and in summer."""
    from babel.dates import get_timezone

    zones = get_timezone(one), get_timezone(other)
    return all(zones[0].utcoffset(moment) == zones[1].utcoffset(moment) for moment in (_WINTER, _SUMMER))


def meta_zone(key: str) -> str:
    """The group of zones that CLDR names together (`America_Eastern`); empty for a zone without one."""
    return next((_meta_zones()[name] for name in _keys(key) if name in _meta_zones()), "")


def zones_named(text: str, locale: str) -> tuple[str, ...]:
    """The groups of zones that a text names as a locale calls them: `Eastern Time`; sorted."""
    plain = text.casefold()
    return tuple(
        sorted(
            group
            for group, names in babel_locale(locale).meta_zones.items()
            if any(str(name).casefold() in plain for name in names.get("long", {}).values() if name)
        )
    )
