"""Hostile texts in every place a project reads from, and what of them comes out of every output.

Each payload of `payloads.tsv` is planted in a source, in a target somebody edited by hand, in facts, in a file's name,
in files beside pages, in a TMX and in the export of a help desk; then the real commands run, in this process.  A source
may run what its author wrote, as long as `check` says so; nothing else may add anything that runs or leads elsewhere.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tempfile
import xml.etree.ElementTree as Tree
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from unittest.mock import patch
from urllib.parse import quote
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt

from locmem.cli.main import main
from tests.checks.lamps import BRAZIL, COMPANY, SETTINGS, SPAIN
from tests.trust.family import Control, Size, Tried

NAME = "Hostile texts in every output"
PROMISE = "No text of a translation, a fact or a file's name acts on a page, in a report or in a terminal."
PAYLOADS = Path(__file__).with_name("payloads.tsv")
SECRET = "not-for-customers"

_SENTENCE = "Open the lamp and look."
_HOSTS = frozenset({"lamps.example", "www.agencia.example", "help.lamps.example"})
_RUNS = frozenset(
    {
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "base",
        "meta",
        "form",
        "input",
        "button",
        "svg",
        "math",
        "style",
        "link",
    }
)
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "background", "srcset", "xlink:href")
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table"])
_OWN_STYLE = re.compile(r"<style>.*?</style>|<meta charset=\"utf-8\">|<meta name=\"viewport\"[^>]*>", re.DOTALL)
_OWN_CHART = re.compile(r'<svg width="\d+" height="\d+" viewBox="[\d ]+" role="img" aria-label="[^"<>]*">')
"""The beginning of a chart; what stands in it is looked at."""
_SETS = """\
  - {name: help-center, files: help-center/**/*.html, kind: html}
zendesk_locales: {en: {name: en-us, id: 1}, es: 2, pt-BR: 3}
"""


@dataclass
class Tally:
    """What was counted: outputs looked at, and faults of each kind with the places where they were seen."""

    outputs: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    seen: list[str] = field(default_factory=list)

    def fault(self, kind: str, where: str) -> None:
        """Count a fault."""
        self.faults[kind] += 1
        self.seen.append(f"{kind}: {where}")


def payloads(path: Path = PAYLOADS) -> tuple[tuple[str, str], ...]:
    """Every payload with what it is."""
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    return tuple((what, json.loads(text)) for what, text in (row.split("\t") for row in rows if row))


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every payload in every place; SHORT: two of them, by seed."""
    chosen = payloads() if size is Size.FULL else Random(seed).sample(payloads(), 2)
    tally = _planted(chosen)
    yield Tried(
        what="outputs of projects with hostile texts",
        tries=tally.outputs,
        wrong=tuple(tally.seen),
        note=f"{len(chosen)} payloads, each in seven kinds of place",
    )


def controls(seed: int) -> Iterator[Control]:
    """Markup of a translation goes into the page as it is."""
    del seed
    with patch("locmem.render.html.sanitised", lambda body: body), patch("locmem.render.places.escape", _as_it_is):
        tally = _planted(payloads()[:1])
    yield Control(what="nothing is escaped or taken out", tries=tally.outputs, seen=len(tally.seen))


def _as_it_is(value: str, *_: object, **__: object) -> str:
    return value


def _planted(chosen: Iterable[tuple[str, str]]) -> Tally:
    tally = Tally()
    for what, payload in chosen:
        with tempfile.TemporaryDirectory() as folder:
            try_out(Path(folder), what, payload, tally)
    return tally


def try_out(folder: Path, what: str, payload: str, tally: Tally) -> None:
    """Plant one payload in three projects, run everything, and count what came out."""
    for place, plant in (("texts", _texts), ("facts", _facts), ("names", _names)):
        root = folder / place
        _project(root)
        plant(root, payload, tally)
        _look(root, f"{what}, {place}", tally)


