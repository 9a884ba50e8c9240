"""Texts of one shape at n, 2n, 4n and 8n characters through every reader and writer: does the time grow faster?

Each reader and shape runs in a process of its own, with a limit on the processor's time: what grows with the square
of the text would otherwise take hours.  Only the time that process used counts, so other work does not matter.
"""

from __future__ import annotations

import gc
import io
import math
import os
import pickle
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from random import Random
from unittest import mock

from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.typed import leaks
from locmem.clock import FixedClock
from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.read_options import MAX_CHARACTERS
from locmem.content.verify import verify
from locmem.errors import LocmemError
from locmem.formats import po, tmx, xliff12, zendesk
from locmem.inline.compare import code_problems
from locmem.inline.editable import from_editable, from_numbered, numbered, to_editable
from locmem.inline.liquid import scan
from locmem.inline.protect import parse
from locmem.markets.load import load_markets
from locmem.model.inline import Syntax
from locmem.model.settings import SegmentMode
from locmem.render.html import sanitised, to_html
from locmem.segmentation.split import join, segments
from locmem.yamlfile import parse as parse_yaml
from tests.benchmarks.rows import ROOT
from tests.pipelines.shop import MOMENT, SETTINGS
from tests.trust.family import Control, Size, Tried
from tests.trust.hostile.growing_shapes import FILES, PROJECT_TEXTS, TEXTS

SIZES = (8_000, 16_000, 32_000, 64_000)
LONG_SIZES = (60_000, 120_000, 240_000, 480_000)
"""At these what goes through a text once for each unit shows, although each time is short."""

LONG_SHAPES = frozenset(
    {"paragraphs", "list items", "tables", "A. ", "pictures with words", "hard breaks", "{{ market.a }}", "<p> words"}
    | {"many keys", "saved replies", "JSON", "JSON lines", "entries", "units", "variants", "macros", "tickets"}
)
FACTOR = 2.3
"""How much longer twice the text may take."""

SURELY = 2.9
"""A growth beyond which nobody measures a second time."""

BELOW = 0.08
"""Seconds under which a time is not compared with another: it says more of the machine than of the text."""

LIMIT = 25
"""Seconds of the processor that one reader may take for one shape."""

LONG_LIMIT = 60
"""The same for the longest texts."""

NAME = "Time that grows with the text"
PROMISE = "No text makes a reader or a writer take time that grows faster than the text."

_FEW = 10

MEGABYTE, MEGABYTE_SECONDS = 1_000_000, 10.0
"""A text of this size is read, or written, in so many seconds; of a page the longest that is read at all counts."""

