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
from tests.formats.layouts import LAYOUTS, cuts

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


TWENTY = replace(FIFTY, entries=FIFTY.entries[:20])
SEVERAL = replace(FIFTY, entries=FIFTY.entries[:6])
WITH_OBSOLETE = replace(SEVERAL, obsolete=FIFTY.entries[7:10])


@pytest.mark.parametrize(
    ("kept", "newline"),
    [(TWENTY, b"\n"), (SEVERAL, b"\r\n"), (WITH_OBSOLETE, b"\n"), (WITH_OBSOLETE, b"\r\n")],
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
        assert not any(each.doubt for each in (*found.entries, *found.obsolete))
        accepted.append(length)
    # Nothing but the end mark or the last newline may be missing, and half of the mark is refused too.
    mark = data.index(b'#~ msgctxt "locmem#end"')
    assert all(
        mark - 2 * len(newline) <= length <= mark + len(b"#~ ") or length >= len(data) - len(newline)
        for length in accepted
    )


THREE = PoFile(
    headers=HEADERS,
    entries=(
        entry(1),
        PoEntry(context="title#k2", source="Refunds", target="Reembolsos"),
        PoEntry(
            context="paragraph#k3",
            source="Press the key for three seconds, wait for the light, and\nlet it go.",
            target="Mantenga la tecla pulsada tres segundos, espere a que se encienda la luz y\nsuéltela.",
        ),
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_as_every_program_lays_it_out_no_cut_file_passes_half_a_text_off_as_whole(layout: str) -> None:
    whole = {each.context: each for each in THREE.entries}
    data = LAYOUTS[layout](po.write(THREE))
    read = po.read(data, "es.po")
    assert {each.context: each.target for each in read.entries} == {
        context: each.target for context, each in whole.items()
    }
    assert [each.context for each in read.entries if each.doubt] == ["paragraph#k3"] * (layout == NO_OBSOLETE)
    for cut in cuts(data):
        for reader in (po.read, po.read_returned):
            try:
                found = reader(cut, "es.po").entries
            except InputErrors:
                continue
            certain = [each for each in found if not each.doubt and not each.fault]
            assert all(each.target == whole[each.context].target for each in certain)
            assert len(found) == 3


NO_OBSOLETE = "msgattrib no obsolete"


def last(text: str) -> PoEntry:
    return po.read((HEADER + 'msgid "a"\nmsgstr "b"\n\n' + text).encode(), "es.po").entries[-1]


def test_without_its_end_mark_a_file_is_believed_where_the_last_text_stands_beside_its_keyword() -> None:
    assert not last('msgid "Pay now."\nmsgstr "Pague ya."\n').doubt
    assert last('msgid "Pay now."\nmsgstr ""\n"Pague ya."\n').doubt
    assert last('msgid "Pay now."\nmsgstr "Pague"\n').doubt, "the source's full stop is missing"
    assert last('msgid "Pay now"\nmsgstr "Pague "\n').doubt, "a blank at its end leads on"
    assert last('msgid "Pay\\nnow\\n"\nmsgstr "Pague\\n"\n').doubt, "so does a newline"
    assert last('msgid "Pay now."\nmsgstr ""\n').doubt
    assert not last('msgid "c"\nmsgstr ""\n"d"\n\n#~ msgid "gone"\n#~ msgstr "ido"\n').doubt, "something follows it"
    breaks = 'msgid "c"\nmsgstr "Some programs break"\n" anywhere"\n\n'
    assert last(breaks + 'msgid "Pay now."\nmsgstr "Pague ya."\n').doubt


def test_an_end_mark_in_the_middle_does_not_vouch_for_what_follows_it() -> None:
    mark = '#~ msgctxt "locmem#end"\n#~ msgid "End of file"\n#~ msgstr "2 entries"\n\n'
    assert last(mark + 'msgid "Pay now."\nmsgstr ""\n"Pague ya."\n').doubt
    assert not last('msgid "Pay now."\nmsgstr ""\n"Pague ya."\n\n' + mark).doubt
    assert not last('msgid "Pay now."\nmsgstr ""\n"Pague ya."\n\n' + mark.replace("#~ ", "")).doubt
    assert "the end mark is damaged" in problems(HEADER + 'msgid "a"\nmsgstr "b"\n\n' + mark.replace(" entries", ""))
    assert "counts 3 entries, but only 2 are here: they were taken out" in problems(
        HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n\n' + mark.replace("2", "3")
    )


def returned(text: str) -> dict[str, PoEntry]:
    whole = HEADER + text + '\nmsgid "last"\nmsgstr "último"\n\n'
    mark = '#~ msgctxt "locmem#end"\n#~ msgid "End of file"\n#~ msgstr "2 entries"\n'
    return {each.source: each for each in po.read_returned((whole + mark).encode(), "es.po").entries}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', "plural forms are not supported"),
        ('msgid "a"\nmsgstr "C:\\zebra"\n', r"\z is not an escape sequence of PO"),
        ('msgid "a"\nmsgstr "say "b""\n', "the string is not closed, or something follows it"),
        ('msgid "a"\nmsgstr "two\nlines"\n', "the string is not closed, or something follows it"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "msgstr stands twice"),
        ('msgctxt ""\nmsgid "a"\nmsgstr "b"\n', "msgctxt is empty"),
        ('msgid "a"\n', "has no msgstr"),
    ],
)
def test_an_entry_that_is_wrong_in_itself_leaves_the_others_of_a_returned_file_alone(broken: str, why: str) -> None:
    found = returned(broken)
    assert why in found["a"].fault
    assert (found["last"].target, found["last"].fault, found["last"].doubt) == ("último", "", "")
    assert why in problems(HEADER + broken)


def test_a_returned_file_that_was_not_cut_may_lack_entries_and_hold_some_twice() -> None:
    found = po.read_returned(po.write(THREE).replace(b"3 entries", b"4 entries"), "es.po")
    assert found.entries == THREE.entries
    twice = replace(THREE, entries=(*THREE.entries, THREE.entries[0]))
    assert po.read_returned(po.write(twice), "es.po").entries == twice.entries
    with pytest.raises(InputErrors, match="counts 4 entries, but only 3 are here: the file is cut off"):
        po.read_returned(po.write(twice).rpartition(b"\n#. locmem")[0], "es.po")


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


@pytest.mark.parametrize(
    ("charset", "codec", "target"),
    [
        ("ISO-8859-1", "latin-1", "año"),
        ("iso_8859-15", "iso8859-15", "12 €"),
        ("windows-1252", "cp1252", "“für”"),
        ("CP1251", "cp1251", "год"),
        ("KOI8-R", "koi8-r", "год"),
        ("Shift_JIS", "shift_jis", "表示\\n"),
        ("EUC-JP", "euc-jp", "表示"),
        ("GB18030", "gb18030", "显示"),
        ("Big5", "big5", "顯示"),
        ("EUC-KR", "euc-kr", "년"),
    ],
)
def test_text_in_the_charset_its_header_declares_is_read(charset: str, codec: str, target: str) -> None:
    text = HEADER.replace("UTF-8", charset) + f'msgid "a"\nmsgstr "{target}"\n'
    [entry] = po.read(text.encode(codec), "es.po").entries
    assert entry.target == target.replace("\\n", "\n")


@pytest.mark.parametrize(
    ("charset", "data", "what"),
    [
        ("ISO-8859-1", "für".encode(), "3: the header says charset=ISO-8859-1, but the text is UTF-8"),
        ("ISO-8859-1", "“für”".encode("cp1252"), "6: byte 0x93 is no character of ISO-8859-1.*windows-1252"),
        ("windows-1252", b"f\x81r", "6: byte 0x81 is not valid windows-1252, which the header declares"),
        ("Shift_JIS", "für".encode("latin-1"), "6: byte 0xfc is not valid Shift_JIS"),
        ("UTF-8", "für".encode("latin-1"), "6:10: byte 0xfc is not valid UTF-8"),
        ("zlib", "für".encode("latin-1"), "3: the charset zlib is not known"),
        ("idna", "für".encode("latin-1"), "3: the charset idna is not known"),
    ],
)
def test_text_that_does_not_fit_its_charset_is_refused_with_its_place(charset: str, data: bytes, what: str) -> None:
    text = HEADER.replace("UTF-8", charset).encode() + b'msgid "a"\nmsgstr "' + data + b'"\n'
    with pytest.raises(InputErrors, match="es.po:" + what):
        po.read(text, "es.po")


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
        "\n"
        '#~ msgctxt "locmem#end"\n#~ msgid "End of file"\n#~ msgstr "2 entries"\n'
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
    assert [(each.msgctxt, each.msgid, each.msgstr, each.fuzzy) for each in theirs if not each.obsolete] == [
        (each.context, each.source, each.target, each.is_fuzzy) for each in FIFTY.entries
    ]
    store = pypo.pofile.parsestring(data)  # type: ignore[no-untyped-call]
    units = [unit for unit in store.units if not unit.isheader() and not unit.isobsolete()]
    assert [(unit.source, unit.target) for unit in units] == [(each.source, each.target) for each in FIFTY.entries]


def test_letters_that_gettext_wrote_as_bytes_are_read(tmp_path: Path) -> None:
    plain = tmp_path / "plain.po"
    plain.write_bytes(po.write(po.PoFile(entries=(po.PoEntry(source="a \\303 b", target="año “日本”\n\\n fin"),))))
    escaped = subprocess.run([gettext("msgcat"), "--escape", str(plain)], capture_output=True, check=True).stdout
    assert b"\\303" in escaped
    assert po.read(escaped, "escaped.po").entries == po.read(plain.read_bytes(), "plain.po").entries


@pytest.mark.parametrize("said", [b"1 entry", b"1 entries"])
def test_one_entry_is_counted_in_the_singular_and_read_in_either(said: bytes) -> None:
    one = po.PoFile(headers=(), entries=(po.PoEntry(context="title#a", source="a", target="b"),))
    data = po.write(one)
    assert b'msgstr "1 entry"' in data
    assert po.read(data.replace(b"1 entry", said), "es.po").entries == one.entries
