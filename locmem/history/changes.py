"""What a run changed, as values."""

from __future__ import annotations

from dataclasses import dataclass

from locmem.history.transitions import transition


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file a run wrote: its bytes before and after, None where there was or is no file.

    path: posix path from the project's folder.
    """

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """One target a run changed, or took in as somebody had written it: what stood there and what stands there now.

    before: empty where nothing stood there, and where by `before_state` something did that nobody knows any more.
    before_state, after_state: as of `locmem.history.transitions`.
    origin, before_origin: who or what made the text and the one before it (`mt:apertium`, `tm`, `human`), the latter
        empty where that is not known.
    who: the translator of the job, or the login name of whoever decided; empty where no person did, or nobody knows.
    moved_from: the document in which the segment stood before the run; empty where it is the same.
    undoing: `taken back` in a run that undid another, `done again` in one that undid an undoing, else empty.
    before_origin, who, moved_from, undoing: given by the journal.
    """

    locale: str
    document: str
    occurrence: str
    before: str
    before_state: str
    after: str
    after_state: str
    origin: str
    before_origin: str = ""
    who: str = ""
    moved_from: str = ""
    undoing: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the text that stood there before is known."""
        return bool(self.before) or self.before_state in ("", "untranslated")

    @property
    def key(self) -> str:
        """The segment's key as commands take it: `articles/refunds.md#k3f9xx`."""
        return f"{self.document}#{self.occurrence}"

    @property
    def what(self) -> str:
        """What it is, in words."""
        is_same = (self.before, self.before_state) == (self.after, self.after_state)
        found = transition(self.before_state, self.after_state)
        said = found.value if found else f"{self.before_state or 'new'} to {self.after_state or 'gone'}"
        parts = [self.undoing or ("" if self.moved_from and is_same else said)]
        if self.moved_from:
            parts.append(f"moved here from {self.moved_from}")
        return ", ".join(filter(None, parts))

    @property
    def by(self) -> str:
        """Who or what made the text, and over what of whom, in words."""
        parts = [_maker(self.origin)]
        if self.who:
            parts.append(f"({self.who})")
        if self.before_origin not in ("", "none", self.origin):
            parts.append(f"in place of what {_maker(self.before_origin)} made")
        return " ".join(parts)


def _maker(origin: str) -> str:
    """An origin in words: `mt:apertium` is apertium, whatever else it names is told as it is."""
    kind, _, name = origin.partition(":")
    return {"human": "a person", "tm": "the memory", "mt": name or "a machine"}.get(kind, origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedRecord:
    """A part of the journal that is not what was written: the run's id, empty where it is none's, and what it told."""

    run: str
    what: str

    def __str__(self) -> str:
        return f"run {self.run}: {self.what}" if self.run else self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run as the journal knows it.

    status: `writing` while files are being written, then `done`, or `undone`; `damaged` where any of its records is
    not what was written.  who: the login name of whoever
    started it, empty where it is not known.
    """

    id: str
    pipeline: str
    started: str
    status: str
    summary: str
    files: int
    targets: int
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A target a run confirmed."""

    run: str
    started: str
    locale: str
    document: str
    occurrence: str
    target: str
    origin: str
