"""Signatures: somebody answers by name that the texts of a market keep an obligation, as both read on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed for which obligation of which market, on which day, and for which texts.

    obligation: its key.  on: the day, ISO.
    asked: the digest of what the obligation asks.
    texts: the documents on its topics: path, content locale and the digest of what the market's customers read there.
    note: what whoever signed wants to have said.
    """

    market: str
    obligation: str
    by: str
    on: str
    asked: str
    texts: tuple[tuple[str, str, str], ...]
    note: str = ""

    @property
    def locales(self) -> tuple[str, ...]:
        """The content locales it is given for."""
        return tuple(dict.fromkeys(locale for _, locale, _ in self.texts))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents it is given for, by path."""
        return tuple(dict.fromkeys(document for document, _, _ in self.texts))

    def texts_in(self, locale: str) -> dict[str, str]:
        """The digests of the documents in a locale, by path."""
        return {document: digest for document, of, digest in self.texts if of == locale}

    def __str__(self) -> str:
        return f"signed by {self.by} on {self.on}" + (f": {self.note}" if self.note else "")


Signatures = Mapping[tuple[str, str], Signature]
"""Signatures by the code of their market and the key of their obligation."""


def sign_command(market: str, obligation: str) -> str:
    """`locmem market sign` with an obligation, for messages."""
    return f"locmem market sign {market} {obligation}"
