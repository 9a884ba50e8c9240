"""What programs for PO do to a file without changing a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.formats.layouts import LAYOUTS, gettext
from tests.trust.returns.rewrites import ENCODINGS, LANGUAGES, PLACES, Lost, Rewrite, rewrite

_POEDIT = "X-Generator: Poedit 3.2.2\\n"


def _lines(change: Callable[[str], str | None]) -> Callable[[bytes], bytes]:
    """Changes line by line; None takes one out."""

    def apply(data: bytes) -> bytes:
        found = (change(line) for line in data.decode().split("\n"))
        return "\n".join(line for line in found if line is not None).encode()

    return apply


def _without(start: str) -> Callable[[bytes], bytes]:
    return _lines(lambda line: None if line.startswith(start) else line)


def _header(change: Callable[[list[str]], list[str]]) -> Callable[[bytes], bytes]:
    """Changes the lines of the header."""

    def apply(data: bytes) -> bytes:
        head, gap, rest = data.decode().partition("\n\n")
        lines = head.split("\n")
        first = next(n for n, line in enumerate(lines) if line.startswith('"'))
        return ("\n".join((*lines[:first], *change(lines[first:]))) + gap + rest).encode()

    return apply


def _header_without(name: str) -> Callable[[bytes], bytes]:
    return _header(lambda lines: [line for line in lines if not line.startswith(f'"{name}:')])


def _in_language(name: str) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(rb'"Language: [^"]*"', f'"Language: {name}\\\\n"'.encode(), data)


def _blocks(change: Callable[[list[str]], list[str]]) -> Callable[[bytes], bytes]:
    """Changes the order of the entries; header and end mark stay where they are."""

    def apply(data: bytes) -> bytes:
        head, *entries, end = data.decode().split("\n\n")
        return "\n\n".join((head, *change(entries), end)).encode()

    return apply


def _without_end(data: bytes) -> bytes:
    return data[: data.rindex(b"\n#~ msgctxt")]


def _joined_comments(data: bytes) -> bytes:
    """As Qt Linguist writes a file: the extracted comments of an entry are one line, and flags stand behind them."""
    return re.sub(r"(?m)(?:^#\. .*\n)+", lambda found: f"#. {' '.join(_said(found[0]))}\n", data.decode()).encode()


def _said(comments: str) -> Iterator[str]:
    return (line.removeprefix("#. ") for line in comments.splitlines())


def _noted(data: bytes) -> bytes:
    """A translator's comment above each entry."""
    return re.sub(r"(?m)^((?:#\. .*\n)+)", r"# Pregunta: ¿en serio?\n\1", data.decode()).encode()


def _between(data: bytes) -> bytes:
    """Comments that belong to no entry, and more than one empty line."""
    return data.replace(b"\n\n", b"\n\n\n# ---- checked ----\n\n")


def _utf16(data: bytes) -> bytes:
    return data.decode().replace("charset=UTF-8", "charset=UTF-16").encode("utf-16")


def _poedit(data: bytes) -> bytes:
    """As Poedit saves: wrapped, its own header lines added, dates and names filled in."""
    own = [f'"{_POEDIT}"', '"X-Poedit-Basepath: ..\\n"', '"X-Poedit-SearchPath-0: .\\n"']
    filled = _header(
        lambda lines: [
            *(re.sub(r'"Last-Translator: .*"', r'"Last-Translator: Ana <ana@example.org>\\n"', line) for line in lines),
            *own,
        ]
    )
    return filled(gettext("msgcat", "--width=77", data=data))


def _relaid(data: bytes) -> bytes:
    """As OmegaT writes a header: without the empty first string."""
    return data.replace(b'msgid ""\nmsgstr ""\n"', b'msgid ""\nmsgstr "', 1)


_OWN = "each own mark dropped in turn"

REWRITES: tuple[Rewrite, ...] = (
    rewrite("as it was"),
    rewrite("lines wrapped", LAYOUTS["msgcat 40"]),
    rewrite("header in another order", _header(lambda lines: lines[::-1])),
    *ENCODINGS,
    rewrite("UTF-16", _utf16),
    rewrite(_OWN, _header_without("X-Locmem-Handoff"), Lost.HANDOFF, name="X-Locmem-Handoff"),
    rewrite(_OWN, _header_without("X-Locmem-Document"), name="X-Locmem-Document"),
    rewrite(_OWN, _header_without("X-Locmem-Entries"), name="X-Locmem-Entries"),
    rewrite(_OWN, _header_without("X-Source-Language"), name="X-Source-Language"),
    rewrite(_OWN, _header_without("Language"), name="Language"),
    rewrite(_OWN, _header_without("Plural-Forms"), name="Plural-Forms"),
    rewrite(_OWN, _without("#. locmem:"), name="locmem's own line"),
    rewrite(_OWN, _without("#. "), Lost.CODES, name="extracted comments"),
    rewrite(_OWN, _without("#: "), name="references"),
    rewrite(_OWN, _without("#| "), name="previous sources"),
    rewrite(_OWN, _without_end, Lost.END, name="end mark"),
    rewrite(
        "all own marks dropped",
        lambda data: _without("#: ")(_without("#. ")(_header_without("X-")(_without_end(data)))),
        Lost.END,
        Lost.CODES,
        name="all own marks",
    ),
    rewrite("laid out anew", lambda data: re.sub(rb'(?m)^(msgid|msgstr) "(?=.)', rb'\1 ""\n"', data)),
    rewrite("units in another order", _blocks(lambda entries: entries[::-1])),
    rewrite("units in another order", LAYOUTS["msgcat sorted"], name="sorted"),
    rewrite("comments inside", _between),
    rewrite("notes of the translator", _noted),
    *(rewrite("language spelled otherwise", _in_language(one), name=one) for one in LANGUAGES),
    *PLACES,
    rewrite("saved by other libraries", LAYOUTS["msgcat"], name="msgcat"),
    rewrite("saved by other libraries", LAYOUTS["polib 78"], name="polib"),
    rewrite("saved by other libraries", LAYOUTS["translate-toolkit"], name="translate-toolkit"),
    rewrite("saved by other libraries", LAYOUTS["msgattrib no obsolete"], Lost.END, name="msgattrib"),
    rewrite("as OmegaT writes", LAYOUTS["omegat"]),
    rewrite("as OmegaT writes", _relaid, name="header of OmegaT"),
    rewrite("as Qt Linguist writes", _joined_comments, Lost.CODES),
    rewrite("as Poedit writes", _poedit),
)
