from __future__ import annotations

from locmem.checks.labels_beside import labels_beside
from tests.checks.lamps import Lamps


def labels(lamps: Lamps, text: str) -> dict[str, str]:
    """The labels of each text of an article, by the text."""
    lamps.article(text)
    [source] = lamps.context().workspace.sources
    texts = [segment.content.text for segment in source.segments]
    return dict(zip(texts, labels_beside(source.segments, texts, source.document.units), strict=True))


def test_a_cell_has_its_row_and_the_head_of_its_column(lamps: Lamps) -> None:
    found = labels(lamps, "| What | How long |\n| --- | --- |\n| Return | 14 days |\n| Refund | 10 days |\n")
    assert found["14 days"] == "Return\nHow long"
    assert found["10 days"] == "Refund\nHow long"
    assert found["How long"] == "What"


def test_an_answer_has_its_question_and_a_short_text_its_heading(lamps: Lamps) -> None:
    found = labels(
        lamps, "## Returns\n\n14 days.\n\nHow long does a refund take?\n\nNo more than 14 of them.\n\nBye.\n"
    )
    assert found["14 days."] == "Returns"
    assert found["No more than 14 of them."] == "How long does a refund take?"
    assert found["Bye."] == ""
