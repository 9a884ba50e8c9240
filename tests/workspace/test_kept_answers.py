from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.sealed import write_sealed
from locmem.workspace import kept_answers
from locmem.workspace.kept_answers import (
    FOLDER,
    KeptAnswers,
    as_bytes,
    keep_digests,
    key_of,
    known_digests,
    reader_of,
)
from locmem.workspace.steady_files import Stamp
from tests.pipelines.shop import Shop

KEY, OTHER = key_of("page.md", 1), key_of("page.md", 2)


def test_an_answer_is_known_to_the_next_process(tmp_path: Path) -> None:
    first = KeptAnswers(tmp_path)
    first.put("words", KEY, b"12")
    first.keep()
    second = KeptAnswers(tmp_path)
    assert (second.get("words", KEY), second.get("words", OTHER), second.get("pages", KEY)) == (b"12", None, None)


def test_what_was_not_saved_is_known_to_this_process_alone(tmp_path: Path) -> None:
    answers = KeptAnswers(tmp_path)
    answers.put("words", KEY, b"12")
    assert answers.get("words", KEY) == b"12"
    assert KeptAnswers(tmp_path).get("words", KEY) is None


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answers = KeptAnswers(None)
    answers.put("words", KEY, b"12")
    answers.keep()
    assert answers.get("words", KEY) == b"12"
    assert not list(tmp_path.iterdir())


def test_where_nothing_is_new_nothing_is_written(tmp_path: Path) -> None:
    first = KeptAnswers(tmp_path)
    first.put("words", KEY, b"12")
    first.keep()
    file = tmp_path / FOLDER / "words"
    file.unlink()
    second = KeptAnswers(tmp_path)
    second.get("words", KEY)
    second.keep()
    assert not file.exists()


@pytest.mark.parametrize("damage", [b"", b"locmem sealed 1\n", b"{}"], ids=["empty", "cut", "another file"])
def test_a_file_that_is_none_of_ours_knows_nothing(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / FOLDER / "words"
    file.parent.mkdir(parents=True)
    file.write_bytes(damage)
    assert KeptAnswers(tmp_path).get("words", KEY) is None


def test_a_sealed_file_of_something_else_knows_nothing(tmp_path: Path) -> None:
    write_sealed(tmp_path / FOLDER / "words", as_bytes(["no", "answers"]))
    assert KeptAnswers(tmp_path).get("words", KEY) is None


def test_answers_are_read_as_the_type_they_were_written_as() -> None:
    finding = Finding(
        check="a", gate=Gate.CHANGE, severity=Severity.NOTE, location=Location(path="a.md", line=3), what="ä", do=""
    )
    kind = tuple[Finding, ...]
    assert reader_of(kind)(as_bytes((finding,))) == (finding,)
    with pytest.raises(ValueError, match="Expected"):
        reader_of(kind)(as_bytes("a"))


def test_what_files_held_is_known_to_the_next_process(tmp_path: Path) -> None:
    stamp = Stamp(1, 2, 3, 4, 5)
    (tmp_path / "a.md").touch()
    known = known_digests(tmp_path)
    known.learn("a.md", stamp, b"digest")
    known.learn("gone.md", stamp, b"digest")
    keep_digests(tmp_path, known)
    later = known_digests(tmp_path)
    assert (later.of("a.md", stamp), later.of("a.md", stamp._replace(changed=6))) == (b"digest", None)
    assert later.of("gone.md", stamp) is None
    (tmp_path / FOLDER / "files").unlink()
    keep_digests(tmp_path, later)
    assert not (tmp_path / FOLDER / "files").exists()


def test_a_link_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"theirs")
    project = tmp_path / "project"
    (project / FOLDER).mkdir(parents=True)
    (project / FOLDER / "words").symlink_to(outside)
    answers = KeptAnswers(project)
    answers.put("words", KEY, b"12")
    answers.keep()
    assert outside.read_bytes() == b"theirs"
    assert (project / FOLDER / "words").is_symlink()


def test_what_nobody_asked_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST", 100)
    answers = KeptAnswers(tmp_path)
    keys = [key_of(number) for number in range(4)]
    for key in keys[:3]:
        answers.put("words", key, b"x" * 10)
    answers.keep()
    later = KeptAnswers(tmp_path)
    later.get("words", keys[0])
    later.put("words", keys[3], b"y" * 30)
    later.keep()
    known = KeptAnswers(tmp_path)
    assert [known.get("words", key) is not None for key in keys] == [True, False, True, True] or [
        known.get("words", key) is not None for key in keys
    ] == [True, True, False, True]


def test_a_key_tells_apart_whatever_is_told_apart() -> None:
    told = [
        key_of("a", "b"),
        key_of("ab"),
        key_of("a", b"b"),
        key_of("a", "b", ""),
        key_of(("a", "b")),
        key_of("a", None),
        key_of(),
    ]
    assert len(set(told)) == len(told)


def test_a_key_depends_on_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("a")
    monkeypatch.setattr(kept_answers, "code_print", lambda: b"another program")
    assert key_of("a") != before


def test_what_is_erased_is_nowhere_any_more(shop: Shop) -> None:
    project = shop.open()
    project.answers.put("things", b"key", b"a text to be gone")
    project.keep_answers()
    folder = shop.root / ".locmem/answers"
    assert any(b"a text to be gone" in path.read_bytes() for path in folder.iterdir())
    project.answers.erase()
    project.keep_answers()
    assert [path.name for path in folder.iterdir() if path.name != "files"] == []
    assert shop.open().answers.get("things", b"key") is None
