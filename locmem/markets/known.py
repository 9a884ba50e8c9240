"""The profiles and regions that come with locmem, from which a project begins a market of its own.

They are those of the repository's own demonstration, `markets/`; building the package puts them beside the code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from locmem.errors import InputErrors, Problems
from locmem.markets.profile import Profile, country_of, market_of, read_profile
from locmem.markets.regions import FOLDER as REGIONS
from locmem.markets.regions import Regions, load_regions
from locmem.model.fact import Market

_BUILT = Path(__file__).parents[1] / "known_markets"
_REPOSITORY = Path(__file__).parents[2]

_WAIVERS = re.compile(r"(?:^#[^\n]*\n)*^waivers:[^\n]*\n(?:[ #-][^\n]*\n|\n)*", re.MULTILINE)
"""The waivers at the top level with the remarks before them: whoever signed there answers for nobody else's pages."""

_MARKET = re.compile(r"[A-Z]{2}\Z")
_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?\Z")
_SHOWN = "known"


@cache
def _folder() -> Path | None:
    if _BUILT.is_dir():
        return _BUILT
    return _REPOSITORY / "markets" if (_REPOSITORY / "pyproject.toml").is_file() else None


def known_markets() -> tuple[str, ...]:
    """The codes of the countries whose profiles come with locmem, sorted."""
    folder = _folder()
    names = (place.stem for place in folder.glob("*.yaml")) if folder else ()
    return tuple(sorted(name for name in names if _MARKET.match(name)))


def known_profile(code: str) -> str:
    """The profile of a country as it comes with locmem, without waivers; empty for one that does not."""
    folder = _folder()
    if folder is None or code not in known_markets():
        return ""
    text = (folder / f"{code}.yaml").read_text(encoding="utf-8")
    return _WAIVERS.sub("", text).rstrip() + "\n"


def known_regions() -> tuple[str, ...]:
    """The codes of the regions that come with locmem, those that lie in others first."""
    folder = (_folder() or _BUILT) / REGIONS
    texts = {place.stem: place.read_text(encoding="utf-8") for place in folder.glob("*.yaml")}
    return tuple(sorted(texts, key=lambda code: ("\npart_of:" not in texts[code], code)))


def known_region(code: str) -> str:
    """A region as it comes with locmem; empty for one that does not."""
    place = (_folder() or _BUILT) / REGIONS / f"{code}.yaml"
    return place.read_text(encoding="utf-8") if re.fullmatch(r"[A-Z]+", code) and place.is_file() else ""


@cache
def known_market(code: str) -> Market | None:
    """A country or a part of one as it comes with locmem, with its region's law; None for one that does not.

    Read once; whoever asks for one country waits for no other.
    """
    folder = _folder()
    if folder is None or not _CODE.match(code) or not (folder / f"{code}.yaml").is_file():
        return None
    regions = _regions(folder)
    profiles: dict[str, Profile] = {}
    try:
        for one in dict.fromkeys((country_of(code), code)):
            text = (folder / f"{one}.yaml").read_text(encoding="utf-8")
            profiles[one] = read_profile(text, f"{_SHOWN}/{one}.yaml", one, profiles, regions)
    except (InputErrors, OSError):
        return None  # A witness that cannot be read says nothing.
    return market_of(profiles[code], {})


@cache
def _regions(folder: Path) -> Regions:
    return load_regions(folder, _SHOWN, Problems())
