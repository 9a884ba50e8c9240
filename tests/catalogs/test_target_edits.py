"""A target written where it stands: readers of PO then find the new one, and all else as it was, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.catalogs.files import read_catalog, write_catalog
from locmem.catalogs.target_edits import contexts, target_edit
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, State

TEXTS = st.text(alphabet='ab é現 "\\\n\t\u202f\u200b', min_size=1, max_size=60).filter(str.strip)
LONG = "Cobramos  el importe cuando el paquete sale de nuestro almacén y te avisamos por correo."


def catalog(*targets: str) -> Catalog:
    entries = tuple(
        CatalogEntry(
            occurrence=f"k{number}", kind=UnitKind.PARAGRAPH, source=f"Text {number}.", remarks=("Why this?",)
        ).with_target(target, State.REVIEWED, HUMAN)
        for number, target in enumerate(targets)
    )
    return Catalog(document="a.md", source_locale="en", locale="es", entries=entries, revised="2026-11-21 12:00+0000")


def written(one: Catalog) -> str:
    return write_catalog(one, project="Shop", plural_forms="nplurals=2; plural=(n != 1);").decode()


def read(text: str) -> Catalog:
    return read_catalog(text.encode(), "a.po", document="a.md", source_locale="en", locale="es")


def edited(text: str, occurrence: str, before: str, after: str) -> str:
    edit = target_edit(text, contexts(text)[occurrence], before, after)
    assert edit is not None
    return text[: edit.start] + edit.text + text[edit.end :]


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_edited_is_what_would_be_written(first: str, before: str, after: str) -> None:
    if before == after:
        return
    old = written(catalog(first, before, "Fin."))
    assert read(edited(old, "k1", before, after)).entries == catalog(first, after, "Fin.").entries
    if before.count("\n") == after.count("\n") == 0:
        assert edited(old, "k1", before, after) == written(catalog(first, after, "Fin."))


@pytest.mark.parametrize("saved", ["ours", "CRLF", "wrapped", "escaped"])
def test_the_layout_of_other_programs_stays(tmp_path: Path, saved: str) -> None:
    before, after = f'{LONG}\nDi "sí" \\ no  más.', f'{LONG}\nDi "sí" \\ no más.'.replace("  el", " el")
    file = tmp_path / "a.po"
    file.write_text(written(catalog(LONG, before, LONG)), "utf-8", newline="\n")
    if saved == "CRLF":
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    elif saved != "ours":
        if not shutil.which("msgcat"):
            pytest.skip("gettext is not installed")
        option = "--width=40" if saved == "wrapped" else "--escape"
        subprocess.run(["msgcat", option, "-o", str(file), str(file)], check=True)
    text = file.read_bytes().decode()
    new = edited(text, "k1", before, after)
    assert read(new).entries == catalog(LONG, after, LONG).entries
    old_lines, new_lines = text.split("\n"), new.split("\n")
    assert len(old_lines) == len(new_lines)
    changed = [one for one, other in zip(old_lines, new_lines, strict=True) if one != other]
    assert 2 <= len(changed) <= 3
    assert "h=" in changed[0]
    assert all(line.lstrip().startswith(('"', "msgstr")) for line in changed[1:])


def test_a_digest_of_another_text_stays_so_that_the_edit_of_a_person_is_seen() -> None:
    text = written(catalog("Abre la  página.")).replace("Abre la  página.", "Abre  la página.")
    new = edited(text, "k0", "Abre  la página.", "Abre la página.")
    assert text.partition("h=")[2][:12] in new
    assert read(new).edited == {"k0"}


@pytest.mark.parametrize(
    "text",
    [
        written(catalog("Abre.")).replace('msgstr "Abre."', 'msgstr "Cierra."'),
        written(catalog("Abre.")).replace('msgid "Text 0."\nmsgstr "Abre."', '#~ msgid "Text 0."\n#~ msgstr "Abre."'),
        written(catalog("Abre.")).replace('msgstr "Abre."', 'msgid_plural "x"\nmsgstr[0] "Abre."'),
        written(catalog("Abré.")).replace("Abré.", "Ab\\162\\303\\251."),
        'msgctxt "paragraph#k0"',
    ],
    ids=["other", "obsolete", "plural", "sequence", "cut"],
)
def test_what_is_not_read_for_certain_is_left(text: str) -> None:
    for before in ("Abre.", "Abré."):
        assert target_edit(text, contexts(text)["k0"], before, "Abre ya.") is None
