from __future__ import annotations

from enum import Enum

import pytest

from locmem.errors import InputErrors
from locmem.yamlfields import fields_of, key_places
from locmem.yamlfile import parse


class Colour(Enum):
    RED = "red"
    GREEN = "green"


def read_person(text: str) -> None:
    with fields_of(text, "a.yaml") as fields:
        fields.text("name")
        fields.integer("age")
        fields.choice("colour", Colour)
        fields.day("when")
        fields.text("place", required=True)


def read_flag_as_number(text: str) -> None:
    with fields_of(text, "a.yaml") as fields:
        assert fields.text("b") == "12"
        fields.integer("a")


def test_every_problem_of_a_file_is_reported_at_once_in_order_of_place() -> None:
    text = "name: [x]\nage: old\ncolour: blue\nnmae: y\nwhen: tomorrow\n"
    with pytest.raises(InputErrors) as caught:
        read_person(text)
    assert [str(problem) for problem in caught.value.problems] == [
        "a.yaml:1:1: the key 'place' is missing. Add `place: …`.",
        "a.yaml:1:7 name: this is a list. Write text.",
        "a.yaml:2:6 age: this is text. Write a whole number.",
        "a.yaml:3:9 colour: 'blue' is not one of the choices. Write one of: red, green.",
        "a.yaml:4:1 nmae: the key 'nmae' is not known. Did you mean 'name'?",
        "a.yaml:5:7 when: this is text. Write a date such as 2026-11-21, without quotes.",
    ]


def test_an_impossible_day_and_a_repeated_key_hide_nothing_else() -> None:
    with pytest.raises(InputErrors) as caught:
        read_person("name: A\nname: B\nage: old\nwhen: 2026-02-30\nplace: here\n")
    assert [str(problem) for problem in caught.value.problems] == [
        "a.yaml:2:1: the key 'name' stands twice, first on line 1. Keep one of them.",
        "a.yaml:3:6 age: this is text. Write a whole number.",
        "a.yaml:4:7 when: 2026-02-30 is not a day of the calendar. Mend the date.",
    ]


def test_an_empty_file_and_one_that_is_no_mapping_say_what_to_write() -> None:
    with pytest.raises(InputErrors, match=r"a\.yaml:1: the file is empty\."), fields_of("", "a.yaml"):
        pass
    with pytest.raises(InputErrors, match=r"a\.yaml:1:1: this is a list\."), fields_of("- x", "a.yaml"):
        pass


def test_true_is_no_number_and_a_number_is_fine_as_text() -> None:
    with pytest.raises(InputErrors, match="this is true or false"):
        read_flag_as_number("a: true\nb: 12")


def test_keys_and_named_items_have_places() -> None:
    node = parse(
        "locales: [es, de]\nsets:\n  - name: one\n    files: a\n  - {files: b}\nrisks:\n  legal: {x: 1}\n", "a.yaml"
    )
    assert node is not None
    places = dict(key_places(node))
    assert {name: place.line for name, place in places.items()} == {
        "locales": 1,
        "locales.es": 1,
        "locales.de": 1,
        "sets": 2,
        "sets.one": 3,
        "sets.one.name": 3,
        "sets.one.files": 4,
        "risks": 6,
        "risks.legal": 7,
        "risks.legal.x": 7,
    }
    assert places["locales.de"].column == 15


def test_a_required_key_that_is_misspelt_is_told_once() -> None:
    with pytest.raises(InputErrors) as caught:
        read_person("plaec: here\n")
    assert [str(problem) for problem in caught.value.problems] == [
        "a.yaml:1:1 plaec: the key 'plaec' is not known. Did you mean 'place'?",
    ]


def test_two_misspelt_keys_stand_for_two() -> None:
    with pytest.raises(InputErrors) as caught:
        read_person("plaec: here\nplacee: there\n")
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("written", "do"),
    [
        ("es, ja", "Write a list: `names: [es, ja]`."),
        ("es", "Write a list: `names: [es]`."),
        ("articles/a.md, b.md", "Write a list: `names: [articles/a.md, b.md]`."),
        ("'a: b, c'", "Write a list: one `- item` a line."),
        ("{es: 1}", "Write a list: one `- item` a line."),
    ],
)
def test_a_list_written_as_a_text_is_told_how_it_is_written(written: str, do: str) -> None:
    with pytest.raises(InputErrors) as caught, fields_of(f"names: {written}\n", "a.yaml") as top:
        top.items("names")
    assert [one.do for one in caught.value.problems] == [do]