def _project(root: Path) -> None:
    settings = SETTINGS.replace("risks:\n", _SETS + "risks:\n")
    files = {
        "locmem.yaml": settings,
        "markets/ES.yaml": SPAIN,
        "markets/BR.yaml": BRAZIL,
        "markets/company.yaml": COMPANY,
        "content/kpi.csv": f"document,market,period,views,tickets,unhelpful\n# {SECRET}\n",
        "content/glossary.csv": f"{SECRET}\n",
        "pipelines/sync.yaml": "steps: [collect, pretranslate]\n",
        "content/articles/plain.md": _article(f"{_SENTENCE} See [all](https://lamps.example/)."),
    }
    for name, text in files.items():
        _write(root, name, text)


def _texts(root: Path, payload: str, tally: Tally) -> None:
    _write(root, "content/articles/source.md", _article(f"Look here: {payload}\n\nAnd on."))
    _write(root, "content/articles/target.md", _article(_SENTENCE))
    _write(root, "content/articles/memory.md", _article("A sentence for the memory."))
    beside = "![a](img/a.png) ![b](img/b.svg) [c](c.txt) [d](d.html) [e](beside.md.manifest.json)"
    _write(root, "content/articles/beside.md", _article(beside))
    for name in ("img/a.png", "img/b.svg", "c.txt", "d.html", "beside.md.manifest.json"):
        _write(root, f"content/articles/{name}", payload)
    export = {
        "articles": [
            {
                "id": 7,
                "title": payload,
                "name": payload,
                "locale": "en-us",
                "source_locale": "en-us",
                "draft": False,
                "label_names": [],
                "section_id": 6,
                "html_url": "https://help.lamps.example/hc/en-us/articles/7-x",
                "body": f"<p>Look here: {payload}</p>",
            }
        ],
        "translations": [
            {
                "id": 8,
                "source_id": 7,
                "source_type": "Article",
                "locale": "es",
                "title": payload,
                "draft": False,
                "body": f"<p>Mira: {payload}</p>",
            }
        ],
    }
    _write(root, "export.json", json.dumps(export))
    _run(root, "sync", tally=tally)
    catalog = root / "content/translations/es/articles/target.md.po"
    po = json.dumps(payload, ensure_ascii=False).replace("\\u00", "\\x")
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace(f'msgid "{_SENTENCE}"\nmsgstr ""', f'msgid "{_SENTENCE}"\nmsgstr {po}'), "utf-8")
    said = escape(_NOT_XML.sub("", payload))
    _write(
        root,
        "m.tmx",
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">'
            '<header creationtool="x" creationtoolversion="1" '
            'segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body><tu>'
            '<tuv xml:lang="en"><seg>A sentence for the memory.</seg></tuv>'
            f'<tuv xml:lang="es"><seg>{said}</seg></tuv></tu></body></tmx>\n'
        ),
    )
    _run(root, "memory", "import", "m.tmx", tally=tally)
    _run(root, "pull", "zendesk", "export.json", tally=tally)
    _run(root, "drift", "zendesk", "export.json", tally=tally)
    _run(root, "sync", tally=tally)


def _facts(root: Path, payload: str, tally: Tally) -> None:
    written = json.dumps(payload)
    profile = SPAIN.replace("name: Bizum", f"name: {written}").replace("value: Agencia Ejemplo", f"value: {written}")
    _write(root, "markets/ES.yaml", profile.replace("name: Spain", f"name: {written}"))
    _write(root, "markets/company.yaml", COMPANY.replace("value: help@lamps.example", f"value: {written}"))
    _write(root, "locmem.yaml", (root / "locmem.yaml").read_text("utf-8").replace("Lamps", written, 1))
    body = (
        'Ask {{ market.authority.name }} or <b title="{{ market.authority.name }}">them</b>, '
        "[there]({{ market.authority.website }}).\n\n| a | b |\n| --- | --- |\n| {{ company.support.email }} | c |\n\n"
        'Pay with {{ market.payment_methods | list: "or" }}.\n\n{{ company.support.email }}'
    )
    _write(root, "content/articles/fact.md", _article(body))
    _write(
        root,
        "content/macros/fact.yaml",
        (
            "title: Fact\nactions:\n  - field: comment_value_html\n    value: |\n"
            "      <p>Ask {{ market.authority.name }}, {{ company.support.email }}.</p>\n"
        ),
    )
    _run(root, "sync", tally=tally)