COMMANDS = 5
"""How many commands go over a whole project, each with the seconds of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How one reader takes one shape.

    seconds: for each size that was done.  refused: what was said where the text was refused at every size.
    sizes: the characters at which it was measured.
    """

    reader: str
    shape: str
    seconds: tuple[float, ...]
    refused: str = ""
    failed: str = ""
    sizes: tuple[int, ...] = SIZES

    @property
    def factor(self) -> float:
        """The largest growth between two sizes; 0 where all is too fast to say."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        found = [later / max(first, BELOW / 2) for first, later in pairs if later > BELOW]
        return max(found, default=0.0)

    @property
    def megabyte(self) -> float:
        """Seconds a command needs for a megabyte, or the longest page there may be, if it goes on as it did last."""
        if not self.seconds:
            return math.inf
        family = READERS[self.reader][0]
        longest = MAX_CHARACTERS if family in ("text", "project", "yaml") else MEGABYTE
        last, size = self.seconds[-1], self.sizes[len(self.seconds) - 1]
        exponent = max(1.0, math.log2(self.factor)) if self.factor else 1.0
        return float(last * (longest / size) ** exponent) / (COMMANDS if family == "project" else 1)

    @property
    def is_fine(self) -> bool:
        """Whether the time grows no faster than the text, or the text is refused."""
        if self.failed:
            return False
        if self.refused:
            return True
        return len(self.seconds) == len(self.sizes) and self.factor <= FACTOR and self.megabyte <= MEGABYTE_SECONDS


# Readers and writers


def _contents(text: str, kind: str) -> None:
    document = KINDS[kind].read(text, "page", ReadOptions())
    KINDS[kind].write(document, {number: unit.content for number, unit in enumerate(document.units)})


def _markdown(text: str) -> None:
    _contents(text, "markdown")


def _html(text: str) -> None:
    _contents(text, "html")


def _macro(text: str) -> None:
    inner = "".join(f"      {line}\n" for line in text.split("\n"))
    _contents(f"title: a\nactions:\n  - field: comment_value_html\n    value: |\n{inner}", "macro")


def _verified(text: str) -> None:
    verify(text, "page", "markdown", ReadOptions())


def _verified_html(text: str) -> None:
    verify(text, "page", "html", ReadOptions())


def _split(text: str) -> None:
    document = KINDS["markdown"].read(text, "page", ReadOptions())
    for locale in ("en", "ja"):
        for number, unit in enumerate(document.units):
            found = segments(unit, number, locale, SegmentMode.SENTENCE)
            join(found, [one.content for one in found], locale)


def _inline(text: str) -> None:
    for syntax in Syntax:
        content = parse(text, syntax, dialects=("percent", "ruby", "printf", "bracket", "handlebars"))
        from_editable(to_editable(content), content)
        from_numbered(numbered(content), content)
        code_problems(content, content)


def _target(text: str) -> None:
    """The text as what a translator wrote."""
    source = parse("One **two** [three](four).", Syntax.MARKDOWN)
    code_problems(source, from_editable(text, source))
    from_numbered(text, source)
    html = parse("One <b>two</b> <br>.", Syntax.HTML)
    code_problems(html, from_editable(text, html))


def _page(text: str) -> None:
    to_html(text, "Title", "en")


def _sanitised(text: str) -> None:
    sanitised(text)
    sanitised(f"{text}>")


def _liquid(text: str) -> None:
    scan(text)


@cache
def _lexicon() -> FactForms:
    markets = load_markets(ROOT / "markets", "markets", with_planned=False)
    return fact_forms(markets[:6], "en", MOMENT.date())


def _leaks(text: str) -> None:
    leaks(text, _lexicon(), "en")


def _project(text: str, name: str = "articles/page.md") -> None:
    """A page through sync, both gates, and rendering to all targets."""
    from locmem.model.finding import Gate
    from locmem.pipelines.check import CheckOptions, check
    from locmem.pipelines.publish import PublishOptions, Target, publish
    from locmem.pipelines.run import run_pipeline, run_step
    from locmem.workspace.project import open_project

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {
            "locmem.yaml": SETTINGS,
            "pipelines/sync.yaml": "steps: [collect, pretranslate]\n",
            f"content/{name}": text,
            "markets/ES.yaml": _PROFILE,
        }
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
        clock = FixedClock(MOMENT)
        run_pipeline(open_project(root, clock), Path("sync"))
        check(open_project(root, clock), CheckOptions(gate=Gate.RELEASE))
        for target in Target:
            options = PublishOptions(target=target)
            run_step(open_project(root, clock), "render", partial(publish, options=options))


_PROFILE = """\
market: ES
name: Spain
currency: EUR
locales: {es: {format: es-ES}}
facts: {}
"""


def _front_matter(text: str) -> None:
    _contents(f"---\n{text}\n---\n\nBody.\n", "markdown")


def _yaml(text: str) -> None:
    parse_yaml(text + "\n", "file.yaml")


def _yaml_macro(text: str) -> None:
    _contents(text, "macro")


def _json_macro(text: str) -> None:
    document = KINDS["macro"].read(text, "macros.json", ReadOptions())
    KINDS["macro"].write(document, {number: unit.content for number, unit in enumerate(document.units)})


def _po(text: str) -> None:
    po.write(po.read(text.encode(), "file.po"))


def _xliff(text: str) -> None:
    xliff12.write(xliff12.read(text.encode(), "file.xlf"))


def _tmx(text: str) -> None:
    tmx.write(tmx.read(io.BytesIO(text.encode()), "file.tmx"), source_locale="en")


def _desk(text: str) -> None:
    zendesk.read_export(text.encode(), "export.json")


READERS: Mapping[str, tuple[str, Callable[[str], None]]] = {
    "Markdown": ("text", _markdown),
    "HTML": ("text", _html),
    "macro": ("text", _macro),
    "words of Markdown": ("text", _verified),
    "words of HTML": ("text", _verified_html),
    "segments": ("text", _split),
    "inline": ("text", _inline),
    "target": ("text", _target),
    "html target": ("text", _page),
    "sanitised": ("text", _sanitised),
    "Liquid": ("text", _liquid),
    "leaks": ("text", _leaks),
    "project": ("project", _project),
    "front matter": ("yaml", _front_matter),
    "YAML": ("yaml", _yaml),
    "YAML macro": ("yaml", _yaml_macro),
    "JSON macro": ("json", _json_macro),
    "PO": ("po", _po),
    "XLIFF": ("xliff", _xliff),
    "TMX": ("tmx", _tmx),
    "help desk": ("desk", _desk),
}
"""Each reader with the shapes it takes."""

SHAPES: Mapping[str, Mapping[str, Callable[[int], str]]] = {"text": TEXTS, "project": PROJECT_TEXTS, **FILES}


def growth(reader: str, shape: str, sizes: Sequence[int] = SIZES, limit: int = LIMIT) -> Growth:
    """How `reader` takes `shape`; what takes longer than `limit` is stopped."""
    family, read = READERS[reader]
    text_of = SHAPES[family][shape]
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _run(read, [text_of(size) for size in sizes], theirs, limit)
    os.close(theirs)
    with os.fdopen(ours, "rb") as file:
        found: list[tuple[float, str, str]] = []
        while True:
            try:
                found.append(pickle.load(file))
            except (EOFError, pickle.UnpicklingError):
                break
    os.waitpid(child, 0)
    refusals = {refused for _, refused, _ in found}
    return Growth(
        reader=reader,
        shape=shape,
        seconds=tuple(seconds for seconds, _, _ in found),
        refused=found[-1][1] if found and "" not in refusals else "",
        failed=next((failed for _, _, failed in found if failed), ""),
        sizes=tuple(sizes),
    )


def quicker(one: Growth, other: Growth) -> Growth:
    """Both together, with the better time for each size."""
    longer = max(one.seconds, other.seconds, key=len)
    shared = tuple(map(min, one.seconds, other.seconds))
    return replace(one, seconds=shared + longer[len(shared) :])


def _run(read: Callable[[str], None], texts: Sequence[str], pipe: int, limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    try:
        with os.fdopen(pipe, "wb") as file:
            # What is loaded once is not the text's doing.
            _quietly(read, texts[0][:200])
            gc.collect()
            gc.freeze()
            for text in texts:
                begin = time.process_time()
                refused, failed = _quietly(read, text)
                pickle.dump((time.process_time() - begin, refused, failed), file)
                file.flush()
    finally:
        os._exit(0)


def _quietly(read: Callable[[str], None], text: str) -> tuple[str, str]:
    try:
        read(text)
    except LocmemError as error:
        return str(error)[:200] or "refused", ""
    except Exception as error:
        return "", f"{type(error).__name__}: {error}"[:200]
    return "", ""


def all_growths(
    readers: Collection[str] = (),
    shapes: Collection[str] = (),
    sizes: Sequence[int] = SIZES,
    limit: int = LIMIT,
) -> Iterator[Growth]:
    """Every reader with every shape it takes, or those named."""
    for reader, (family, _) in READERS.items():
        for shape in SHAPES[family]:
            if (not readers or reader in readers) and (not shapes or shape in shapes):
                found = growth(reader, shape, sizes, limit)
                # Other work on the machine slows a small part of a time; what is slow of itself stays so.
                for _ in range(2):
                    if found.is_fine or found.factor > SURELY or found.failed:
                        break
                    found = quicker(found, growth(reader, shape, sizes, limit))
                yield found


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every pair of reader and shape, then shapes of many units of more characters; SHORT: a few pairs, by seed."""
    if size is Size.SHORT:
        pairs = [(reader, shape) for reader, (family, _) in READERS.items() for shape in SHAPES[family]]
        chosen = Random(seed).sample([one for one in pairs if one[0] != "project"], _FEW)
        yield _tried(SIZES, [one for pair in chosen for one in all_growths([pair[0]], [pair[1]])])
        return
    yield _tried(SIZES, list(all_growths()))
    readers = [*READERS.keys() - {"project"}]
    yield _tried(LONG_SIZES, list(all_growths(readers, LONG_SHAPES, LONG_SIZES, LONG_LIMIT)))


