"""Texts for tests of the functions that find flaws; more of them stand in the files of cases."""

from __future__ import annotations

from locmem.checks.texts.flaw import Find, Flaw
from locmem.checks.texts.text import Text


def text(source: str, target: str, locale: str = "es", **more: str) -> Text:
    """An English source and its translation."""
    return Text(source=source, target=target, source_locale="en", locale=locale, native=target, **more)  # type: ignore[arg-type]


def flaws(find: Find, source: str, target: str, locale: str = "es") -> list[Flaw]:
    """What a function finds."""
    return list(find(text(source, target, locale)))


def stays_mended(find: Find, source: str, target: str, locale: str = "es") -> str:
    """The target without its flaws, in which the same function finds nothing more."""
    mended = target
    while found := flaws(find, source, mended, locale):
        better = found[0].mended(text(source, mended, locale))
        assert better is not None
        assert better != mended
        mended = better
    return mended
