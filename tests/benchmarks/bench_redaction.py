"""Personal data before a text is sent: what of it is found, what is taken for it, and what reaches a host."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import parse
from locmem.markets.contacts import contacts_of
from locmem.markets.load import load_markets
from locmem.markets.profile import country_of
from locmem.model.inline import Syntax
from locmem.mt.guard import draft
from locmem.mt.layout import Slot, items_of
from locmem.mt.pieces import Surroundings
from locmem.mt.privacy import Personal
from tests.benchmarks.personal_items import Item, items
from tests.benchmarks.rows import ROOT, SHARED, Row, share
from tests.mt.posting import posting

NAME = "Personal data before a text is sent"
SEED, OTHER_SEEDS = 20261121, (11, 12, 13)
ITEMS, REAL, SENT = 2_000, 5_000, 2_000
CORPUS = (("en", "en-es", 0), ("es", "en-es", 1), ("pt-BR", "en-pt-BR", 1), ("ja", "en-ja", 1))


def measure(quick: bool) -> Iterator[Row]:
    """Made-up items found, by kind and seed; alarms on real text, by language; bytes that reached a host."""
    markets = load_markets(ROOT / "markets", "markets")
    regions = tuple(sorted({country_of(market.code) for market in markets}))
    personal = Personal(known=contacts_of(markets), regions=regions)
    made = tuple(items(markets, SEED, ITEMS))
    found, all_of, missed = Counter[str](), Counter[str](), list[Item]()
    for item in made:
        is_whole = is_found(item, personal)
        all_of[item.kind] += 1
        found[item.kind] += is_whole
        missed += [] if is_whole else [item]
    note = f"in the forms of {len(markets)} markets and {len({item.language for item in made})} languages, seed {SEED}"
    yield Row(
        what="items found whole",
        value=share(found.total(), all_of.total(), digits=2),
        goal="99.5 %",
        note=note + "".join(f"; missed: {item.text!r}" for item in missed[:5]),
    )
    for kind in all_of:
        yield Row(what=f"… {kind}", value=share(found[kind], all_of[kind]))
    for seed in () if quick else OTHER_SEEDS:
        more = [is_found(item, personal) for item in items(markets, seed, ITEMS)]
        value = share(sum(more), len(more), digits=2)
        yield Row(what=f"items found whole, seed {seed}", value=value, goal="99.5 %")
    for what, texts in real_texts(REAL // 10 if quick else REAL):
        alarms = Counter(kind for text in texts for kind in {slot.kind for slot in _slots(text, personal)})
        hit = sum(bool(_slots(text, personal)) for text in texts)
        kinds = ", ".join(f"{count} {kind}" for kind, count in alarms.most_common())
        note = f"addresses and numbers that do stand there count as alarms: {kinds}" if kinds else ""
        yield Row(what=f"alarms on {what}", value=share(hit, len(texts), digits=2), goal="1 % at most", note=note)
    yield from _sent(made[: 200 if quick else SENT], personal)


def is_found(item: Item, personal: Personal) -> bool:
    """Whether every letter and digit of what must not leave is covered."""
    start = item.text.index(item.secret)
    covered = {place for one in personal.found_in(item.text) for place in range(one.start, one.end)}
    places = range(start, start + len(item.secret))
    return all(place in covered for place in places if item.text[place].isalnum())


def _slots(text: str, personal: Personal) -> list[Slot]:
    """The personal data of a text as it would be drafted, its codes left out."""
    slots = items_of(parse(text, Syntax.MARKDOWN), personal.found_in)
    return [one for one in slots if isinstance(one, Slot) and one.kind]


def real_texts(count: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Real texts by where they are from: lines of the corpus where it is there, then this project's own content."""
    for language, name, column in CORPUS:
        place = SHARED / "corpus" / f"{name}.tsv.gz"
        if place.exists():
            with gzip.open(place, "rt", encoding="utf-8") as lines:
                rows = [line.split("\t")[column] for line in lines]
            yield f"real {language} lines", Random(SEED).sample(rows, min(count, len(rows)))
    own: list[str] = []
    for kind, pattern in (("markdown", "articles/**/*.md"), ("macro", "macros/**/*.yaml")):
        for path in sorted((ROOT / "content").glob(pattern)):
            document = KINDS[kind].read(path.read_text(encoding="utf-8"), path.name, ReadOptions())
            own += [unit.content.native for unit in document.units]
    yield "this project's own texts", own


def _sent(made: Sequence[Item], personal: Personal) -> Iterator[Row]:
    """What of the items reaches a host, in texts, neighbours and terms, and whether each text comes back whole."""
    sources = [parse(item.text, Syntax.PLAIN) for item in made]
    around = [
        Surroundings(before=before.text, after=after.text, terms=((item.secret, item.secret),))
        for before, item, after in zip((made[-1], *made), made, (*made[1:], made[0]), strict=False)
    ]
    with posting() as engine:
        drafts = draft(engine, sources, around, personal=personal)
        seen = "\n".join(engine.requests)
    leaked = sum(len(item.secret.encode()) for item in made if len(item.secret) > 4 and item.secret in seen)
    yield Row(
        what="bytes of made-up personal data that reached a host",
        value=str(leaked),
        goal="0",
        note=f"{len(made):,} texts in {len(engine.requests)} requests of {len(seen.encode()):,} bytes, "
        "neighbours and terms too; data of five signs or more",
    )
    whole = sum(one.target is not None and one.target.text == item.text for one, item in zip(drafts, made, strict=True))
    yield Row(what="texts that came back with all of it", value=share(whole, len(made)), note="an engine that echoes")
