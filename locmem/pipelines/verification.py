"""`content verify`: every file read, every segment replaced by itself, the bytes compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.content.kinds import ReadOptions
from locmem.content.read_options import require_readable
from locmem.content.verify import verify
from locmem.errors import InputErrors, Problem, UsageError
from locmem.model.progress import Progress, Silent, stretch_of
from locmem.model.wording import counted

_KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".yaml": "macro",
    ".yml": "macro",
    ".json": "macro",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """How many files came back identical, and what of a reader's words was seen.

    refused: why files are no valid text, or have parts that cannot be read; they are not counted among the files.
    """

    files: int
    identical: int
    different: tuple[str, ...]
    refused: tuple[Problem, ...]
    words_seen: int
    words_extracted: int

    @property
    def summary(self) -> str:
        """One line for people."""
        percent = 100 * self.words_extracted / self.words_seen if self.words_seen else 100.0
        text = f"{counted(self.files, 'file')}, {self.identical:,} identical, {percent:.1f} % of words"
        return (
            f"{text}, {counted(len({one.location.path for one in self.refused}), 'file')} refused"
            if self.refused
            else text
        )


def verify_paths(paths: Sequence[Path], progress: Progress | None = None) -> VerifyReport:
    """The report on all files of a known kind under `paths`.  Raises UsageError when there is none.

    progress: hears of how far the work is.
    """
    different: list[str] = []
    refused: list[Problem] = []
    files = seen = extracted = 0
    found = tuple(_files(paths))
    for path in stretch_of(progress or Silent(), "files", found, len(found)):
        try:
            text = textfile.read(path).text
            require_readable(text, str(path))
            verified = verify(text, str(path), _KINDS[path.suffix.lower()], ReadOptions())
        except InputErrors as error:
            refused += error.problems
            continue
        if verified.unread:
            # Bytes that nobody read come back, too: that proves nothing.
            refused += verified.unread
            continue
        files += 1
        seen += verified.words_seen
        extracted += verified.words_extracted
        if not verified.is_identical:
            different.append(str(path))
    if not files and not refused:
        raise UsageError(f"there is no {', '.join(sorted(_KINDS))} file there.")
    return VerifyReport(
        files=files,
        identical=files - len(different),
        different=tuple(different),
        refused=tuple(refused),
        words_seen=seen,
        words_extracted=extracted,
    )


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() in _KINDS and one.is_file())
        elif path.suffix.lower() in _KINDS:
            yield path
        elif path.exists():
            raise UsageError(f"{path}: files of this kind are not known. Known: {', '.join(sorted(_KINDS))}.")
        else:
            raise UsageError(f"{path}: there is no such file or folder.")
