"""TMX files in and out of the memory."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.digests import row_digest
from locmem.errors import UsageError
from locmem.formats import tmx
from locmem.formats.tmx import TmxUnit
from locmem.memory.admission import Rejected
from locmem.memory.kept_pairs import identity
from locmem.memory.tmx_entries import read_sound, unit
from locmem.model.match import MADE_FOR, Trust
from locmem.model.tags import LanguageTag, language_of, tag_and_more
from locmem.model.wording import counted
from locmem.values.locales import meant_by
from locmem.workspace.project import Project
from locmem.workspace.remembering import FOLDER, offered
from locmem.workspace.writing import Run

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxImport:
    """A TMX brought in: its place in the project, its pairs, their locales, and what gave no pair.

    path: empty where no locale of the project reads any of it, so that nothing was taken in.
    given: pairs and broken variants of the file, the sum of pairs, repeated and rejected.  pairs: different ones.
    repeated: the same texts once more, of which the memory keeps the last.  rejected: each with its line and reason.
    locales: pairs by the declared locale that reads them, or one that is named under `fallbacks`.
    offered: pairs by the locale they were made for and the declared one they are offered for as drafts.
    unclear: pairs by a locale that may mean several declared ones, with these.  unused: pairs by a locale that none of
    the project reads.  left_out: codes of another tool that one side of a pair lacks, by the line of the unit.
    """

    path: str
    given: int
    pairs: int
    repeated: int
    locales: tuple[tuple[str, int], ...]
    rejected: tuple[str, ...]
    offered: tuple[tuple[str, str, int], ...] = ()
    unclear: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    unused: tuple[tuple[str, int], ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether something of the file did not come in that may have been meant to."""
        return bool(self.rejected or self.unclear or self.unused or not self.locales)

    @property
    def summary(self) -> str:
        """One line for people."""
        shares = [f"{counted(count, 'pair')} in {locale}" for locale, count in self.locales]
        text = f"{self.path or 'nothing taken in'}: {', '.join(shares) or 'no pair that a locale of the project reads'}"
        text += f", {self.repeated} repeated" if self.repeated else ""
        return f"{text}, {len(self.rejected)} rejected" if self.rejected else text

    @property
    def remarks(self) -> tuple[str, ...]:
        """What becomes of pairs in locales the project does not declare, and what to do, a line for each locale."""
        offered = (
            f"{counted(count, 'pair')} in {tag} {_are(count)} offered as drafts for {locale}, with points taken off "
            "for the other variant. Declare the locale where it is one of its own."
            for tag, locale, count in self.offered
        )
        unclear = (
            f"{counted(count, 'pair')} in {tag} may be for {' or '.join(locales)}, so {_are(count)} offered for none. "
            f"Bring the file in again and say which: `--as {locales[0]}`."
            for tag, locales, count in self.unclear
        )
        unused = (
            f"{counted(count, 'pair')} in {tag} {_are(count)} never offered: no locale of locmem.yaml reads "
            f"{tag}. Add it to `locales`, name it under `fallbacks` of the locale it may stand in for, or bring the "
            "file in with `--as` and that locale."
            for tag, count in self.unused
        )
        left_out = (
            f"codes of another tool, left out of a pair because one side lacks them: {what}" for what in self.left_out
        )
        return (*offered, *unclear, *unused, *left_out)


