"""The colours of charts: each stands in a picture as it is, and on a page as a name that light and dark fill.

One accent, blue, in shades where order matters; orange and red where somebody has to look.  Neighbours differ in
lightness, so that they are told apart without colour.
"""

from __future__ import annotations

from typing import NamedTuple


class Ink(NamedTuple):
    """A colour on light ground, and the one in its place on dark ground."""

    light: str
    dark: str


INKS: dict[str, Ink] = {
    "ink": Ink("#1b1f24", "#e8eaed"),
    "muted": Ink("#57606b", "#a9b2bd"),
    "line": Ink("#e1e5ea", "#343b44"),
    "paper": Ink("#fffffe", "#15191e"),
    "blue-4": Ink("#0b3c6f", "#a8cdf5"),
    "blue-3": Ink("#1f66ad", "#6aa9e9"),
    "blue-2": Ink("#6ba3d8", "#3c78b8"),
    "blue-1": Ink("#b3d0ec", "#274d77"),
    "grey": Ink("#b4bcc6", "#5d6773"),
    "orange": Ink("#e39b1f", "#ecb957"),
    "red": Ink("#b3400e", "#dc5f2e"),
    "heat-0": Ink("#f4d9c8", "#5a3020"),
    "heat-1": Ink("#f8ead0", "#4e4023"),
    "heat-2": Ink("#dbe8f5", "#20344a"),
    "heat-3": Ink("#a9cbeb", "#25527f"),
    "heat-4": Ink("#1e64aa", "#8cbcf0"),
    "on-heat": Ink("#1b1f25", "#e8eaee"),
    "on-heat-4": Ink("#fffffd", "#0d1116"),
}
"""By name; no two have the same colour on light ground, so that a picture tells which is meant."""

NAMES = {ink.light: name for name, ink in INKS.items()}


def light(name: str) -> str:
    """The colour of a name on light ground."""
    return INKS[name].light


def heat(percent: float) -> str:
    """The name of the colour of a cell: five steps, all of which is its own."""
    steps = ((100, "heat-4"), (90, "heat-3"), (50, "heat-2"), (1, "heat-1"))
    return next((name for least, name in steps if percent >= least), "heat-0")


def rules() -> str:
    """The colours as properties of a style sheet, for both grounds."""
    bright = "".join(f"--{name}:{ink.light};" for name, ink in INKS.items())
    dark = "".join(f"--{name}:{ink.dark};" for name, ink in INKS.items())
    squares = "".join(f".legend .{name}{{background:var(--{name})}}" for name in INKS)
    return (
        f":root{{color-scheme:light dark;{bright}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{squares}\n"
    )
