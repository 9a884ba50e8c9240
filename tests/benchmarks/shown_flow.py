"""What a project shows its translators after its sources changed: the whole way, from files to files.

The older pages and their translations are brought in as `locmem content align` does, the project is synced, the newer
pages are put in place and the project is synced again.  What then stands in the catalogs and in exported files is
what a translator sees.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem.exchange.answers import Answer
from locmem.exchange.incoming import read_return
from locmem.exchange.outgoing import ExchangeFormat
from locmem.formats import po
from locmem.inline.protect import parse
from locmem.model.inline import Code, Inline, Syntax
from locmem.model.settings import SegmentMode
from locmem.pipelines.align import AlignOptions, align_translations
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.similarity import similarity
from tests.benchmarks.histories import History
from tests.pipelines.shop import PIPELINES, Shop

_SETTINGS = """\
project: Two versions
source_locale: en
locales: [{locale}]
content:
  - name: pages
    files: articles/**/*.md
    kind: markdown
    fields: [title, linkTitle, description]
    segment: {mode}
"""
_MATCH = re.compile(r"\bmatch=(\d+)")
_KEPT_AS_IT_WAS = re.compile(r"\bstale=(?!.*\bwas=)")
"""Of a stale text in whose place nothing is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A segment of a page as its catalog shows it.

    context: what tells it from the others of its page.  shown: the target a translator sees, empty for none.
    percent: how near the memory says it is, or else how like the text it was made for is to the source, 0 to 100.
    is_done: whether it counts as translated, so that nobody looks at it.
    """

    document: str
    context: str
    source: str
    shown: str
    percent: float
    is_done: bool

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of the project."""
        return self.document, self.context


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What a project showed before and after its sources changed.

    aligned: what became of the segments of the older pages when their translations were brought in.
    exported: of the segments that were handed out, how many there are, and how many say in the exported PO and in the
    exported XLIFF file what their catalog shows.
    """

    before: tuple[Place, ...]
    after: tuple[Place, ...]
    aligned: Mapping[str, int]
    exported: tuple[int, int, int]

    @property
    def memory(self) -> list[Place]:
        """The pairs that were confirmed before the change."""
        return [place for place in self.before if place.is_done]

    @property
    def changed(self) -> list[Place]:
        """The segments whose text their page did not have before."""
        known = {(place.document, place.source) for place in self.before}
        return [place for place in self.after if (place.document, place.source) not in known]

    def unchanged(self) -> Iterator[tuple[Place, str]]:
        """The segments whose text their page has as often as before, each with the target it was confirmed with."""
        old = Counter((place.document, place.source) for place in self.before)
        new = Counter((place.document, place.source) for place in self.after)
        targets: dict[tuple[str, str], list[Place]] = {}
        for place in self.before:
            targets.setdefault((place.document, place.source), []).append(place)
        seen: Counter[tuple[str, str]] = Counter()
        for place in self.after:
            text = place.document, place.source
            if old[text] == new[text]:
                known = targets[text][seen[text]]
                seen[text] += 1
                if known.is_done:
                    yield place, known.shown


def run_flow(history: History, root: Path, mode: SegmentMode, more: str = "") -> Flow:
    """The history's way through a project in `root`; more: further lines of the settings of its content set."""
    shop = Shop(root / "project")
    shop.write("locmem.yaml", _SETTINGS.format(locale=history.locale, mode=mode.value) + more)
    shop.write("pipelines/sync.yaml", PIPELINES["sync"])
    theirs = Shop(root / "translations")
    for name, version in history.documents.items():
        shop.write(f"content/articles/{name}", version.before)
        theirs.write(name, version.translated)
    shop.run()
    options = AlignOptions(locale=history.locale)
    _, aligned = run_step(
        shop.open(), "align", lambda run: align_translations(run, Path("content/articles"), theirs.root, options)
    )
    shop.run()
    before = tuple(_places(shop, history.locale))
    for name, version in history.documents.items():
        shop.write(f"content/articles/{name}", version.now)
    shop.run()
    after = tuple(_places(shop, history.locale))
    return Flow(before=before, after=after, aligned=aligned.counts, exported=_exported(shop, after))


def _places(shop: Shop, locale: str) -> Iterator[Place]:
    folder = shop.root / "content/translations" / locale / "articles"
    for path in sorted(folder.glob("*.po")):
        for entry in po.read(path.read_bytes(), path.name).entries:
            yield Place(
                document=path.stem,
                context=entry.context,
                source=entry.source,
                shown=entry.target,
                percent=_percent(entry),
                is_done=bool(entry.target) and not entry.is_fuzzy,
            )


def _percent(entry: po.PoEntry) -> float:
    if not entry.target:
        return 0.0
    marks = entry.extracted[-1]
    if (found := _MATCH.search(marks)) and not _KEPT_AS_IT_WAS.search(marks):
        return float(found[1])
    return float(similarity(entry.previous_source, entry.source)) if entry.previous_source else 100.0


def _exported(shop: Shop, shown: Sequence[Place]) -> tuple[int, int, int]:
    by_key = {(place.document, place.context.partition("#")[2]): place for place in shown}
    written = _handed_out(shop, ExchangeFormat.PO)
    marked = _handed_out(shop, ExchangeFormat.XLIFF)
    same = sum(answer.text == by_key[key].shown for key, answer in written.items())
    alike = sum(_is_alike(answer.content, by_key[key].shown) for key, answer in marked.items())
    return len(written), same, alike if marked.keys() == written.keys() else 0


def _handed_out(shop: Shop, format: ExchangeFormat) -> dict[tuple[str, str], Answer]:
    folder = shop.root / f"handed-{format.value}"
    options = HandoffOptions(format=format, folder=folder.name, again=True)
    run_step(shop.open(), "export", lambda run: hand_off(run, options))
    return {
        (returned.document.removeprefix("articles/"), answer.occurrence): answer
        for path in sorted(folder.rglob(f"*{format.suffix}"))
        for returned in read_return(path.read_bytes(), path.name)
        for answer in returned.answers
    }


def _is_alike(content: Inline | None, shown: str) -> bool:
    """Whether an XLIFF target has the words of a catalog's, and as many codes: it does not say how they are written."""
    if content is None or not shown:
        return content is None and not shown
    # In front matter markup is text like any other.
    return _as_seen(content) in (_as_seen(parse(shown, Syntax.MARKDOWN)), (shown, 0))


def _as_seen(content: Inline) -> tuple[str, int]:
    codes = [part for part in content.parts if isinstance(part, Code) and not part.is_text]
    return content.text, len(codes)
