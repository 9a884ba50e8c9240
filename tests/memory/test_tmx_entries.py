"""TMX of other tools in and out of the memory: nothing they say is lost, and what is broken is refused whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.formats import tmx
from locmem.memory import inline_json
from locmem.memory.admission import Rejected
from locmem.memory.store import Memory, open_memory
from locmem.memory.tmx_entries import read_entries, read_sound, units
from locmem.model.match import Entry, Mark, MarkPlace, Trust

HEAD = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
    'adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
)
MEMOQ = (
    '<tu changedate="20240506T070809Z" changeid="eva"><prop type="client">Larch</prop>'
    '<prop type="x-context-pre">&lt;seg&gt;Before.&lt;/seg&gt;</prop>'
    '<prop type="x-context-post">&lt;seg&gt;After.&lt;/seg&gt;</prop><note>Ask legal.</note>\n'
    '<tuv xml:lang="en"><prop type="x-own">1</prop><seg>Pay now.</seg></tuv>\n'
    '<tuv xml:lang="es" creationdate="20230102T030405Z" creationid="ana"><prop type="x-check">ok</prop>'
    "<note>Informal.</note><seg>Paga ya.</seg></tuv></tu>\n"
)
TRADOS = (
    '<tu><prop type="x-Context">37, 89</prop><prop type="x-ContextContent">Before. | 37 | 89</prop>'
    '<prop type="x-Origin">TM</prop>'
    '<tuv xml:lang="en"><seg>Pay now.</seg></tuv><tuv xml:lang="es"><seg>Paga ya.</seg></tuv></tu>\n'
)
OMEGAT = (
    '<tu tuid="p1"><prop type="file">a.md</prop><prop type="prev">Before.</prop><prop type="next">After.</prop>'
    '<tuv lang="en"><seg>Pay now.</seg></tuv><tuv lang="es"><seg>Paga ya.</seg></tuv></tu>\n'
)
DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as opened:
        yield opened


def file(tmp_path: Path, *units_of_it: str, head: str = HEAD) -> Path:
    path = tmp_path / "agency.tmx"
    path.write_text(f"{head}{''.join(units_of_it)}</body></tmx>\n", encoding="utf-8")
    return path


def stored(memory: Memory, path: Path) -> Entry:
    assert memory.import_tmx(path).added == 1
    (entry,) = memory.entries()
    return entry


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [(MEMOQ, "Before.", "After."), (TRADOS, "Before.", ""), (OMEGAT, "Before.", "After.")],
)
def test_the_neighbours_of_each_tool_are_read(
    memory: Memory, tmp_path: Path, unit: str, before: str, after: str
) -> None:
    entry = stored(memory, file(tmp_path, unit))
    assert (entry.before, entry.after) == (before, after)


def test_a_units_id_is_the_occurrence_only_where_a_file_is_named(memory: Memory, tmp_path: Path) -> None:
    entry = stored(memory, file(tmp_path, OMEGAT))
    assert (entry.document, entry.occurrence) == ("a.md", "p1")
    memory.forget("import:agency.tmx")
    numbered = TRADOS.replace("<tu>", '<tu tuid="{}">')
    result = memory.import_tmx(file(tmp_path, numbered.format(1), numbered.format(2)))
    assert (result.added, result.updated, result.given) == (1, 1, 2)


def test_people_dates_notes_and_unknown_properties_are_kept_through_a_whole_round(
    memory: Memory, tmp_path: Path
) -> None:
    entry = stored(memory, file(tmp_path, MEMOQ))
    assert (entry.author, entry.creator) == ("eva", "ana")
    assert (entry.changed, entry.created) == ("2024-05-06T07:08:09Z", "2023-01-02T03:04:05Z")
    assert Mark(MarkPlace.UNIT, "client", "Larch") in entry.marks
    assert Mark(MarkPlace.UNIT, "", "Ask legal.") in entry.marks
    assert Mark(MarkPlace.SOURCE, "x-own", "1") in entry.marks
    assert {Mark(MarkPlace.TARGET, "x-check", "ok"), Mark(MarkPlace.TARGET, "", "Informal.")} <= set(entry.marks)
    exported = tmp_path / "agency.tmx"
    exported.write_bytes(tmx.write(units([entry]), source_locale="en"))
    memory.forget("import:agency.tmx")
    assert stored(memory, exported) == entry
    text = exported.read_text(encoding="utf-8")
    assert 'creationid="ana" changeid="eva"' in " ".join(text.split()).replace('changedate="20240506T070809Z" ', "")


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + HEAD + OMEGAT + "</body></tmx>").encode(),
        (DOCTYPE + HEAD + OMEGAT + "</body></tmx>").encode(),
        codecs.BOM_UTF16_LE + (DOCTYPE + HEAD + OMEGAT + "</body></tmx>").encode("utf-16-le"),
        codecs.BOM_UTF16_BE
        + ('<?xml version="1.0" encoding="UTF-16"?>' + HEAD + OMEGAT + "</body></tmx>").encode("utf-16-be"),
    ],
    ids=["UTF-8 with a mark", "DOCTYPE", "UTF-16 little", "UTF-16 big"],
)
def test_encodings_and_the_doctype_of_omegat(memory: Memory, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "agency.tmx"
    path.write_bytes(data)
    assert stored(memory, path).target.native == "Paga ya."


def test_every_language_pair_of_a_unit_becomes_an_entry(memory: Memory, tmp_path: Path) -> None:
    said = {"en": "Pay.", "es": "Paga.", "DE": "Zahl.", "ja": "払う"}
    variants = "".join(f"<tuv xml:lang='{tag}'><seg>{text}</seg></tuv>" for tag, text in said.items())
    result = memory.import_tmx(file(tmp_path, f"<tu>{variants}</tu>\n"))
    assert (result.added, result.given) == (3, 3)
    assert {entry.locale for entry in memory.entries()} == {"es", "de", "ja"}


BOMB = '<!DOCTYPE tmx [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + TRADOS + '<tu><tuv xml:lang="en"><seg>Pay', 3),
        (HEAD + TRADOS + "<tu><tuv xml:lang='en'><seg>a</tuv></tu></body></tmx>", 3),
        (BOMB.format("x" * 1000) + HEAD + "</body></tmx>", 1),
        ('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n' + HEAD + "</body></tmx>", 1),
        ("\n\n" + HEAD.replace("tmx", "html") + "</body></html>", 0),
    ],
    ids=["cut off", "not well formed", "bomb", "outside entity", "not TMX"],
)
def test_what_is_cut_off_or_hostile_is_refused_whole_with_its_line(
    memory: Memory, tmp_path: Path, text: str, line: int
) -> None:
    memory.import_tmx(file(tmp_path, MEMOQ))
    before = list(memory.entries())
    path = tmp_path / "bad.tmx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        memory.import_tmx(path)
    location = caught.value.problems[0].location
    assert location.path == str(path)
    assert location.line == line or not line
    assert list(memory.entries()) == before


BROKEN = (
    '<tu><tuv xml:lang="en">No segment</tuv><tuv xml:lang="es">Sin segmento</tuv></tu>\n',
    '<tu><tuv><seg>No language</seg></tuv><tuv xml:lang="es"><seg>Sin idioma</seg></tuv></tu>\n',
    '<tu><tuv xml:lang="en"><seg>Odd language</seg></tuv><tuv xml:lang="tlh!"><seg>x</seg></tuv></tu>\n',
    '<tu><tuv xml:lang="en"><seg></seg></tuv><tuv xml:lang="es"><seg> </seg></tuv></tu>\n',
    '<tu><tuv xml:lang="en"><seg>Pay <ph x="1">%s</ph>.</seg></tuv><tuv xml:lang="es"><seg>Paga.</seg></tuv></tu>\n',
    f'<tu><tuv xml:lang="en"><seg>{"<hi>" * 70}x{"</hi>" * 70}</seg></tuv><tuv xml:lang="es"><seg>x</seg></tuv></tu>\n',
)


def test_a_broken_unit_is_rejected_by_itself_with_its_line_and_the_others_come_in(
    memory: Memory, tmp_path: Path
) -> None:
    path = file(tmp_path, TRADOS, *BROKEN, OMEGAT)
    found = [one for one in read_sound(path, "a.tmx", "en", Trust.IMPORTED) if isinstance(one, Rejected)]
    assert {one.line for one in found} == {3, 4, 5, 6, 7, 8}
    assert all(one.why.endswith(".") or "missing" in one.why for one in found)
    result = memory.import_tmx(str(path))
    assert (result.added, result.given) == (2, 2 + len(found))
    assert {entry.target.native for entry in memory.entries()} == {"Paga ya."}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("\n  Pay the\n      bill.\n    ", "\n  Paga la\n      cuenta.\n    ", ("Pay the bill.", "Paga la cuenta.")),
        ("Pay now.", "Paga\nya.", ("Pay now.", "Paga ya.")),
        ("Ann\nLarch", "Ana\nLarch", ("Ann\nLarch", "Ana\nLarch")),
        (" Pay now.", " Paga ya.", (" Pay now.", " Paga ya.")),
        ("Pay\n <ph x='1'>%s</ph>\n now.", "Paga\n <ph x='1'>%s</ph>\n ya.", ("Pay %s now.", "Paga %s ya.")),
    ],
)
def test_the_indents_of_a_formatter_are_no_part_of_a_text(
    tmp_path: Path, source: str, target: str, expected: tuple[str, str]
) -> None:
    unit = f"<tu><tuv xml:lang='en'><seg>{source}</seg></tuv><tuv xml:lang='es'><seg>{target}</seg></tuv></tu>\n"
    (entry,) = read_entries(file(tmp_path, unit), "a.tmx", "en", Trust.IMPORTED)
    assert isinstance(entry, Entry)
    assert (entry.source.native, entry.target.native) == expected


def test_japanese_is_joined_without_a_blank(tmp_path: Path) -> None:
    unit = (
        "<tu><tuv xml:lang='en'><seg>Pay now.</seg></tuv><tuv xml:lang='ja'><seg>\n  今すぐ\n  払う\n</seg></tuv></tu>"
    )
    (entry,) = read_entries(file(tmp_path, unit), "a.tmx", "en", Trust.IMPORTED)
    assert isinstance(entry, Entry)
    assert entry.target.native == "今すぐ払う"


CODE = st.builds(
    lambda tag, number, kind, text: (tag, number, kind, text),
    st.sampled_from(("ph", "it", "ut", "hi", "bpt")),
    st.sampled_from(("", "1", "2", "x7", "110905")),
    st.sampled_from(("", "bold", "x-locmem-link;identity=bold", "x-locmem-id", "fmt")),
    st.sampled_from(("&lt;b&gt;", "{\\cs6}", "", "%s", "<sub>A</sub>")),
)


def written(codes: Sequence[tuple[str, str, str, str]], words: str) -> str:
    """A segment with codes of every kind that TMX 1.4b knows, words between them."""
    parts = []
    for at, (tag, number, kind, text) in enumerate(codes, 1):
        said = "".join(f' {name}="{value}"' for name, value in (("x", number), ("type", kind)) if value)
        if tag == "bpt":
            parts.append(f'{words}<bpt i="{at}"{said}>{text}</bpt>{words}<ept i="{at}">{text}</ept>')
        elif tag == "hi":
            parts.append(f"<hi{said}>{words}</hi>")
        else:
            pos = ' pos="begin"' if tag == "it" else ""
            parts.append(f"{words}<{tag}{pos}{said}>{text}</{tag}>")
    return "".join(parts) + words


@given(st.lists(CODE, max_size=4), st.sampled_from(("Press **OK** now", "Press {{ a }} now", "Press now")))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_inline_element_survives_storing_searching_and_repair(
    tmp_path: Path, codes: list[tuple[str, str, str, str]], asked: str
) -> None:
    sides = written(codes, "Press "), written(codes, "Pulsa ")
    unit = "<tu><tuv xml:lang='en'><seg>{}</seg></tuv><tuv xml:lang='es'><seg>{}</seg></tuv></tu>\n".format(*sides)
    with open_memory("sqlite://") as memory:
        memory.import_tmx(file(tmp_path, unit))
        for entry in memory.entries():
            assert inline_json.load(inline_json.dump(entry.source)) == entry.source
            for match in memory.search(asked, floor=50) + memory.search(entry.source.text or "x", floor=50):
                assert match.target.text.strip()
