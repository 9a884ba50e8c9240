"""What every market's pages say on three days: `python -m tests.render.golden` writes it anew.

For each market one file with the lines of six articles in which facts stand, for each of its locales; for the second
and third day only the lines that differ from the day before.  Whole pages would be forty times as long, and nobody
would read them.  The wording around the facts is the source's; facts count as verified, because an unverified one
would hold its page back, and what is looked at here are windows and formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from locmem.content.kinds import KINDS, ReadOptions
from locmem.errors import RenderError
from locmem.markets.load import load_markets
from locmem.model.document import Document
from locmem.model.fact import Confidence, Evidence, Fact, FactValue, Market, MarketLocale
from locmem.render.page import PageRequest, render_page

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "golden"
DAYS = (date(2024, 6, 30), date(2026, 11, 21), date(2027, 1, 15))
ARTICLES = (
    "tax-in-prices",
    "payment-methods",
    "complaints",
    "data-access-request",
    "return-an-order",
    "delivery-times",
)


def markets() -> tuple[Market, ...]:
    """All markets, those only planned too."""
    return load_markets(ROOT / "markets", "markets")


def sources() -> dict[str, Document]:
    """The six articles by name."""
    folder = ROOT / "content" / "articles"
    texts = {name: (folder / f"{name}.md").read_text(encoding="utf-8") for name in ARTICLES}
    options = ReadOptions(fields=("title", "description"))
    return {name: KINDS["markdown"].read(text, f"articles/{name}.md", options) for name, text in texts.items()}


def written(market: Market, documents: dict[str, Document]) -> str:
    """The file of one market."""
    lines = [f"# {market.code}: lines with facts on {', '.join(map(str, DAYS))}. See golden.py; written by a command."]
    for locale in market.locales:
        for name, document in documents.items():
            lines += _of_article(market, locale, name, document)
    return "\n".join(lines) + "\n"


def fact_lines(market: Market, locale: MarketLocale, document: Document, day: date) -> tuple[str, ...]:
    """The lines of a rendered page that its source does not have, without empty ones; of one that is kept back why."""
    text = document.text
    request = PageRequest(
        document=document,
        text=text,
        kind="markdown",
        market=_verified(market, day),
        locale=locale,
        day=day,
        verified_days=180,
    )
    try:
        page = render_page(request)
    except RenderError as error:
        # A market that is planned may lack a fact yet.
        return tuple(f"not published: {line.partition(f' on {day}')[0]}." for line in str(error).splitlines())
    own = set(text.splitlines())
    return tuple(line for line in page.text.splitlines() if line.strip() and line not in own)


def _of_article(market: Market, locale: MarketLocale, name: str, document: Document) -> Iterator[str]:
    before: tuple[str, ...] = ()
    for day in DAYS:
        lines = fact_lines(market, locale, document, day)
        if not before:
            yield f"\n## {locale.content} ({locale.format}), {name}, {day}"
            yield from lines
        elif lines != before:
            yield f"\n## {locale.content} ({locale.format}), {name}, {day}"
            yield from (f"- {line}" for line in before if line not in lines)
            yield from (f"+ {line}" for line in lines if line not in before)
        before = lines


def _verified(market: Market, day: date) -> Market:
    facts = {path: _sure(fact, day) for path, fact in market.facts.items()}
    return replace(market, facts=facts, company={path: _sure(fact, day) for path, fact in market.company.items()})


def _sure(fact: Fact, day: date) -> Fact:
    return replace(fact, values=tuple(_sure_value(value, day) for value in fact.values))


def _sure_value(value: FactValue, day: date) -> FactValue:
    evidence = Evidence(source=value.evidence.source, verified_on=day, confidence=Confidence.PRIMARY)
    if isinstance(value.value, tuple):
        return replace(value, evidence=evidence, value=tuple(replace(item, evidence=evidence) for item in value.value))
    return replace(value, evidence=evidence)


def main() -> None:
    """Write every file, and remove those of markets that are no more."""
    FOLDER.mkdir(exist_ok=True)
    documents, found = sources(), markets()
    for path in FOLDER.glob("*.txt"):
        if path.stem not in {market.code for market in found}:
            path.unlink()
    for market in found:
        (FOLDER / f"{market.code}.txt").write_text(written(market, documents), encoding="utf-8")


if __name__ == "__main__":
    main()
