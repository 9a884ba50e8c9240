"""What documents say together is found from what stands for their texts."""

from __future__ import annotations

from locmem.checks.wordings import of_one_source, of_one_target, wordings_of
from locmem.model.translation import State
from locmem.workspace.kept_answers import as_bytes, reader_of
from tests.checks.lamps import Lamps

BACK = "Send the lamp back to us."


def said(lamps: Lamps) -> tuple[object, ...]:
    every = tuple(wordings_of(lamps.context().workspace))
    return (
        [[(one.key.partition("#")[0], one.target) for one in found] for found in of_one_source(every)],
        [(first.source, other.source) for first, other in of_one_target(every)],
    )


def test_the_most_frequent_wording_comes_first_and_each_other_one_once(lamps: Lamps) -> None:
    for name, target in (("a", "Otra."), ("b", "Devuélvela."), ("c", "Devuélvela."), ("d", "Otra más.")):
        lamps.article(BACK, name=name)
        lamps.translate({BACK: target}, name=name)
    several, alike = said(lamps)
    assert several == [[("articles/b.md", "Devuélvela."), ("articles/a.md", "Otra."), ("articles/d.md", "Otra más.")]]
    assert alike == []


def test_drafts_and_stale_texts_say_nothing(lamps: Lamps) -> None:
    for name, target, state in (("a", "Una.", State.TRANSLATED), ("b", "Otra.", State.DRAFT)):
        lamps.article(BACK, name=name)
        lamps.translate({BACK: target}, name=name, state=state)
    assert said(lamps) == ([], [])


def test_two_ways_within_one_document_are_not_told_here(lamps: Lamps) -> None:
    lamps.article(f"{BACK}\n\n{BACK}", name="a")
    lamps.translate({BACK: "Una."}, name="a")
    path = lamps.root / "content/translations/es/articles/a.md.po"
    before, last = path.read_text().rsplit('msgstr "Una."', 1)
    path.write_text(f'{before}msgstr "Otra."{last}')
    assert said(lamps) == ([], [])


def test_what_a_document_says_is_the_same_when_it_was_kept(lamps: Lamps) -> None:
    lamps.translate({"within": "En {{ market.refund }}.", "Refunds": "Reembolsos"})
    [one] = wordings_of(lamps.context().workspace)
    assert reader_of(type(one))(as_bytes(one)) == one
    assert len(one.sources) == 8 * len(one.keys)
