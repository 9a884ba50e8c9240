"""Templates that want to hang, to grow or to read files; `bench_render` measures time and memory of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.model.document import Document
from locmem.model.fact import Market
from locmem.render.page import MAX_PROBLEMS, PageRequest, page_problems, render_page
from tests.benchmarks.hostile_liquid import payloads

SMALL = [(kind, text) for kind, text in payloads() if len(text) < 20_000]


def asked(document: Document, text: str, market: Market) -> PageRequest:
    return PageRequest(
        document=document,
        text=text,
        kind="markdown",
        market=market,
        locale=market.locales[0],
        day=date(2026, 11, 21),
        verified_days=180,
    )


@pytest.mark.parametrize(("kind", "payload"), SMALL, ids=[f"{kind} {number}" for number, (kind, _) in enumerate(SMALL)])
def test_a_page_is_refused_with_a_place_or_rendered_within_its_limits(
    kind: str, payload: str, real: Mapping[str, Market]
) -> None:
    text = f"---\ntitle: Page\n---\n\n{payload}\n"
    document = KINDS["markdown"].read(text, "articles/page.md", ReadOptions(fields=("title",)))
    request = asked(document, text, real["ES"])
    problems = [problem for problem in page_problems(request) if problem.is_blocking]
    if problems:
        assert all(problem.line for problem in problems)
    else:
        assert len(render_page(request).text) < 2_000_000
        assert kind not in ("nested captures", "insides", "never closed")


def test_of_a_flood_of_problems_some_are_told(real: Mapping[str, Market]) -> None:
    text = "{{ market.nothing }} " * 4_000
    document = KINDS["markdown"].read(text, "articles/page.md", ReadOptions())
    request = asked(document, text, real["ES"])
    assert len(page_problems(request)) == MAX_PROBLEMS
