"""A user's mistakes: all of a file at once, with path, line and column, nothing written, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from locmem.pages import project_status
from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
COMMANDS = (
    ("sync",),
    ("check",),
    ("status",),
    ("export", "--locale", "es"),
    ("queue", "next"),
    ("analyze",),
    ("render",),
    ("market", "list"),
    ("accept", "articles/paying.md", "--reason", "x"),
    ("memory", "stats"),
    ("doctor",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One broken project: how it breaks, the command that finds it, its exit code and what it says."""

    name: str
    make: Callable[[Shop], None]
    command: tuple[str, ...]
    code: int
    says: tuple[str, ...]


def settings(shop: Shop) -> None:
    shop.write(
        "locmem.yaml",
        "project: Shop help\nsource_locale: en\nlocales: [es, ja, english]\nlocale: [de]\n"
        "content:\n  - {name: articles, files: articles/**/*.md, kind: word, risk: high}\n"
        "floor: much\nassignees: {de: Uwe}\nrisks:\n  legal: {required: perfect, grace: 3}\n",
    )


def market(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "currency: EUR\n", "currency: EUR\ncontinent: Europe\n")
    shop.edit("markets/ES.yaml", "        - value: 18\n", "        - value: eighteen\n")


def macro(shop: Shop) -> None:
    shop.edit("content/macros/refund.yaml", "  topic: refunds\n", "  topic: refunds\n  risk: huge\n  tone: formal\n")


def front_matter(shop: Shop) -> None:
    shop.edit(PAYING, "topic: payments\n", "topic: payments\nrisk: huge\nlocale: Klingon!\n")


def encoding(shop: Shop) -> None:
    (shop.root / PAYING).write_bytes(shop.read(PAYING).replace("Good to know", "Good to know…").encode("cp1252"))
    (shop.root / "content/macros/refund.yaml").write_bytes(b"title: \xff\n")


def slugs(shop: Shop) -> None:
    shop.write("content/articles/zweite.md", "---\ntitle: Second\nslug: paying\n---\n\nText.\n")


def mixed(shop: Shop) -> None:
    shop.edit(PAYING, "## Good to know", "## Good {{ market.name | append: ticket.id }}")


def gap(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "          valid_from: 2012-09-01\n", "          valid_from: 2012-09-03\n")


def window(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "      values: {es: IVA}\n", "      values: {es: IVA}\n      valid_from: 2030-01-01\n")


def two_windows(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "          valid_until: 2012-08-31\n", "          valid_until: 2030-08-31\n")


