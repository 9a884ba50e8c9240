"""Catalogs as PO: exact both ways, and no cut or damaged file is ever taken for a whole one."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage import pypo

from locmem.errors import InputErrors
from locmem.formats import po
from locmem.formats.po import PoEntry, PoFile

HEADERS = (
    ("Project-Id-Version", "acme help 1"),
    ("PO-Revision-Date", "2026-11-21 18:00+0000"),
    ("Last-Translator", "Ana <ana@example.com>"),
    ("Language-Team", "Spanish <l10n@example.com>"),
    ("Language", "es"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("X-Source-Language", "en"),
)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(number: int) -> PoEntry:
    target = "" if number % 7 == 0 else f"Pulse «{number}» y\nespere 3 días."
    return PoEntry(
        context=f"paragraph#k{number}",
        source=f"Press «{number}» and\nwait 3 days.",
        target=target,
        is_fuzzy=bool(target) and number % 3 == 0,
        previous_source="Press it.\nWait." if number % 3 == 0 else "",
        extracted=(f"locmem: state=draft occ=k{number}",),
        references=("articles/money back.md:3",),
    )


FIFTY = PoFile(headers=HEADERS, entries=tuple(entry(number) for number in range(1, 51)))


def problems(text: str) -> str:
    with pytest.raises(InputErrors) as caught:
        po.read(text.encode(), "es.po")
    return str(caught.value)


STRING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=20)
WORD = st.text(st.characters(categories=["L", "N", "S"]), min_size=1, max_size=8)
ENTRIES = st.builds(
    PoEntry,
    context=STRING.filter(bool),
    source=STRING,
    target=STRING,
    is_fuzzy=st.booleans(),
    previous_source=STRING,
    previous_context=STRING,
    extracted=st.lists(LINE, max_size=3).map(tuple),
    translator=st.lists(LINE, max_size=2).map(tuple),
    references=st.lists(st.text(st.sampled_from("ab%2 0\t.:é"), min_size=1), max_size=3).map(tuple),
    flags=st.lists(WORD.filter(lambda word: word != "fuzzy"), max_size=2).map(tuple),
)
FILES = st.builds(
    PoFile,
    headers=st.just(HEADERS),
    entries=st.lists(ENTRIES, max_size=4, unique_by=lambda each: (each.context, each.source)).map(tuple),
    obsolete=st.lists(ENTRIES, max_size=2).map(tuple),
    comments=st.lists(LINE, max_size=2).map(tuple),
)


@given(FILES)
def test_what_is_written_is_read_back_and_written_to_the_same_bytes(file: PoFile) -> None:
    data = po.write(file)
    assert headless(po.read(data, "es.po")) == headless(file)
    assert po.write(po.read(data, "es.po")) == data


def headless(file: PoFile) -> PoFile:
    return replace(file, headers=tuple(pair for pair in file.headers if pair in HEADERS))


@given(FILES)
def test_carriage_returns_and_byte_order_marks_of_other_editors_change_nothing(file: PoFile) -> None:
    data = po.write(file)
    assert po.read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), "es.po") == po.read(data, "es.po")


SEVERAL = replace(FIFTY, entries=FIFTY.entries[:6])
WITH_OBSOLETE = replace(SEVERAL, obsolete=FIFTY.entries[7:10])


@pytest.mark.parametrize(
    ("kept", "newline"),
    [(FIFTY, b"\n"), (SEVERAL, b"\r\n"), (WITH_OBSOLETE, b"\n"), (WITH_OBSOLETE, b"\r\n")],
)
def test_cut_anywhere_it_is_refused_or_whole(kept: PoFile, newline: bytes) -> None:
    data = po.write(kept).replace(b"\n", newline)
    accepted = []
    for length in range(len(data)):
        try:
            found = po.read(data[:length], "es.po")
        except InputErrors:
            continue
        assert (found.entries, found.obsolete) == (kept.entries, kept.obsolete)
        accepted.append(length)
    # Nothing but the last newline may be missing.
    assert all(length >= len(data) - len(newline) for length in accepted)


def test_a_string_that_may_go_on_is_refused_without_its_newline() -> None:
    assert "may be cut off" in problems(HEADER + 'msgid "a"\nmsgstr ""\n"Half a "')
    assert "may be cut off" in problems(HEADER + 'msgid "a"\nmsgstr ""')
    assert po.read((HEADER + 'msgid "a"\nmsgstr "b"').encode(), "es.po").entries[0].target == "b"


def test_fewer_entries_than_the_header_counts_is_a_cut_file() -> None:
    whole = po.write(FIFTY).decode()
    short = whole[: whole.index("#. locmem: state=draft occ=k50\n")]
    assert "counts 50 entries, but only 49 are here" in problems(short)
    more = whole + '\nmsgid "added by hand"\nmsgstr ""\n'
    assert len(po.read(more.encode(), "es.po").entries) == 51


def test_a_file_without_entries_is_refused_unless_it_says_so() -> None:
    assert "no entries" in problems("")
    assert "no entries" in problems(HEADER)
    assert po.read(po.write(PoFile(headers=HEADERS)), "es.po").entries == ()


def test_every_problem_is_told_with_its_line() -> None:
    text = (
        HEADER
        + 'msgid "a"\nmsgstr "b\n\n'  # 5, 6
        + 'msgid "c"\n\n'  # 8
        + 'msgctxt "x"\nmsgid "d"\nmsgstr "e"\n\n'  # 10
        + 'msgctxt "x"\nmsgid "d"\nmsgstr "f"\n\n'  # 14
        + 'msgid "g"\nmsgid_plural "h"\nmsgstr[0] "i"\n\n'  # 18
        + 'domain "j"\n'  # 22
        + 'msgid "k\\z"\nmsgstr "l"\n\n'  # 23
        + 'msgctxt ""\nmsgid "m"\nmsgstr "n"\n\n'  # 26
        + "nonsense\n"  # 30
    )
    with pytest.raises(InputErrors) as caught:
        po.read(text.encode(), "es.po")
    assert [problem.location.line for problem in caught.value.problems] == [6, 8, 14, 18, 22, 23, 26, 30]


def test_conflict_markers_are_the_only_thing_told_of_a_file_with_them() -> None:
    text = HEADER + '<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> theirs\n'
    with pytest.raises(InputErrors) as caught:
        po.read(text.encode(), "es.po")
    assert [problem.location.line for problem in caught.value.problems] == [5, 11]


def test_strings_and_marks_that_do_not_belong_together_are_refused() -> None:
    assert "belongs to no keyword" in problems(HEADER + '#. a\n"a"\n')
    assert "belongs to no keyword" in problems(HEADER + '#| msgid "a"\n"b"\nmsgid "c"\nmsgstr "d"\n')
    assert "half of the entry is obsolete" in problems(HEADER + '#~ msgid "a"\nmsgstr "b"\n')
    assert "stands twice" in problems(HEADER + 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n')
    assert "without msgid" in problems(HEADER + '#. a\nmsgstr "c"\n')
    assert "comments belong to is missing" in problems(HEADER + 'msgid "a"\nmsgstr "b"\n\n#: x.md:1\n')


def test_a_charset_that_is_not_the_texts_own_is_refused_only_where_it_matters() -> None:
    header = HEADER.replace("UTF-8", "ISO-8859-1")
    assert "charset=ISO-8859-1" in problems(header + 'msgid "a"\nmsgstr "für"\n')
    assert po.read((header + 'msgid "a"\nmsgstr "fur"\n').encode(), "es.po").entries
    with pytest.raises(InputErrors, match="not valid UTF-8"):
        po.read((header + 'msgid "a"\nmsgstr "für"\n').encode("latin-1"), "es.po")


def test_layouts_of_other_programs_are_read() -> None:
    text = HEADER + 'msgid\n"a "  "b"\n  msgstr   ""\n\t"c\\ttab \\101 \\x42"\n#, fuzzy,no-wrap\n#:  x.md:1\ty.md:2\n'
    text += '#~| msgid "old"\n#~ msgid "gone"\n#~ msgstr "ido"\n'
    file = po.read(text.encode(), "es.po")
    assert (file.entries[0].source, file.entries[0].target) == ("a b", "c\ttab A B")
    assert file.obsolete[0].flags == ("no-wrap",)
    assert file.obsolete[0].is_fuzzy
    assert file.obsolete[0].references == ("x.md:1", "y.md:2")
    assert file.obsolete[0].previous_source == "old"
    assert [each.line for each in (*file.entries, *file.obsolete)] == [5, 12]


def test_many_continued_lines_are_read() -> None:
    text = HEADER + 'msgid "a"\nmsgstr ""\n' + '"0123456789 "\n' * 200_000
    assert len(po.read(text.encode(), "es.po").entries[0].target) == 200_000 * 11


def test_the_layout() -> None:
    file = PoFile(
        headers=(
            ("X-Source-Language", "en"),
            ("Language", "es"),
            ("Content-Type", "text/plain; charset=CP1251"),
        ),
        comments=("Texts of Acme.",),
        entries=(
            PoEntry(
                context="paragraph#k1",
                source='One "line"\nand one more',
                target="Una\n",
                is_fuzzy=True,
                previous_source="One",
                previous_context="item#k1",
                extracted=("in: title",),
                translator=("Ask Ana.", ""),
                references=("articles/money back.md:3",),
                flags=("no-wrap",),
            ),
            PoEntry(source="Last", target="De\nfin"),
        ),
    )
    assert po.write(file).decode() == (
        "# Texts of Acme.\n"
        'msgid ""\nmsgstr ""\n'
        '"Language: es\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Source-Language: en\\n"\n'
        '"X-Locmem-Entries: 2\\n"\n'
        "\n"
        "# Ask Ana.\n#\n#. in: title\n#: articles/money%20back.md:3\n#, fuzzy, no-wrap\n"
        '#| msgctxt "item#k1"\n#| msgid "One"\n'
        'msgctxt "paragraph#k1"\n'
        'msgid ""\n"One \\"line\\"\\n"\n"and one more"\n'
        'msgstr "Una\\n"\n'
        "\n"
        'msgid "Last"\nmsgstr "De\\nfin"\n'
    )


def test_what_no_po_file_can_hold_is_refused_with_the_entries_name() -> None:
    with pytest.raises(InputErrors, match=r"item#k9: the character U\+D800"):
        po.write(PoFile(entries=(PoEntry(context="item#k9", source="a", target="\ud800"),)))
    with pytest.raises(InputErrors, match="marks a header"):
        po.write(PoFile(entries=(PoEntry(source=""),)))


def gettext(tool: str) -> str:
    found = shutil.which(tool)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"{tool} is not installed")
    if found is None:
        pytest.skip(f"{tool} is not installed")
    return found


def test_msgfmt_finds_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(po.write(replace(FIFTY, obsolete=(PoEntry(context="x", source="old\ntext", target="viejo"),))))
    command = [gettext("msgfmt"), "-c", "-o", str(tmp_path / "es.mo"), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_msgcat_lays_a_file_out_as_we_do(tmp_path: Path) -> None:
    # Only the last string differs where it has several lines, and here it has one.
    path = tmp_path / "es.po"
    path.write_bytes(po.write(replace(FIFTY, entries=FIFTY.entries[:49])))
    command = [gettext("msgcat"), "--no-wrap", str(path)]
    run = subprocess.run(command, capture_output=True, check=False)
    assert run.stdout == path.read_bytes()


def test_msgcat_wrapping_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_bytes(po.write(FIFTY))
    run = subprocess.run([gettext("msgcat"), "--width=30", str(path)], capture_output=True, check=False)
    assert po.read(run.stdout, "es.po").entries == FIFTY.entries


def test_other_readers_see_the_same() -> None:
    data = po.write(FIFTY)
    theirs = polib.pofile(data.decode())
    assert [(each.msgctxt, each.msgid, each.msgstr, each.fuzzy) for each in theirs] == [
        (each.context, each.source, each.target, each.is_fuzzy) for each in FIFTY.entries
    ]
    store = pypo.pofile.parsestring(data)  # type: ignore[no-untyped-call]
    units = [unit for unit in store.units if not unit.isheader()]
    assert [(unit.source, unit.target) for unit in units] == [(each.source, each.target) for each in FIFTY.entries]
