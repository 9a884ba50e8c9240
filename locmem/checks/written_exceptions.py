"""What people write beside a text to say that a finding is meant so, wherever they write it.

# locmem:ok end-punctuation The brand has no dot at its end.        a comment of an entry in a catalog
<!-- locmem:ok fact-typed-in until 2027-01-31 Klarna itself is meant. -->      above a block of Markdown or HTML
locmem: {ok: ["fact-typed-in This article is about Klarna."]}           in front matter, and in a macro

Of a check that finds several kinds of things, `says` names the one that is meant by a piece of the finding's text:
`fact-typed-in says "Klarna" until 2027-01-31 Klarna itself is meant.`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.checks.places import entry_location
from locmem.errors import Location
from locmem.model.document import Remark
from locmem.model.gate_rules import GateException
from locmem.model.translation import MEANT
from locmem.textfile import position

FORM = 'CHECK [says "WORDS"] [until 2027-01-31] reason'

_SAYS = r"""says\s+(?:"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”|(?P<open>["“])):?(?:\s+|\Z)?"""
_SAID = re.compile(
    rf"(?P<check>[^\s:]*):?\s*(?:{_SAYS})?(?:until\s+(?P<until>\S+?):?(?:\s+|\Z))?(?P<reason>.*)\Z", re.DOTALL
)
_COMMENT = re.compile(rf"^[ \t>]*<!--\s*{MEANT}(?=\s)(?P<said>(?:(?!-->).)*)-->[ \t]*$", re.MULTILINE | re.DOTALL)
_BLANK = re.compile(r"^[ \t>]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An exception as somebody wrote it.

    document: by path under the content folder.  occurrence, locale: of the entry it stands beside, empty elsewhere.
    lines: the first and the last line of the block below the comment that it stands in; (0, 0) elsewhere.
    is_own: whether the entry is the locale's own; what a variant inherits is told of in its base.
    """

    remark: Remark
    document: str
    occurrence: str = ""
    locale: str = ""
    lines: tuple[int, int] = (0, 0)
    is_own: bool = True


def written_in(workspace: Workspace) -> tuple[Written, ...]:
    """What is written in the documents of a workspace and in their catalogs."""
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in workspace.pairs}
    return (
        *(one for source in workspace.sources for one in _in_source(source)),
        *(one for pair in workspace.pairs for one in _in_catalog(pair, pairs)),
    )


def exception_of(written: Written, known: Collection[str]) -> GateException | str:
    """What was written as an exception; a sentence about what is wrong where it is none.

    known: the names of the checks there are.
    """
    found = _SAID.match(" ".join(written.remark.text.split()))
    assert found is not None
    check, until, reason = found["check"], found["until"], found["reason"]
    says = found["straight"] or found["curly"] or ""
    if not check:
        return "it names no check"
    if check not in known:
        near = get_close_matches(check, known, n=1)
        return f"there is no check `{check}`" + (f"; did you mean `{near[0]}`?" if near else "")
    try:
        expires = date.fromisoformat(until) if until else None
    except ValueError:
        return f"{until!r} is no day"
    if found["open"]:
        return "the quote behind `says` is not closed"
    if not says.strip() and (found["straight"] is not None or found["curly"] is not None):
        return "`says` quotes nothing"
    if not any(sign.isalnum() for sign in reason):
        return f"it does not say why `{check}` is not to count here"
    return GateException(
        check=check,
        reason=reason,
        document=written.document,
        occurrence=written.occurrence,
        expires=expires,
        says=says.strip(),
        locale=written.locale,
        lines=written.lines,
        location=written.remark.location,
    )


def _in_source(source: Source) -> Iterator[Written]:
    for remark in source.document.exceptions:
        place = replace(remark.location, path=source.file)
        yield Written(remark=Remark(text=remark.text, location=place), document=source.path)
    text = source.document.text
    for found in _COMMENT.finditer(text) if MEANT in text else ():
        line, column = position(text, text.index("<!--", found.start()))
        first = position(text, found.end())[0] + 1
        blank = _BLANK.search(text, min(len(text), found.end() + 1))
        last = position(text, blank.start())[0] if blank else first
        place = Location(path=source.file, line=line, column=column)
        yield Written(
            remark=Remark(text=found["said"], location=place), document=source.path, lines=(first, max(first, last))
        )


def _in_catalog(pair: Pair, pairs: Mapping[tuple[str, str], Pair]) -> Iterator[Written]:
    """What stands beside the entries of a pair, and beside those of its base that it inherits."""
    for index, entry in enumerate(pair.catalog.entries):
        base = pairs.get((pair.source.path, entry.inherited)) if entry.inherited else None
        beside = base.catalog.entries[index] if base else entry
        for said in beside.meant:
            yield Written(
                remark=Remark(text=said, location=entry_location(base or pair, beside)),
                document=pair.source.path,
                occurrence=entry.occurrence,
                locale=str(pair.locale),
                is_own=base is None,
            )