def _tried(sizes: Sequence[int], found: Sequence[Growth]) -> Tried:
    return Tried(
        what=f"readers and writers with shapes of {sizes[0]:,} to {sizes[-1]:,} characters",
        tries=len(found),
        wrong=tuple(f"{one.reader}, {one.shape}: {told(one)}" for one in found if not one.is_fine),
        note=f"{len({one.shape for one in found})} shapes; at most x {FACTOR} for twice the text, a megabyte in "
        f"{MEGABYTE_SECONDS:.0f} s, or refused",
    )


def controls(seed: int) -> Iterator[Control]:
    """A reader that looks through all that came before at each sign."""
    del seed
    shapes = [*TEXTS][:2]
    with mock.patch.dict(READERS, {"careless": ("text", _careless)}):
        found = [one.is_fine for one in all_growths(["careless"], shapes)]
    yield Control(what="a reader whose time grows with the square", tries=len(found), seen=found.count(False))


def _careless(text: str) -> None:
    for place in range(0, len(text), 8):
        sum(map(ord, text[:place:16]))


def told(one: Growth) -> str:
    """One growth in a line."""
    times = " ".join(f"{seconds:.2f}" for seconds in one.seconds) or "nothing done"
    more = one.failed or one.refused or f"the longest {one.megabyte:.1f} s"
    return f"x {one.factor:.1f} ({times} s), {more}"