def catalog(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    shop.edit(path, 'msgstr "Conviene saber"', 'msgstr "Conviene saber')


def kpi(shop: Shop) -> None:
    shop.write("content/kpi.csv", "document,market,period,views,tickets,unhelpful\na.md,ES,2026-10,many,1,1\n")


def pipeline(shop: Shop) -> None:
    shop.write("pipelines/sync.yaml", "steps:\n  - collect\n  - translate\n  - pretranslate: {locale: es}\n")


def yaml(shop: Shop) -> None:
    shop.write("locmem.yaml", "project: [Shop\nlocales: es\n")


MISTAKES = (
    Mistake(
        name="settings",
        make=settings,
        command=("sync",),
        code=2,
        says=(
            "locmem.yaml:3:19 locales[2]: 'english'",
            "locmem.yaml:4:1",
            "'locale'",
            "locmem.yaml:6:",
            "word",
            "high",
            "locmem.yaml:7:8",
            "locmem.yaml:8:13",
            "de is not declared",
            "locmem.yaml:10:21",
            "perfect",
            "'grace'",
        ),
    ),
    Mistake(name="settings that are no YAML", make=yaml, command=("status",), code=2, says=("locmem.yaml:",)),
    Mistake(
        name="market profile",
        make=market,
        command=("check",),
        code=1,
        says=(
            "markets/ES.yaml\n",
            "9:1",
            "'continent'",
            "41:18",
            "Write a number",
        ),
    ),
    Mistake(
        name="market profile, rendered",
        make=market,
        command=("render",),
        code=2,
        says=(
            "markets/ES.yaml:9:1",
            "'continent'",
            "markets/ES.yaml:41:18 facts.tax.standard_rate.windows[0].value",
        ),
    ),
    Mistake(
        name="macro",
        make=macro,
        command=("check",),
        code=1,
        says=(
            "content/macros/refund.yaml",
            "huge",
        ),
    ),
    Mistake(name="front matter", make=front_matter, command=("check",), code=1, says=(PAYING, "huge", "Klingon!")),
    Mistake(
        name="encoding",
        make=encoding,
        command=("sync",),
        code=1,
        says=(
            f"{PAYING}:19:16",
            "not valid UTF-8",
            "content/macros/refund.yaml:1:8",
        ),
    ),
    Mistake(name="encoding, checked", make=encoding, command=("check",), code=1, says=(PAYING, "not valid UTF-8")),
    Mistake(
        name="equal slugs",
        make=slugs,
        command=("check",),
        code=1,
        says=(
            "content/articles/zweite.md",
            "the slug 'paying' is already used by content/articles/paying.md",
        ),
    ),
    Mistake(
        name="unknown step",
        make=pipeline,
        command=("sync",),
        code=2,
        says=(
            "pipelines/sync.yaml:3:5",
            "there is no step 'translate'",
            "pipelines/sync.yaml:4:20",
            "'locale'",
        ),
    ),
    Mistake(name="mixed tag", make=mixed, command=("check",), code=1, says=(PAYING, "19:9", "^")),
    Mistake(
        name="no window",
        make=window,
        command=("check", "--gate", "release", "--market", "ES"),
        code=1,
        says=(
            "content/macros/refund.yaml\n",
            "9:19",
            "tax.abbreviation",
            "2026-11-21",
        ),
    ),
    Mistake(
        name="days without a value",
        make=gap,
        command=("render",),
        code=2,
        says=(
            "markets/ES.yaml:46:11",
            "no value between 2012-08-31 and 2012-09-03",
        ),
    ),
    Mistake(
        name="two windows",
        make=two_windows,
        command=("render",),
        code=2,
        says=(
            "markets/ES.yaml:",
            "standard_rate",
        ),
    ),
    Mistake(
        name="cut catalog",
        make=catalog,
        command=("sync",),
        code=1,
        says=("content/translations/es/articles/paying.md.po:",),
    ),
    Mistake(name="wrong figures", make=kpi, command=("backlog",), code=1, says=("content/kpi.csv:2", "whole number")),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_named_with_its_place_and_nothing_is_written(shop: Shop, locmem: Locmem, mistake: Mistake) -> None:
    mistake.make(shop)
    before = shop.in_git()
    done = locmem(*mistake.command)
    assert done.code == mistake.code, done.text
    for part in mistake.says:
        assert part in done.text, f"{part!r} is not in:\n{done.text}"
    assert shop.in_git() == before
    assert not (shop.root / "dist").exists()


@pytest.mark.parametrize(
    "make",
    [settings, market, macro, front_matter, encoding, slugs, mixed, gap, window, catalog, kpi, pipeline, yaml],
    ids=lambda make: make.__name__,
)
def test_no_command_ever_answers_a_mistake_with_a_traceback(
    shop: Shop, locmem: Locmem, make: Callable[[Shop], None]
) -> None:
    make(shop)
    before = shop.in_git()
    for words in COMMANDS:
        done = locmem(*words)
        assert done.code in (0, 1, 2), (words, done.err)
        assert "Traceback" not in done.text, words
        if done.code == 2:
            assert done.err.startswith("locmem: "), words
            assert shop.in_git() == before, words


def too_long(shop: Shop) -> None:
    shop.write(PAYING, shop.read(PAYING) + "Word. " * 90_000)


def header(shop: Shop) -> None:
    shop.edit(PAYING, "topic: payments", "topic: [payments")


def foreign(shop: Shop) -> None:
    shop.edit("content/translations/es/articles/paying.md.po", "Language: es", "Language: fr")


WITHOUT = (
    ("sync",),
    ("run", "collect"),
    ("status",),
    ("status", "--json"),
    ("check",),
    ("check", "--gate", "release"),
    ("export", "--locale", "es", "--again", "--dry-run"),
    ("analyze",),
    ("queue", "list"),
    ("queue", "next", "--json"),
    ("backlog",),
    ("approvals",),
    ("conflicts", "list"),
    ("market", "impact", "tax.standard_rate"),
    ("market", "readiness"),
    ("memory", "stats"),
    ("memory", "audit"),
    ("memory", "export", "../all.tmx"),
    ("memory", "dedupe"),
    ("memory", "rebuild"),
    ("render", "--dry-run"),
    ("doctor",),
)


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (encoding, f"{PAYING}:19:16"),
        (too_long, PAYING),
        (header, f"{PAYING}:6:1"),
        (catalog, "content/translations/es/articles/paying.md.po:"),
        (foreign, "content/translations/es/articles/paying.md.po:1"),
    ],
    ids=["bytes", "too long", "front matter", "cut catalog", "another language"],
)
def test_what_cannot_be_read_is_a_finding_of_every_command_and_stops_none(
    shop: Shop, locmem: Locmem, make: Callable[[Shop], None], place: str
) -> None:
    make(shop)
    before = shop.in_git()
    for words in WITHOUT:
        done = locmem(*words)
        assert done.code == 1, (words, done.text)
        if words[0] not in ("check", "doctor"):
            assert f"not read: {place}" in done.text, (words, done.text)
            assert "could not be read; all that belongs to" in done.err, words
        assert shop.in_git() == before, words
    done = locmem("accept", "articles/paying.md", "--locale", "es", "--reason", "x")
    assert (done.code, done.err.startswith(f"locmem: {place}")) == (2, True), done.text
    assert locmem("accept", "articles/complaints.md", "--reason", "x").code == 0
    assert locmem("memory", "search", "Good to know", "--to", "es").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run", "nothing"), "there is no pipeline nothing"),
        (("export", "--locale", "xx"), "is not declared. Declared: es, ja"),
        (("queue", "list", "--locale", "xx"), "is not declared. Declared: es, ja"),
        (("render", "--market", "XX"), "there is no market 'XX'. Markets here: ES, JP"),
        (("check", "--market", "XX"), "there is no market 'XX'"),
        (("check", "--as-of", "someday"), "'someday' is not a day. Write 2026-12-28, or +30d"),
        (("render", "--as-of", "2026-02-30"), "'2026-02-30' is not a day"),
        (("import", "nowhere.po"), "nowhere.po: cannot be read"),
        (("import", "content"), "the file does not say which handoff it belongs to"),
        (("accept",), "nothing to accept"),
        (("accept", "articles/none.md", "--reason", "x"), "no document here is called articles/none.md"),
        (("accept", "articles/paying.md"), "a reason is needed"),
        (("accept", "--since", "-x", "--reason", "x"), "'-x' is not a commit"),
        (("undo", "2020-01-01.1"), ""),
        (("market", "show", "XX"), "there is no market 'XX'"),
        (("memory", "search", "x", "--to", "xx"), "is not declared. Declared: es, ja"),
        (("memory", "import", "none.tmx"), "none.tmx: cannot be read"),
        (("content", "verify", "nowhere"), "there is no such file or folder"),
        (("nonsense",), "nonsense"),
        (("check", "--gate", "maybe"), "maybe"),
        (("check", "--nonsense"), "--nonsense"),
        (("check", "--baseline", "none.json"), "none.json"),
    ],
    ids=" ".join,
)
def test_wrong_words_on_the_command_line_end_with_2_and_advice(
    shop: Shop, locmem: Locmem, words: tuple[str, ...], says: str
) -> None:
    before = shop.in_git()
    done = locmem(*words)
    assert done.code == 2, done.text
    assert says in done.err, done.err
    assert "Traceback" not in done.text
    assert shop.in_git() == before


