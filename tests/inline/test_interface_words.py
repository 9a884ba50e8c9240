"""Which code spans and keys hold words of an interface, and which hold what a program reads."""

from __future__ import annotations

import pytest

from locmem.inline.compare import Damage, code_problems
from locmem.inline.protect import parse
from locmem.model.inline import Syntax


def damages(source: str, target: str, syntax: Syntax = Syntax.MARKDOWN) -> list[Damage]:
    return [problem.kind for problem in code_problems(parse(source, syntax), parse(target, syntax))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("`Settings`", "`Einstellungen`"),
        ("`Save changes`", "`guardar los cambios`"),
        ("`File > Open…`", "`Datei > Öffnen…`"),
        ("``Sign-in``", "`Anmeldung`"),
        ("`Don't save`", "`Ne pas enregistrer`"),
        ("`Are you sure?`", "`¿Seguro?`"),
        ("`設定`", "`Settings`"),
        ("`Settings`", "`設定`"),
        ("`Настройки`", "`Ρυθμίσεις`"),
        ("`Settings`", "`ตั้งค่า`"),
        ("<kbd>Ctrl</kbd>", "<kbd>Strg</kbd>"),
        ("<kbd>CTRL</kbd>", "<kbd>STRG</kbd>"),
        ("<kbd>ctrl</kbd>", "<kbd>strg</kbd>"),
        ("<kbd>Ctrl + Shift</kbd>", "<kbd>Strg + Umschalt</kbd>"),
        ("<kbd>Ctrl+C</kbd>", "<kbd>Strg+C</kbd>"),
        ("<kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd>", "<kbd><kbd>Strg</kbd>+<kbd>C</kbd></kbd>"),
        ('<kbd class="key">Enter</kbd>', '<kbd class="key">Entrée</kbd>'),
        ("<samp>File not found</samp>", "<samp>Datei nicht gefunden</samp>"),
        ("<code>Settings</code>", "<code>Einstellungen</code>"),
    ],
)
def test_words_of_an_interface_may_be_others(source: str, target: str) -> None:
    for syntax in (Syntax.MARKDOWN, Syntax.HTML) if "<" in source else (Syntax.MARKDOWN,):
        assert damages(f"Press {source} now.", f"Jetzt {target}.", syntax) == [Damage.WORDS_CHANGED]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("`settings`", "`einstellungen`"),
        ("`git push`", "`git drücken`"),
        ("`true`", "`wahr`"),
        ("`Settings.json`", "`Einstellungen.json`"),
        ("`Save()`", "`Speichern()`"),
        ("`/Settings`", "`/Einstellungen`"),
        ("`C:\\Users`", "`C:\\Benutzer`"),
        ("`Users/Home`", "`Benutzer/Start`"),
        ("`User_Name`", "`Benutzer_Name`"),
        ("`UserName`", "`BenutzerName`"),
        ("`iPhone`", "`iTelefon`"),
        ("`Content-Type`", "`Inhalts-Art`"),
        ("`--Help`", "`--Hilfe`"),
        ("`-Force`", "`-Zwang`"),
        ("`Run --all`", "`Lauf --alle`"),
        ("`HOME`", "`HEIM`"),
        ("`DELETE`", "`LÖSCHEN`"),
        ("`Key: value`", "`Schlüssel=Wert`"),
        ("`Key=Value`", "`Schlüssel=Wert`"),
        ("`Version 2`", "`Fassung 2`"),
        ("`$Price`", "`$Preis`"),
        ("`Hello {name}`", "`Hallo {Name}`"),
        ("`<Settings>`", "`<Einstellungen>`"),
        ("`Settings`", "`einstellungen.html`"),
        ("`Settings`", "`rm -rf`"),
        ("`Settings`", "`…`"),
        ("<kbd>F5</kbd>", "<kbd>F6</kbd>"),
        ("<kbd>Ctrl</kbd>", "<kbd></kbd>"),
        ("<kbd>Ctrl</kbd>", "<kbd onclick='x()'>Strg</kbd>"),
        ("<kbd>Ctrl</kbd>", "<kbd><b>Strg</b></kbd>"),
        ("<kbd>Ctrl</kbd>", "<samp>Strg</samp>"),
        ('<kbd translate="no">Ctrl</kbd>', '<kbd translate="no">Strg</kbd>'),
        ('<span translate="no">Lamp</span>', '<span translate="no">Lampe</span>'),
    ],
)
def test_what_looks_like_code_stays_as_it_is(source: str, target: str) -> None:
    found = damages(f"Press {source} now.", f"Jetzt {target}.")
    assert found
    assert Damage.WORDS_CHANGED not in found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("`Settings` » `Downloads`", "`Einstellungen` » `Downloads`", [Damage.WORDS_CHANGED]),
        ("`Settings` » `Save`", "`Einstellungen` » `Speichern`", [Damage.WORDS_CHANGED] * 2),
        ("`Settings` » `Save`", "`Einstellungen`", [Damage.WORDS_CHANGED, Damage.MISSING]),
        ("`Settings`", "`Einstellungen` » `Speichern`", [Damage.WORDS_CHANGED, Damage.EXTRA]),
        ("`Settings` and `npm`", "`Einstellungen` und `npm`", [Damage.WORDS_CHANGED]),
        ("`Settings` and `npm`", "`Einstellungen` und `pnpm`", [Damage.WORDS_CHANGED, Damage.RENAMED]),
    ],
)
def test_each_span_is_still_there_once(source: str, target: str, expected: list[Damage]) -> None:
    assert sorted(damages(source, target), key=str) == sorted(expected, key=str)
