"""The smallest project in which every command that writes has something to write, and somebody who works in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from locmem.model.translation import HUMAN
from locmem.pipelines.accept import accept
from locmem.pipelines.align import AlignOptions, align_translations
from locmem.pipelines.approve import approve
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.memory.files import import_tmx
from locmem.pipelines.memory.forgetting import Selection, forget
from locmem.pipelines.mend import mend
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.checks.lamps import COMPANY, SPAIN
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

PAGE = "articles/lamp.md"
ARTICLE = f"content/{PAGE}"
CATALOG = "content/translations/es/articles/lamp.md.po"
APPROVAL = f"approvals/ES/es/{PAGE}.json"
AGENCY = "content/memory/agency.tmx"
MANIFEST = "handoffs/2026-11-21-es-1-*.json"
"""Of the only handoff; its id ends in letters that stand for what was sent."""

SETTINGS = """\
project: Lamps
source_locale: en
locales: [es]
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
"""
TEXT = """\
---
title: Lamps
slug: lamp
---

The lamp glows softly. It warms the room.

Add IVA to the price.
"""
SPANISH = {
    "Lamps": "Lámparas",
    "The lamp glows softly.": "La lámpara brilla suavemente.",
    "It warms the room.": "Calienta la habitación.",
    "Add IVA to the price.": "Suma el IVA al precio.",
}
OFF = "Switch it off at night."
MINE = "Lo que escribo yo."
"""What the person types who works in the project while the command runs."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="t" creationtoolversion="1" '
    'segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
)
UNIT = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="es"><seg>{}</seg></tuv></tu>\n'
LEFT = f"{UNIT.format('Write to Mina Larch.', 'Escribe a Mina Larch.')}</body>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A command, the project it works in, and what somebody may type into its files meanwhile.

    saves: by path or pattern, the text that is replaced and what is typed in its place; it holds `MINE`.
    """

    name: str
    prepare: Callable[[Shop], None]
    act: Callable[[Shop], object]
    saves: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def build(root: Path) -> Shop:
    """The project, translated and synced."""
    shop = Shop(root)
    shop.write("locmem.yaml", SETTINGS)
    shop.write("pipelines/sync.yaml", "steps: [collect, pretranslate]\n")
    shop.write("markets/ES.yaml", SPAIN)
    shop.write("markets/company.yaml", COMPANY[: COMPANY.index("  BR:")])
    shop.write(ARTICLE, TEXT)
    shop.translate("es", SPANISH)
    shop.run()
    return shop


def _edited(shop: Shop) -> None:
    shop.edit(ARTICLE, "The lamp glows softly.", "The lamp shines softly.")
    shop.edit(ARTICLE, "It warms the room.", f"It warms the room. {OFF}")


def _stale(shop: Shop) -> None:
    _edited(shop)
    shop.run()


def _returned(shop: Shop) -> None:
    _stale(shop)
    _export(shop)
    [file] = (shop.root / "handoffs").rglob("*.po")
    Translator(file).write(OFF, "Apágala de noche.")


def _taken_in(shop: Shop) -> None:
    _returned(shop)
    _import(shop)


def _import(shop: Shop) -> object:
    files = _handed_out(shop)
    return run_step(shop.open(), "import", lambda run: bring_back(run, files))


def _handed_out(shop: Shop) -> list[Path]:
    return [place for place in (shop.root / "handoffs").iterdir() if place.is_dir()]


def _export(shop: Shop) -> object:
    return run_step(shop.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",))))


def _approve(shop: Shop, by: str = "Bo Ek") -> object:
    return run_step(shop.open(), "approve", lambda run: approve(run, PAGE, "ES", "es", by, shop.today))


def _undo(shop: Shop) -> object:
    which = next(one.id for one in shop.open().journal.runs() if one.pipeline == "import")
    return undo(shop.open(), which)


def _elsewhere(shop: Shop) -> None:
    shop.remove("content/translations")
    shop.run()
    text = TEXT
    for source, target in SPANISH.items():
        text = text.replace(source, target)
    shop.write("elsewhere.md", text)


def _align(shop: Shop) -> object:
    options = AlignOptions(locale="es", sure=0.1)
    return run_step(
        shop.open(), "align", lambda run: align_translations(run, Path(PAGE), shop.root / "elsewhere.md", options)
    )


def _agency(shop: Shop) -> None:
    shop.write(AGENCY, f"{HEAD}{UNIT.format('Good evening.', 'Buenas noches.')}{LEFT}</tmx>\n")
    shop.write("new/agency.tmx", f"{HEAD}{UNIT.format('Good morning.', 'Buenos días.')}</body></tmx>\n")


def _take_tmx(shop: Shop) -> object:
    return run_step(shop.open(), "memory import", lambda run: import_tmx(run, shop.root / "new/agency.tmx"))


def _forget(shop: Shop) -> object:
    selection = Selection(text="Mina Larch")
    return run_step(shop.open(), "memory forget", lambda run: forget(run, selection, with_catalogs=False))


def _mend(shop: Shop) -> object:
    project = shop.open()
    found = check(project, CheckOptions()).report.findings
    return run_step(project, "check --fix", lambda run: mend(run, found))


def _untidy(shop: Shop) -> None:
    shop.edit(CATALOG, "La lámpara brilla suavemente.", "La lámpara brilla  suavemente.")


WORDING = ('msgstr "Calienta la habitación."', f'msgstr "{MINE}"')
EMPTY = (f'msgid "{OFF}"\nmsgstr ""', f'msgid "{OFF}"\nmsgstr "{MINE}"')
SENTENCE = ("Add IVA to the price.\n", f"Add IVA to the price.\n\n{MINE}\n")
COMMENT = ("# {}\n", f"# {MINE}\n")
PAIR = ("</body>", f"{UNIT.format('Mine.', MINE)}</body>")

SCENES = (
    Scene(
        name="sync",
        prepare=_edited,
        act=Shop.run,
        saves={CATALOG: WORDING, ARTICLE: SENTENCE, "locmem.yaml": ("project: Lamps\n", f"project: {MINE}\n")},
    ),
    Scene(
        name="import",
        prepare=_returned,
        act=_import,
        saves={CATALOG: EMPTY, MANIFEST: ('"assignee": ""', f'"assignee": "{MINE}"')},
    ),
    Scene(name="accept", prepare=_stale, act=lambda shop: accepted(shop), saves={CATALOG: WORDING}),
    Scene(
        name="approve",
        prepare=lambda shop: void(_approve(shop, "Ana Ley")),
        act=_approve,
        saves={APPROVAL: ("Ana Ley", MINE), CATALOG: WORDING},
    ),
    Scene(
        name="undo",
        prepare=_taken_in,
        act=_undo,
        saves={CATALOG: WORDING, MANIFEST: ('"assignee": ""', f'"assignee": "{MINE}"')},
    ),
    Scene(
        name="align",
        prepare=_elsewhere,
        act=_align,
        saves={CATALOG: ('msgid "It warms the room."\nmsgstr ""', f'msgid "It warms the room."\nmsgstr "{MINE}"')},
    ),
    Scene(name="memory import", prepare=_agency, act=_take_tmx, saves={AGENCY: PAIR}),
    Scene(name="memory forget", prepare=_agency, act=_forget, saves={AGENCY: PAIR}),
    Scene(
        name="check --fix",
        prepare=_untidy,
        act=_mend,
        saves={ARTICLE: SENTENCE, CATALOG: WORDING, "markets/ES.yaml": ("name: Spain\n", f"name: {MINE}\n")},
    ),
    Scene(name="export", prepare=_stale, act=_export, saves={CATALOG: WORDING}),
)


ACCEPT = next(scene for scene in SCENES if scene.name == "accept")


def accepted(shop: Shop) -> str:
    """The id of a run that accepts what is stale on the page, empty where nothing is."""
    return run_step(shop.open(), "accept", lambda run: accept(run, [PAGE], reason="still true"))[0].id


def void(_: object) -> None:
    """Takes a result that nobody looks at."""


def is_confirmed(shop: Shop, path: str) -> bool:
    """Whether what the person typed is the project's own: in a catalog a confirmed target, else in the file."""
    if path != CATALOG:
        return MINE in shop.read(path)
    return any(
        entry.target == MINE and entry.is_confirmed and entry.origin == HUMAN
        for entry in shop.pair(PAGE).catalog.entries
    )


def in_history(shop: Shop, path: str) -> bool:
    """Whether some run's record holds what the person typed, from which `undo` brings it back."""
    journal = shop.open().journal
    changes = [change for run in journal.runs() for change in journal.files(run.id) if change.path == path]
    return any(MINE.encode() in (data or b"") for one in changes for data in (one.before, one.after))


def into_git(shop: Shop, path: str, data: bytes) -> None:
    """Puts the project into git, with a branch `theirs` in which the file at `path` holds `data`."""

    def git(*words: str) -> None:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example", "-c", "commit.gpgsign=false", *words]
        subprocess.run(command, cwd=shop.root, check=True, capture_output=True)

    shop.write(".gitignore", ".locmem/\nlocmem.db*\nhandoffs/*/\n")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "ours")
    git("checkout", "-q", "-b", "theirs")
    (shop.root / path).write_bytes(data)
    git("commit", "-q", "-a", "-m", "theirs")
    git("checkout", "-q", "main")
