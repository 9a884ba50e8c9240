"""A help desk's article in two languages: which sentence stands for which, and what a person must look at."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions
from locmem.model.settings import SegmentMode
from locmem.model.tags import language_tag
from locmem.pipelines.desk.pairing import Paired, Version, paired
from locmem.segmentation.split import segments

ES = language_tag("es")


def version(text: str, locale: str) -> Version:
    document = KINDS["html"].read(text, "a.html", ReadOptions())
    found = (segments(unit, index, locale, SegmentMode.SENTENCE) for index, unit in enumerate(document.units))
    return Version(document=document, segments=tuple(segment for some in found for segment in some))


def pairs(source: str, target: str) -> list[Paired]:
    return list(paired(version(source, "en"), version(target, "es"), ES))


def test_in_one_structure_blocks_and_sentences_stand_for_each_other() -> None:
    found = pairs("<h1>Title</h1><p>One here. Two there.</p>", "<h1>Título</h1><p>Uno aquí. Dos allí.</p>")
    assert found == [
        Paired(source=0, target="Título"),
        Paired(source=1, target="Uno aquí."),
        Paired(source=2, target="Dos allí."),
    ]


def test_a_block_with_another_number_of_sentences_is_a_person_s_to_look_at() -> None:
    found = pairs("<p>One here. Two there.</p>", "<p>Uno aquí y dos allí.</p>")
    why = "2 sentences here and 1 in the translation of the block"
    assert found == [Paired(source=place, target="Uno aquí y dos allí.", why=why) for place in (0, 1)]


def test_in_another_structure_every_pair_is_a_person_s_to_look_at() -> None:
    found = pairs("<h2>Title here</h2><p>Pay 14 euros.</p>", "<p>Pague 14 euros.</p>")
    assert found
    assert all(one.why.startswith("the translation has another structure; ") for one in found)


@pytest.mark.parametrize(
    ("text", "count"), [("Return the lamp", 0), ("Lumina 3000", 1), ("PayPal", 1)], ids=["a sentence", "a name", "one"]
)
def test_what_nobody_translated_is_left_out_and_a_name_is_not(text: str, count: int) -> None:
    assert len(pairs(f"<p>{text}</p>", f"<p>{text}</p>")) == count


def test_codes_are_numbered_as_the_source_has_them() -> None:
    [found] = pairs("<p><b>One</b> and <i>two</i></p>", "<p><i>Dos</i> y <b>uno</b></p>")
    assert found.target == "<g2>Dos</g2> y <g1>uno</g1>"