def import_tmx(run: Run, file: Path, name: str = "", locale: str = "") -> TmxImport:
    """A TMX file taken into `content/memory/`, so that every clone has it.

    Its pairs are imported, not confirmed: they are proposed as drafts.  A broken unit is rejected by itself.  A file of
    which no locale reads a pair is not taken in.
    locale: the declared one that is meant by its language without, with another, or with a region, empty to ask.
    Raises InputErrors when the file is cut off or no TMX, and nothing is taken in; UsageError for a name that is
    a declared locale (those files are the project's own) or not a plain file name, and for a locale whose language the
    file does not hold.
    """
    project = run.project
    data = textfile.read_bytes(file)
    chosen = name or file.stem
    if not _NAME.match(chosen) or chosen in project.settings.locales:
        raise UsageError(f"{chosen!r} cannot be the name of a TMX here. Give another with --name, such as old-agency.")
    path = f"{FOLDER}/{chosen}.tmx"
    if locale:
        data = _as_locale(project, data, str(file), project.declared([locale])[0])
    left_out: list[str] = []

    def told(line: int, codes: tuple[str, ...]) -> None:
        left_out.append(f"line {line}: {' '.join(codes)[:60]}")

    source_locale = project.settings.source_locale
    given = 0
    broken: list[Rejected] = []
    # Of each pair only what is counted is kept, and a digest in the place of its texts: a file may have a million.
    pairs: dict[bytes, tuple[str, str]] = {}
    for pair in read_sound(io.BytesIO(data), str(file), source_locale, Trust.IMPORTED, told):
        given += 1
        if isinstance(pair, Rejected):
            broken.append(pair)
        else:
            one = offered(project, pair)
            pairs[row_digest(*identity(pair))] = one.locale, one.made_for
    held = Counter(pairs.values())
    read = {*project.settings.locales, *(tag for tags in project.settings.fallbacks.values() for tag in tags)}
    locales = Counter[str]()
    for (tag, _), count in held.items():
        locales[tag] += count if tag in read else 0
    is_read = any(locales.values())
    # Beside en-US as the source, en-GB is another wording of it, which nobody expects to be translated into.
    others = {
        tag: count
        for (tag, _), count in sorted(held.items())
        if tag not in read and (not is_read or language_of(tag) != language_of(source_locale))
    }
    meant = {tag: meant_by(tag, project.settings.locales) for tag in others}
    if is_read:
        project.folder.write(path, data)
    return TmxImport(
        path=path if is_read else "",
        given=given,
        pairs=len(pairs),
        repeated=given - len(broken) - len(pairs),
        locales=tuple(sorted((+locales).items())),
        rejected=tuple(map(_rejection, broken)),
        offered=tuple((tag, locale, count) for (locale, tag), count in sorted(held.items()) if locale != tag),
        unclear=tuple((tag, meant[tag], count) for tag, count in others.items() if meant[tag]),
        unused=tuple((tag, count) for tag, count in others.items() if not meant[tag]),
        left_out=tuple(left_out),
    )


def _as_locale(project: Project, data: bytes, path: str, locale: LanguageTag) -> bytes:
    """The file with its texts in the language of a locale in just that one, those in other declared locales left."""
    found = read_sound(io.BytesIO(data), path, project.settings.source_locale, Trust.IMPORTED)
    # The texts of translations: where the file has the source's language too, that is not meant.
    targets = {pair.locale for pair in found if not isinstance(pair, Rejected)}
    spelled = {
        variant.locale: tag
        for unit in tmx.read(io.BytesIO(data), path)
        for variant in unit.variants
        if (tag := _tag(variant.locale)) in targets and language_of(tag) == language_of(locale)
    }
    if not spelled:
        raise UsageError(f"{path} holds no text in the language of {locale}. Leave out --as, or name another.")
    names = {name: (locale, tag) for name, tag in spelled.items() if tag not in project.settings.locales}
    return tmx.renamed(data, path, names, MADE_FOR) if names else data


def _tag(spelled: str) -> str:
    try:
        return tag_and_more(spelled)[0]
    except ValueError:
        return ""


def _rejection(one: Rejected) -> str:
    text = f" ({one.source_text[:60]})" if one.source_text else ""
    return f"line {one.line}{text}: {one.why}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def export_tmx(project: Project, file: Path, locales: Sequence[LanguageTag]) -> int:
    """How many pairs were written to a TMX file: what the memory holds in these locales."""
    count = 0

    def read() -> Iterator[TmxUnit]:
        nonlocal count
        for locale in locales:
            for entry in project.memory.entries(locale):
                count += 1
                yield unit(entry)

    project.folder.named(file)
    textfile.write_pieces(file, tmx.pieces(read(), source_locale=project.settings.source_locale))
    return count
