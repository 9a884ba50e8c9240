"""Returned files as they really come: rewrapped, cut, in the wrong language, two at once."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from locmem.errors import InputErrors, LocmemError
from locmem.exchange.incoming import read_return
from locmem.model.translation import State
from tests.exchange.conftest import Desks
from tests.exchange.desk import RETURNS, Desk
from tests.exchange.translator import Translator


def gettext(*command: str) -> None:
    """Runs a program of gettext; where it is missing the test is skipped, but never in CI."""
    if shutil.which(command[0]) is None and os.environ.get("CI") != "true":
        pytest.skip("gettext is not installed (apt-get install gettext)")
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize("tool", ["msgcat", "msgmerge"])
def test_a_file_that_gettext_rewrapped_is_taken_in_as_it_was_meant(desks: Desks, tool: str, kind: str) -> None:
    desk = desks(kind)
    desk.hand_off("po")
    file = desk.translator.file
    template = desk.shop.root / "work.pot"
    shutil.copy(file, template)
    for name in RETURNS[:3]:
        desk.translator.change(f" {name} page", "tiene", "posee")
    if tool == "msgcat":
        gettext("msgcat", "--width=40", "-o", str(file), str(file))
    else:
        gettext("msgmerge", "--quiet", "--width=50", "--update", "--backup=off", str(file), str(template))
        gettext("msgcat", "--width=60", "-o", str(file), str(file))
    assert '\n"' in file.read_text("utf-8").partition("msgctxt")[2]
    result = desk.bring_back()
    assert (result.counts["accepted"], result.counts["unchanged"]) == (3, 2)
    for name in RETURNS[:3]:
        assert desk.entry(name).target == desk.draft(name).replace("tiene", "posee")
        assert desk.entry(name).state is State.TRANSLATED
    assert desk.entry("confirmed").state is State.DRAFT


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_a_return_in_another_language_is_refused_and_nothing_is_written(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    file = desk.translator.file
    for mark in (
        ("Language: es", "Language: ja"),
        ('-language="es"', '-language="ja"'),
        ('trgLang="es"', 'trgLang="ja"'),
    ):
        file.write_text(file.read_text("utf-8").replace(*mark), "utf-8")
    before = desk.shop.in_git()
    with pytest.raises(InputErrors, match="the file says it is in ja, but es was sent"):
        desk.bring_back()
    assert desk.shop.in_git() == before


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("said", ["es_ES", "ES", "es-es", "es_MX.UTF-8", ""])
def test_the_region_an_editor_writes_into_the_header_changes_nothing_and_is_told(
    desk: Desk, said: str, format_: str
) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    for before in ("Language: es\\n", 'target-language="es"', 'trgLang="es"'):
        text = text.replace(before, before.replace("es\\n", f"{said}\\n").replace('"es"', f'"{said}"'))
    file.write_text(text, "utf-8")
    result = desk.bring_back()
    assert result.counts["accepted"] == 1
    assert desk.entry("changed").state is State.TRANSLATED
    [told] = result.locales
    assert (f"it is in {said};" if said else "names no language;") in told
    assert told.endswith("it was taken for es, which was sent.")
    assert result.notes == ()


def test_a_return_that_names_the_locale_that_was_sent_is_no_news(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    assert desk.bring_back().locales == ()


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_a_return_that_lacks_more_than_a_fiftieth_is_refused_whole(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.translator.drop(" absent page")
    before = desk.shop.in_git()
    told = r"1 of 5 segments that were sent is missing: \w+ \(“The absent lamp has .*--partial"
    with pytest.raises(InputErrors, match=told):
        desk.bring_back()
    assert desk.shop.in_git() == before
    result = desk.bring_back(partial=True)
    assert (result.counts["accepted"], result.counts["missing"], result.total) == (1, 1, 5)


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_a_cut_file_is_refused(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    file = desk.translator.file
    data = file.read_bytes()
    before = desk.shop.in_git()
    for end in range(len(data) // 4, len(data) - 2, len(data) // 9):
        file.write_bytes(data[:end])
        with pytest.raises(InputErrors):
            desk.bring_back()
    file.write_bytes(data)
    assert desk.shop.in_git() == before


def test_the_problems_of_all_files_are_told_at_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n', "utf-8")
    (tmp_path / "b.xlf").write_text("<html/>", "utf-8")
    (tmp_path / "c.docx").write_bytes(b"PK")
    with pytest.raises(InputErrors) as caught:
        desk.bring_back(tuple(sorted(tmp_path.glob("*.*"))))
    assert [Path(problem.location.path).name for problem in caught.value.problems] == ["a.po", "b.xlf", "c.docx"]


def test_a_file_that_is_refused_does_not_stop_the_others(desk: Desk, tmp_path: Path) -> None:
    desk.shop.write("content/articles/two.md", "---\ntitle: Two\nslug: two\n---\n\nA lamp.\n\nA tree.\n\nA house.\n")
    desk.shop.run()
    desk.hand_off("po")
    files = {file.name: Translator(file) for file in desk.files}
    [work], [two] = [[one for name, one in files.items() if part in name] for part in ("work", "two")]
    work.change(" changed page", "tiene", "posee")
    two.write("A lamp.", "Una lámpara.")
    two.drop("A tree.")
    cut = tmp_path / "cut.xlf"
    cut.write_text('<xliff version="1.2"><file original="a"><body>', "utf-8")
    result = desk.bring_back((work.file, two.file, cut))
    assert (result.files, result.counts["accepted"], result.total) == (1, 1, 5)
    assert desk.entry("changed").state is State.TRANSLATED
    unread, lacking = result.refused
    assert "cut off: it ends inside <body>" in str(unread)
    assert f"{two.file}: 1 of 4 segments that were sent is missing: " in str(lacking)
    assert "(“A tree.”)" in str(lacking)
    assert str(lacking) in result.summary
    assert not [unit for unit in desk.manifest.units if unit.document.endswith("two.md") and unit.returned]


def test_what_gettext_says_strictly_is_no_note_of_a_translator(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    file.write_text(text.replace("#. locmem:", "# Please look.\n#. locmem:", 1), "utf-8")
    gettext("msgcat", "--strict", "-o", str(file), str(file))
    assert "# File: " in file.read_text("utf-8")
    result = desk.bring_back()
    [note] = result.notes
    assert note.endswith("Please look.")


def test_a_handoff_that_nobody_knows_here_is_refused(desk: Desk) -> None:
    manifest = desk.hand_off("po")
    (desk.shop.root / manifest.path).unlink()
    with pytest.raises(InputErrors, match="is not known here"):
        desk.bring_back()


def test_a_manifests_name_cannot_lead_out_of_the_project(desk: Desk) -> None:
    desk.hand_off("po")
    file = desk.translator.file
    file.write_text(file.read_text("utf-8").replace("X-Locmem-Handoff: ", "X-Locmem-Handoff: ../../"), "utf-8")
    with pytest.raises(LocmemError):
        desk.bring_back()


def test_two_files_of_one_document_are_both_taken_in(desk: Desk) -> None:
    first = desk.hand_off("po")
    desk.translator.file.rename(desk.translator.file.with_name("first.po"))
    text = desk.shop.read(desk.file)
    desk.shop.write(desk.file, text + "\n\nThe later lamp has **a later page** and nothing else.\n")
    desk.shop.run()
    second = desk.hand_off("po")
    assert {unit.occurrence for unit in first.units} & {unit.occurrence for unit in second.units} == set()
    one, two = (Translator(file) for file in desk.files[::-1])
    one, two = (one, two) if "X-Locmem-Handoff: " + first.id in one.file.read_text("utf-8") else (two, one)
    one.change(" changed page", "tiene", "posee")
    two.write(" later page", "La última lámpara tiene **otra página** y nada más.")
    assert desk.bring_back().counts["accepted"] == 2
    assert desk.entry("changed").state is State.TRANSLATED
    assert desk.entry("later").state is State.TRANSLATED


def without_headers(file: Path, *names: str) -> None:
    """Drops header lines of a PO file, as programs do with those they do not know."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    starts = tuple(f'"{name}' for name in names)
    file.write_text("".join(line for line in lines if not line.startswith(starts)), "utf-8")