def _names(root: Path, payload: str, tally: Tally) -> None:
    name = re.sub(r"[/\0]", "_", payload).encode()[:100].decode("utf-8", "ignore")
    try:
        _write(root, f"content/articles/{name}.md", _article(_SENTENCE))
        _write(root, f"content/articles/{name}.png", SECRET)
    except OSError:
        return
    _write(root, "content/articles/leads.md", _article(f"See [x]({quote(name)}.md) ![y]({quote(name)}.png)."))
    _run(root, "sync", tally=tally)


def _look(root: Path, where: str, tally: Tally) -> None:
    told = _checked(root, where, tally)
    for target in ("markdown", "html", "zendesk"):
        _run(root, "render", "--target", target, "--to", f"dist-{target}", tally=tally)
        _run(root, "render", "--target", target, "--json", "--dry-run", tally=tally, where=where)
        for file in sorted((root / f"dist-{target}").rglob("*")):
            if file.is_file():
                tally.outputs += 1
                _file(root, file, target, told, f"{where}, {file.relative_to(root)}", tally)
    for words in (
        ("status",),
        ("queue", "list"),
        ("queue", "next"),
        ("backlog",),
        ("market", "show", "ES"),
        ("market", "lint", "ES"),
        ("memory", "search", _SENTENCE, "--to", "es"),
    ):
        _run(root, *words, tally=tally, where=where)
        _run(root, *words, "--json", tally=tally, where=where)
    for form in ("html", "markdown"):
        out = _run(root, "market", "brief", "ES", "--format", form, tally=tally, where=where)
        page = _OWN_CHART.sub("", _OWN_STYLE.sub("", out)) if form == "html" else _MARKDOWN.render(out)
        for one in _active(page, _HOSTS):
            tally.fault("runs or leads elsewhere", f"{where}, brief in {form}: {one}")
    for file in root.glob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))):
            for cell in row:
                if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                    tally.fault("runs or leads elsewhere", f"{where}, a formula in {file.name}")


def _checked(root: Path, where: str, tally: Tally) -> frozenset[str]:
    """The files of which `check` says that something in them runs; its reports are looked at, too."""
    for words in (("--all",), ("--gate", "release", "--all")):
        _run(root, "check", *words, tally=tally, where=where)
    written = _run(root, "check", "--format", "junit", tally=tally, where=where)
    try:
        Tree.fromstring(written.encode("utf-8", "surrogatepass"))
    except (Tree.ParseError, UnicodeEncodeError):
        tally.fault("broken for programs", f"{where}, junit")
    for line in _run(root, "check", "--format", "github", tally=tally, where=where).splitlines():
        if not re.match(r"::(?:error|warning|notice) [^\n:]*::", line):
            tally.fault("broken for programs", f"{where}, github: {line[:60]!r}")
    report = _run(root, "check", "--json", tally=tally, where=where)
    found = json.loads(report)["findings"] if report.startswith("{") else []
    return frozenset(one["path"] for one in found if one["check"] == "active-content")


def _file(root: Path, file: Path, target: str, told: frozenset[str], where: str, tally: Tally) -> None:
    data = file.read_bytes()
    inside = "/".join(file.relative_to(root).parts[3:])
    if SECRET.encode() in data and not file.name.endswith((".md", ".html", ".json")):
        tally.fault("file from outside", where)
    if file.name.endswith(".json"):
        try:
            content = json.loads(data)
        except ValueError:
            tally.fault("broken for programs", where)
            return
        for body in _bodies(content) if target == "zendesk" else ():
            for one in _active(body["html"], _HOSTS | _hosts(root, body["document"])):
                tally.fault("runs or leads elsewhere", f"{where}, {body['document']}: {one}")
        return
    if file.suffix in (".md", ".html"):
        source = f"content/{inside}" if (root / "content" / inside).exists() else f"content/{inside[:-5]}.md"
        text = data.decode()
        page = _MARKDOWN.render(text) if file.suffix == ".md" else _OWN_STYLE.sub("", text, count=3)
        own = source.endswith(".html") or target == "markdown"
        is_source = file.name.startswith("source.") or "help-center" in inside
        for one in _active(page, _HOSTS | _hosts(root, source.removeprefix("content/"))):
            if not (own and is_source):
                tally.fault("runs or leads elsewhere", f"{where}: {one}")
            elif not _is_form(one) and source not in told:
                tally.fault("active in a source and not told", f"{where}: {one}")
    elif file.suffix not in (".yaml", ".txt"):
        tally.fault("file from outside", where)