def test_outside_of_a_project_every_command_says_how_to_start_one(
    shop: Shop, locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop.root.parent / "empty").mkdir()
    monkeypatch.chdir(shop.root.parent / "empty")
    for words in COMMANDS:
        if words == ("doctor",):
            continue
        done = locmem(*words)
        assert (done.code, "Run `locmem init DIR` to start a project" in done.err) == (2, True), words


def test_a_bug_is_told_apart_from_a_mistake(locmem: Locmem, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(project_status, "overview", broken)
    done = locmem("status")
    assert (done.code, "this is a bug in locmem" in done.err) == (3, True)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("toml.md", b"+++\ndescription = 'don''t'\n+++\n\nBody.\n", "toml.md:2"),
        ("yaml.md", b"---\ntitle: 'open\n---\n\nBody.\n", "yaml.md:"),
        ("json.md", b'{\n"title": "a",,\n}\n\nBody.\n', "json.md:2"),
        ("latin.md", "Grüße.\n".encode("latin-1"), "latin.md"),
        ("macro.yaml", b"title: [\n", "macro.yaml:"),
    ],
    ids=["toml", "yaml", "json", "latin-1", "macro"],
)
def test_a_source_that_cannot_be_read_is_not_verified(
    shop: Shop, locmem: Locmem, name: str, data: bytes, says: str
) -> None:
    pages = shop.root / "pages"
    pages.mkdir()
    (pages / "good.md").write_text("A good page.\n", encoding="utf-8")
    assert locmem("content", "verify", "pages").code == 0
    (pages / name).write_bytes(data)
    done = locmem("content", "verify", "pages")
    assert (done.code, "1 file, 1 identical, 100.0 % of words, 1 file refused" in done.out) == (1, True), done.text
    assert says in done.out
