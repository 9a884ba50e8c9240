"""What a person reads of an error: the place, what is wrong, what to do."""

from __future__ import annotations

import pytest

from locmem.errors import (
    ChangedError,
    InputErrors,
    Location,
    Problem,
    Problems,
    ProjectError,
    in_order,
    input_error,
    unread_files,
)


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (Location(path="a.md"), "a.md"),
        (Location(path="a.md", line=3), "a.md:3"),
        (Location(path="a.md", line=3, column=7), "a.md:3:7"),
        (Location(path="a.md", column=7), "a.md"),
        (Location(path="a.md", line=3, key="facts.tax"), "a.md:3"),
    ],
)
def test_a_place_is_as_exact_as_it_is_known(location: Location, shown: str) -> None:
    assert str(location) == shown


def test_a_problem_names_the_key_and_what_to_do() -> None:
    place = Location(path="a.yaml", line=3, key="facts.tax")
    assert str(Problem(location=place, what="it is text.", do="Write a number.")) == (
        "a.yaml:3 facts.tax: it is text. Write a number."
    )
    assert str(Problem(location=Location(path="a.yaml"), what="it is text.")) == "a.yaml: it is text."


def test_all_problems_of_a_file_are_told_at_once() -> None:
    problems = [Problem(location=Location(path="a"), what=what) for what in ("one.", "two.")]
    error = InputErrors(iter(problems))
    assert (str(error), error.problems) == ("a: one.\na: two.", tuple(problems))
    assert str(input_error(Location(path="a"), "one.", "Mend it.")) == "a: one. Mend it."


def test_files_saved_meanwhile_are_named_each_with_what_to_do() -> None:
    error = ChangedError(iter(["a.po", "b.po"]))
    assert error.paths == ("a.po", "b.po")
    assert str(error).splitlines() == [
        "a.po: somebody saved this file while the command ran. Run the command again.",
        "b.po: somebody saved this file while the command ran. Run the command again.",
    ]
    assert isinstance(error, ProjectError)
    assert str(ChangedError(["a"], "Wait.")).endswith("ran. Wait.")


def test_problems_are_raised_together_in_order_of_place() -> None:
    problems = Problems()
    problems.raise_all()
    assert not problems
    problems.add(Location(path="b.yaml", line=3), "third.")
    problems.take([Problem(location=Location(path="b.yaml", line=1, column=9), what="second.", do="Mend it.")])
    problems.add(Location(path="a.yaml", line=7), "first.", "Look.")
    with pytest.raises(InputErrors) as caught:
        problems.raise_all()
    assert [problem.what for problem in caught.value.problems] == ["first.", "second.", "third."]
    assert [problem.what for problem in problems] == ["third.", "second.", "first."]


def test_files_that_could_not_be_read_are_counted_each_once() -> None:
    problems = [
        Problem(location=Location(path=path, line=line), what="wrong.") for path, line in (("b", 2), ("a", 9), ("b", 1))
    ]
    assert [str(problem.location) for problem in in_order(problems)] == ["a:9", "b:1", "b:2"]
    assert unread_files(problems) == ("2 files could not be read",)
    assert unread_files(problems[:1]) == ("1 file could not be read",)
    assert unread_files(()) == ()
