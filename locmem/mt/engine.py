"""What a machine-translation engine is, and what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Reads(Enum):
    """What of a question an engine reads beside its text; only that counts when an answer is stored."""

    TERMS = "terms"
    NEIGHBOURS = "neighbours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One text for an engine.

    text: one paragraph without line breaks; tokens stand in it for codes, and for what must not be sent.
    before, after: the source texts beside it in its document, empty where there are none.
    terms: words of the text with the words the glossary wants for them, in the order in which they stand there.
    hidden: what personal data became a token in the text, or a word beside it, by kind; a question is the same
        whatever was hidden.
    """

    text: str
    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = field(default=(), compare=False)

    def read_by(self, reads: frozenset[Reads]) -> Question:
        """The question without what an engine that reads no more than that makes no use of."""
        is_alone = Reads.NEIGHBOURS not in reads
        return Question(
            text=self.text,
            before="" if is_alone else self.before,
            after="" if is_alone else self.after,
            terms=self.terms if Reads.TERMS in reads else (),
            hidden=self.hidden,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How an engine wants to be asked.

    host: where texts go, as its owner calls it (`api.deepl.com`); empty where they stay on this machine.
    texts, characters: the most that one call of `translate` may hold; one call is one request.
    reads: what it makes use of.
    nearby: the most characters that it sends of a neighbour.
    whole: characters of the request that holds some questions, for an engine whose price is for all of it; None where
        it is for the texts alone.
    is_language: whether its answers are in the locale's language; of others nobody asks in which language they are, or
        whether they look like a translation.
    """

    host: str = ""
    texts: int = 100
    characters: int = 100_000
    reads: frozenset[Reads] = frozenset()
    nearby: int = 100_000
    whole: Callable[[Sequence[Question]], int] | None = None
    is_language: bool = True


class MtEngine(Protocol):
    """Translates plain text from one language into one other.

    Its name goes into a draft's origin (`mt:apertium`); a stored answer counts only for the version that
    gave it.
    """

    @property
    def name(self) -> str:
        """As `locmem.yaml` spells it, with its model behind a slash where it has several."""
        ...

    @property
    def version(self) -> str:
        """Program, model and options: all that makes its answers what they are."""
        ...

    @property
    def traits(self) -> Traits:
        """How it wants to be asked."""
        ...

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        """One answer a question, in order; blank for a blank text, None where the engine gave none.

        Makes one request.  Raises EngineError when the engine fails; then no question of the call counts as answered,
        and whether it is asked again is decided by `Asking`: Passing where that may help, TooLarge where fewer texts
        may.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStatus:
    """Whether an engine can draft a locale here.

    why: what is missing and how to get it; empty when ready.
    licence: under which terms the engine and its data come.
    note: what a reader of its drafts should know (register, variant), or empty.
    host: where texts go; empty where they stay on this machine.
    asks: what of its settings a clone could turn against its user, and is used only on the user's word: an address that
        is not the service's own, a program, a folder with models.
    """

    name: str
    locale: str
    is_ready: bool
    why: str = ""
    licence: str = ""
    note: str = ""
    host: str = ""
    asks: tuple[str, ...] = ()
