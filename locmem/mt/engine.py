"""What a machine-translation engine is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class MtEngine(Protocol):
    """Translates plain text from one language into one other, on this machine.

    Its name goes into a draft's origin (`mt:apertium`); a stored answer counts only for the version that
    gave it.
    """

    @property
    def name(self) -> str:
        """As `locmem.yaml` spells it."""
        ...

    @property
    def version(self) -> str:
        """Program, model and options."""
        ...

    def translate(self, texts: Sequence[str]) -> tuple[str, ...]:
        """One answer a text, in order; blank for a blank text.

        A text is one paragraph without line breaks.  Raises EngineError when the engine fails; then no
        text of the call counts as answered.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStatus:
    """Whether an engine can draft a locale here.

    why: what is missing and how to get it; empty when ready.
    licence: under which terms the engine and its data come.
    note: what a reader of its drafts should know (register, variant), or empty.
    """

    name: str
    locale: str
    is_ready: bool
    why: str = ""
    licence: str = ""
    note: str = ""
