"""A project in which all that a page could show is hostile: texts, titles, names, remarks, facts, answers, files."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

from locmem.model.translation import State
from tests.browser.desk import MADE, drafted, sentence
from tests.pipelines.shop import Shop

_FILE = Path(__file__).with_name("hostile.tsv")
CLASSES = (
    "html",
    "svg",
    "mathml",
    "mxss",
    "css",
    "scheme",
    "attribute",
    "json",
    "template",
    "direction",
    "separator",
    "long",
)
_SWALLOW = ("<!--", "<script", "<style", "<![CDATA", "<?xml", "<noscript", "<template", "<iframe")
"""What hides all that follows in a document of Markdown, and stands last in it."""


def payloads(*classes: str) -> tuple[str, ...]:
    """The texts of these classes; without any all."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return tuple(json.loads(text) for kind, text in rows if not classes or kind in classes)


TEXTS = payloads()
LINES = tuple(one for one in TEXTS if one.isprintable() and "\ufffd" not in one)
"""Those that can stand in one line of any file."""
ALL = " ".join(LINES)
NAME = " ".join(payloads("attribute", "json", "mxss"))
"""What breaks out of anything, as a name of somebody or something."""


def hostile(shop: Shop) -> Shop:
    """The shop with hostile texts wherever somebody can write one."""
    name = json.dumps(ALL)
    drafted(shop, len(TEXTS))
    shop.edit("locmem.yaml", "project: Shop help", f"project: {name}")
    shop.edit("markets/ES.yaml", "name: Spain", f"name: {name}")
    facts = re.sub(
        r"(?m)^( +source:) general knowledge.*$", lambda found: f"{found[1]} {name}", shop.read("markets/ES.yaml")
    )
    shop.write("markets/ES.yaml", facts)
    shop.edit("markets/company.yaml", "Elena Alerce", "<img data-hit src=x>")
    for kind in CLASSES:
        texts = sorted(payloads(kind), key=lambda one: any(part in one for part in _SWALLOW))
        head = f"---\ntitle: {json.dumps(' '.join(one for one in texts if one in LINES))}\nslug: {kind}\n---\n\n"
        shop.write(f"content/articles/{kind}.md", head + "\n\n".join(texts) + "\n")
    for text in payloads("html", "attribute"):
        if "/" not in text and len(text) < 100:
            shop.write(f"content/articles/{text}.md", f"---\ntitle: {json.dumps(text)}\n---\n\nWhich lamp is it?\n")
    shop.write("content/glossary.csv", _glossary())
    shop.write("hostile.tmx", _memory())
    shop.write(f"pipelines/{NAME.replace('/', '')[:80]}.yaml", "steps: [collect]\n")
    shop.run()
    done = shop.command("memory", "import", "hostile.tmx")
    assert done.returncode in (0, 1), done.stderr
    _write_drafts(shop)
    shop.run(next(one.name for one in (shop.root / "pipelines").iterdir() if "data-hit" in one.name))
    for words in (
        ("queries", "answer", shop.key("Good to know"), "--text", ALL, "--by", NAME),
        ("queue", "assign", "--to", NAME, "--locale", "es", "--limit", "3", "--by", NAME),
        ("export", "articles/counter.md", "--locale", "ja", "--words", "30", "--assignee", NAME),
        ("accept", shop.key("What happens"), "--reason", ALL, "--locale", "es"),
        ("review", "start"),
    ):
        done = shop.command(*words)
        assert done.returncode in (0, 1), (words[:2], done.stderr)
    return shop


def _write_drafts(shop: Shop) -> None:
    """Each text as a draft of a sentence, and those that fit a line as what a translator asks about it.

    A page with half a tag of Liquid is none, so that these stand in Japanese alone.
    """
    for locale in ("es", "ja"):
        pair = shop.pair("articles/counter.md", locale)
        drafts = {sentence(number): text for number, text in enumerate(TEXTS) if locale == "ja" or "{" not in text}
        entries = [
            replace(
                entry.with_target(drafts[entry.source], State.DRAFT, MADE, doubts=LINES[:3]),
                remarks=(drafts[entry.source],) if drafts[entry.source] in LINES else (),
            )
            if entry.source in drafts
            else entry
            for entry in pair.catalog.entries
        ]
        shop.put(pair.path, replace(pair.catalog, entries=tuple(entries)))
    doing = shop.entry("What happens").with_target("Qué pasa", State.DRAFT, MADE)
    shop.change_entry("What happens", "es", doing)
    shop.change_entry("Good to know", "es", replace(shop.entry("Good to know"), remarks=(ALL,)))
    shop.change_entry("Method", "es", shop.entry("Method").with_target(ALL, State.DRAFT, MADE))


def _glossary() -> str:
    rows = ["concept,locale,term,status,markets,note,definition,concept_note"]
    for locale, term in (("en", "parcel"), ("es", NAME)):
        quoted = ALL.replace('"', '""')
        rows.append(f'parcel,{locale},"{term.replace(chr(34), chr(34) * 2)}",preferred,,"{quoted}","{quoted}",')
    return "\n".join(rows) + "\n"


def _memory() -> str:
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>Please wait parcel {number} and keep it at a counter.</seg></tuv>'
        f'<tuv xml:lang="es"><seg>{escape(text)}</seg></tuv></tu>'
        for number, text in enumerate(LINES)
    )
    tool = 'creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"'
    head = f'<header {tool} srclang="en" datatype="plaintext"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4">{head}<body>{units}</body></tmx>'