def _is_form(what: str) -> bool:
    """Whether it runs nothing by itself: forms, styles, pictures and frames of the web, and links that fetch a file."""
    return what in {
        "ftp:",
        "style",
        "<form>",
        "<input>",
        "<button>",
        "<style>",
        "<svg>",
        "<math>",
        "<link>",
        "<iframe>",
        "<meta>",
    }


def _bodies(content: object) -> Iterator[Mapping[str, str]]:
    for one in content if isinstance(content, list) else ():
        if isinstance(one, dict) and isinstance(one.get("body"), str):
            yield {"document": str(one["document"]), "html": one["body"]}
        for action in one.get("actions") or () if isinstance(one, dict) else ():
            if action.get("field") == "comment_value_html":
                yield {"document": str(one["document"]), "html": str(action["value"])}


def _hosts(root: Path, document: str) -> frozenset[str]:
    """Hosts that a document's own source has: its author may lead wherever he likes."""
    source = root / "content" / document
    is_own = "help-center" in document or document.startswith("articles/source.")
    return frozenset(["*"]) if is_own and source.exists() else frozenset()


class _Seen(HTMLParser):
    """What of a page runs, and where it leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RUNS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "style"):
                self.found.append(name)
            elif name in _ADDRESSES:
                self.addresses += (value or "").split(",") if name == "srcset" else [value or ""]


def _active(page: str, hosts: frozenset[str]) -> Iterator[str]:
    seen = _Seen()
    seen.feed(page)
    seen.close()
    yield from seen.found
    for address in seen.addresses:
        # As browsers read them, told here once more so that a mistake in the program does not hide itself.
        bare = re.sub(r"[\t\r\n]", "", address.strip("".join(map(chr, range(33)))))
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
        if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
            yield f"{scheme[1].lower()}:"
        rest = bare[scheme.end() :] if scheme else bare
        if (scheme and scheme[1].lower() in ("http", "https")) or re.match(r"[/\\]{2}", rest):
            host = re.split(r"[/\\?#]", rest.lstrip("/\\"))[0].rpartition("@")[2].lower()
            if host not in hosts and "*" not in hosts:
                yield f"a host {host}"


def _article(body: str) -> str:
    return f"---\ntitle: Lamp\nrisk: low\n---\n\n{body}\n"


def _write(root: Path, name: str, text: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _run(root: Path, *words: str, tally: Tally, where: str = "") -> str:
    """What a command prints as data, run as a user types it; what it prints is looked at."""
    data, said_data = io.BytesIO(), io.BytesIO()
    out, talk = (io.TextIOWrapper(buffer, encoding="utf-8", write_through=True) for buffer in (data, said_data))
    code: object = 0
    with chdir(root), patch.object(sys, "argv", ["locmem", *words]), redirect_stdout(out), redirect_stderr(talk):
        try:
            main()
        except SystemExit as end:
            code = end.code
    printed, said = (buffer.getvalue().decode("utf-8", "surrogatepass") for buffer in (data, said_data))
    shown = f"{where}, locmem {' '.join(words)}"
    tally.outputs += 1
    if code == 3:
        tally.fault("bug", f"{shown}: {said.strip().splitlines()[-1]}")
    if _STEERS.search(printed + said):
        tally.fault("steers a terminal", shown)
    if "--json" in words and code in (0, 1):
        try:
            json.loads(printed)
        except ValueError:
            tally.fault("broken for programs", shown)
    return printed
