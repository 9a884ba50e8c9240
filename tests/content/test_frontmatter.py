"""Front matter: what a page says of itself, the texts its customers read, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.content.frontmatter import About, front_matter_place, read_front_matter, slug_of
from locmem.content.read_options import ReadOptions
from locmem.inline.notations import left_out
from locmem.model.document import Risk
from locmem.model.segment import UnitKind
from locmem.model.tags import language_tag, market_code

OPTIONS = ReadOptions(fields=("title", "seo.title", "steps"))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: 1\n---\nx", "x"),
        ("---\na: 1\n...\nx", "x"),
        ("---  \r\na: 1\r\n--- \r\nx", "x"),
        ("---\n---\nx", "x"),
        ("---\na: 1\n---", ""),
        ("---\na: 1\n----\nx", None),
        ("---\na: 1\n", None),
        (" ---\na: 1\n---\n", None),
        ("----\na: 1\n----\n", None),
        ("x", None),
    ],
)
def test_where_front_matter_ends_and_the_page_begins(text: str, body: str | None) -> None:
    place = front_matter_place(text)
    assert (None if place is None else text[place.body :]) == body
    assert read_front_matter(text, "a.md", OPTIONS).body == (place.body if place else 0)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["unix", "windows", "mac"])
def test_what_a_page_says_of_itself(newline: str) -> None:
    text = "---\ntitle: T\nslug: s\ntopic: t\nrisk: legal\nlocale: pt_br\nmarkets: [ES, CA-QC]\n---\nx"
    found = read_front_matter(text.replace("\n", newline), "a.md", OPTIONS)
    assert found.findings == ()
    assert found.about == About(
        title="T",
        slug="s",
        topic="t",
        risk=Risk.LEGAL,
        locale=language_tag("pt-BR"),
        markets=(market_code("ES"), market_code("CA-QC")),
    )


def test_texts_for_customers_are_units_at_their_own_place() -> None:
    text = "---\ntitle: 'It''s'\nother: no\nseo: {title: Two}\nsteps:\n  - Three\n  - 4\n---\n"
    found = read_front_matter(text, "a.md", OPTIONS)
    assert [(unit.kind, unit.name, unit.content.native, unit.line) for unit in found.units] == [
        (UnitKind.TITLE, "title", "It's", 2),
        (UnitKind.FIELD, "seo.title", "Two", 4),
        (UnitKind.FIELD, "steps[0]", "Three", 6),
    ]
    assert [unit.place.is_flow for unit in found.units] == [False, True, False]
    scalar = found.units[0].place.scalar
    assert scalar
    assert text[slice(*scalar)] == "'It''s'"


@pytest.mark.parametrize(
    ("keys", "line", "what"),
    [
        ("risk: high", 2, "high"),
        ("title: T\nlocale: spanish", 3, "'spanish' is not a language tag"),
        ("markets: [es]", 2, "'es' is not a market code"),
        ("a: [", 3, ""),
    ],
    ids=["risk", "locale", "market", "broken"],
)
def test_what_is_wrong_is_told_with_its_line_in_the_file_and_reading_goes_on(keys: str, line: int, what: str) -> None:
    text = f"---\n{keys}\n---\nbody"
    found = read_front_matter(text, "a.md", OPTIONS)
    [finding] = found.findings
    assert (finding.check, finding.location.path, finding.location.line) == ("front-matter", "a.md", line)
    assert what in finding.what
    assert text[found.body :] == "body"


def test_a_text_given_twice_by_an_alias_is_one_unit() -> None:
    found = read_front_matter("---\ntitle: &t One\nsteps: [*t]\n---\n", "a.md", OPTIONS)
    assert [unit.name for unit in found.units] == ["title"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("+++\na = 1\n+++\nx", "x"),
        ("+++ \r\n+++\r\nx", "x"),
        ("+++\na = '+++'\n+++", ""),
        ("+++ words\n+++\n", None),
        ('{"a": 1}\n\nx', "\nx"),
        ('{\r\n  "a": {"b": "}"}\r\n}  \r\nx', "x"),
        ("{}\nx", "x"),
        ('{"a": 1}', ""),
        ('{\n"a": b\n}\nx', "x"),
        ('{"a": b\n\nx', "\nx"),
        ('{"a": 1} x', None),
        ("{{ a }}\n", None),
        ("{% if a %}\n", None),
        ("{: .note }\n", None),
        ("{name} x\n", None),
        ('{"a"}\n', None),
        ('{/* "a": 1 */}\n', None),
    ],
)
def test_where_toml_and_json_end(text: str, body: str | None) -> None:
    place = front_matter_place(text)
    assert (None if place is None else text[place.body :]) == body


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Über uns"\nslug = "s"\ntopic = \'t\'\nrisk = "legal"\nmarkets = ["ES"]\n'
        'steps = ["Eins", "Zwei"]\n[seo]\ntitle = "Drei"\n+++\nx',
        '{\n"title": "\\u00dcber uns", "slug": "s",\n"topic": "t", "risk": "legal", "markets": ["ES"],\n'
        '"steps": ["Eins", "Zwei"],\n"seo": {"title": "Drei"}\n}\nx',
    ],
    ids=["toml", "json"],
)
def test_toml_and_json_say_what_yaml_says(text: str, newline: str) -> None:
    found = read_front_matter(text.replace("\n", newline), "a.md", OPTIONS)
    assert found.findings == ()
    markets = (market_code("ES"),)
    assert found.about == About(title="Über uns", slug="s", topic="t", risk=Risk.LEGAL, markets=markets)
    assert [(unit.kind, unit.name, unit.content.native) for unit in found.units] == [
        (UnitKind.TITLE, "title", "Über uns"),
        (UnitKind.FIELD, "steps[0]", "Eins"),
        (UnitKind.FIELD, "steps[1]", "Zwei"),
        (UnitKind.FIELD, "seo.title", "Drei"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('+++\ntitle = "x\n+++\nbody', "a.md:2:11"),
        ("+++\nmarkets = 3\n+++\nbody", "a.md:2:11"),
        ('{\n"title": x\n}\nbody', "a.md:2:10"),
        ('{\n"title": "x",\n"title": "y"\n}\nbody', "a.md:3:1"),
        ('{"title": "x"\n\nbody', "a.md:1:14"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_no_text(text: str, place: str) -> None:
    found = read_front_matter(text, "a.md", OPTIONS)
    assert (text[found.body :].strip(), found.units) == ("body", ())
    assert [str(finding.location) for finding in found.findings] == [place]


def test_a_page_without_a_slug_is_called_as_its_file() -> None:
    options = ReadOptions(folder="articles")
    assert slug_of(About(), "articles/a.b.md", options) == "a.b"
    assert slug_of(About(), "articles/b/index.md", options) == "b"
    assert slug_of(About(slug="s"), "articles/b/index.md", options) == "s"


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("[!DNL Shop] for everybody", ["[!DNL Shop]"]),
        ("Use [!DNL Shop] and [!DNL Shop Pro]", ["[!DNL Shop]", "[!DNL Shop Pro]"]),
        ("Press [!UICONTROL Save]", ["[!UICONTROL ", "]"]),
        ("[!UICONTROL Open [!DNL Shop]] の使い方", ["[!UICONTROL ", "[!DNL Shop]", "]"]),
        ("[!DNL {{ name }}] und {{ x }}", ["[!DNL {{ name }}]", "{{ x }}"]),
        ("A [link](there) and [x] and [!", []),
    ],
)
@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_directives_in_titles_are_codes(title: str, codes: list[str], quote: str) -> None:
    text = f"---\nseo:\n  title: {quote or '>-' + chr(10) + '    '}{title}{quote}\n---\n"
    [unit] = read_front_matter(text, "a.md", OPTIONS).units
    assert unit.content.native == title
    assert [code.original for code in unit.content.codes] == codes
    [unit] = read_front_matter(text, "a.md", replace(OPTIONS, dialects=left_out(["math"]))).units
    assert all(code.original.startswith("{{") for code in unit.content.codes)


@pytest.mark.parametrize("value", ["2024-03-01T10:00:00+01:00", "10:30:00", "2024-03-01", "1.5", '"Words"'])
def test_a_named_field_of_toml_is_a_text_only_where_it_is_a_string(value: str) -> None:
    found = read_front_matter(f"+++\ntitle = {value}\n+++\nBody.\n", "a.md", OPTIONS)
    assert not found.findings
    assert len(found.units) == int(value == '"Words"')