@pytest.mark.parametrize("dropped", [("X-",), ("X-Locmem-Document",), ("X-", "Language", "Plural-Forms")])
def test_a_po_file_that_lost_its_headers_is_known_by_what_it_holds(desk: Desk, dropped: tuple[str, ...]) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    without_headers(desk.translator.file, *dropped)
    assert desk.bring_back().counts["accepted"] == 1
    assert desk.entry("changed").target == desk.draft("changed").replace("tiene", "posee")


def test_a_po_file_without_headers_that_two_handoffs_may_have_sent_asks_for_a_name(desk: Desk) -> None:
    desk.hand_off("po")
    first = desk.translator.file.read_bytes()
    desk.translator.file.unlink()
    second = desk.hand_off_again("po")
    file = desk.translator.file
    file.write_bytes(first)
    desk.translator.change(" changed page", "tiene", "posee")
    without_headers(file, "X-")
    with pytest.raises(InputErrors, match=f"it may be of .*Name it: `--handoff {second.id}`"):
        desk.bring_back()
    assert desk.bring_back(handoff=second.id).counts["accepted"] == 1


def test_a_po_file_of_other_sources_is_of_no_handoff(desk: Desk) -> None:
    desk.hand_off("po")
    file = desk.translator.file
    without_headers(file, "X-")
    file.write_text(file.read_text("utf-8").replace('msgid "The', 'msgid "No'), "utf-8")
    with pytest.raises(InputErrors, match="no handoff known here sent these segments"):
        desk.bring_back()


def test_a_catalog_is_no_answer_unless_somebody_says_so(desk: Desk) -> None:
    manifest = desk.hand_off("po")
    catalog = desk.shop.root / desk.shop.pair("articles/work.md").path
    desk.write({"changed": desk.draft("changed").replace("tiene", "posee")}, State.TRANSLATED)
    copy = desk.shop.root / "out" / "work.po"
    shutil.copy(catalog, copy)
    with pytest.raises(InputErrors, match="which handoff it belongs to; catalogs do not"):
        desk.bring_back((copy,))
    assert desk.bring_back((copy,), handoff=manifest.id, partial=True).counts["accepted"] == 0


@pytest.mark.parametrize(("tool", "said"), [("OmegaT", "send the folder `target`"), ("x", "locmem memory import")])
def test_who_sends_a_memory_instead_of_the_file_is_told_what_to_send(tool: str, said: str) -> None:
    data = f'<?xml version="1.0"?><tmx version="1.1"><header creationtool="{tool}"/><body/></tmx>'.encode()
    with pytest.raises(InputErrors, match=said):
        read_return(data, "omegat/project_save.tmx")
