"""The job that every editor is given: a project of our own, what is to be translated in it, and how.

One article with all that editors stumble over: a title with quotes, inline codes, a link with a title, Liquid, a long
sentence, a machine draft, a proposal of the memory, a text whose source changed; a macro, whose codes are numbered
tags; and an article in a variant's locale that somebody approved by name, so that nobody may change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from locmem.model.translation import Origin, OriginKind, State
from tests.pipelines.shop import MARKETS, MOMENT, PIPELINES, Shop

SETTINGS = """\
project: Lumen help
source_locale: en
locales: [es, es-MX]
variants: {es-MX: es}
content:
  - {name: articles, files: articles/**/*.md, kind: markdown, fields: [title]}
  - {name: macros, files: macros/**/*.yaml, kind: macro}
"""

ARTICLE = """\
---
title: Set "Quiet hours" on your lamp
slug: quiet-hours
---

Open **Settings** and choose *Quiet hours*.

Write to us [at any time](contact.md "Our address") if the lamp stays on.

In {{ market.name }} the plan costs {{ company.subscription.price }} a month.

The lamp remembers up to twelve schedules, one for each month if you like, keeps them through a power cut of up to three
days, follows the clock of your **router** and not its own, and changes to summer time by itself, so that you need to
look at [the schedule](contact.md) no more than once, when you move house or give the lamp to somebody else.

## What the light means

The switch turns **green**.

The ring turns **yellow**.

The lamp dims after ten minutes.

Press the round button twice and wait until the lamp blinks.

The remote control needs two batteries.

The batteries are not in the box.
"""

CONTACT = """\
---
title: Contact us
slug: contact
---

Call **the lamp line** on {{ company.support.phone }}.
"""

MACRO = """\
title: "Lamps::Quiet hours"
actions:
  - field: comment_value_html
    value: |
      <p>Hello {{ticket.requester.first_name}},</p>
      <p>Your lamp <strong>{{ ticket.id }}</strong> is in <a href="https://lumen.example/quiet">quiet hours</a>.</p>
"""

SPANISH = {
    "The lamp dims after five minutes.": "La lámpara se atenúa a los cinco minutos.",
    "Press the round button once and wait until the lamp blinks.": (
        "Pulsa una vez el botón redondo y espera hasta que la lámpara parpadee."
    ),
    "Contact us": "Contacto",
    "Call **the lamp line** on {{ company.support.phone }}.": (
        "Llama a **la línea de lámparas** al {{ company.support.phone }}."
    ),
}
"""What people confirmed before, here or in an older article."""

DRAFTS = {
    "The switch turns **green**.": "El interruptor gira **verde**.",
    "The ring turns **yellow**.": "El anillo gira **amarillo**.",
}
"""What a machine drafted."""


Picture = Callable[[str], None]
"""Takes a picture of the screen and gives it a name; where nobody wants pictures it does nothing."""

ARTICLE_FILE = "articles/quiet-hours.md"
LOCKED_FILE = "articles/contact.md"
"""What is translated, and what somebody approves by name for Mexico, which inherits it from Spain."""

COMMENTED = "link"
COMMENT = "Is this the page for writing?"
"""What the translator notes, and beside which text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the translator does with one text.

    source: how it begins, in the file in PO.  target: what is written; empty where nothing is.
    done: whether the translator says that it is finished.
    """

    name: str
    source: str
    target: str
    done: bool


TASKS = (
    Task(
        name="title",
        source='Set "Quiet hours" on your lamp',
        target='Ajusta las "Horas tranquilas" de tu lámpara',
        done=True,
    ),
    Task(
        name="codes",
        source="Open **Settings** and choose *Quiet hours*.",
        target="Abre **Ajustes** y elige *Horas tranquilas*.",
        done=True,
    ),
    Task(
        name="link",
        source="Write to us [at any time](contact.md) if the lamp stays on.",
        target="Si la lámpara sigue encendida, escríbenos [cuando quieras](contact.md).",
        done=True,
    ),
    Task(name="link title", source="Our address", target="Nuestra dirección", done=True),
    Task(
        name="liquid",
        source="In {{ market.name }} the plan costs {{ company.subscription.price }} a month.",
        target="El plan cuesta {{ company.subscription.price }} al mes en {{ market.name }}.",
        done=True,
    ),
    Task(
        name="long",
        source="The lamp remembers up to twelve schedules",
        target=(
            "La lámpara recuerda hasta doce horarios, uno por mes si quieres, los conserva durante un corte de luz de "
            "hasta tres días, sigue el reloj de tu **router** y no el suyo, y cambia sola al horario de verano, así "
            "que solo tienes que mirar [el horario](contact.md) una vez, cuando te mudes o le des la lámpara a otra "
            "persona."
        ),
        done=True,
    ),
    Task(
        name="heading",
        source="What the light means",
        target="Qué significa la luz",
        done=True,
    ),
    Task(
        name="draft",
        source="The switch turns **green**.",
        target="El interruptor se pone **verde**.",
        done=True,
    ),
    Task(name="draft left", source="The ring turns **yellow**.", target="", done=False),
    Task(
        name="stale",
        source="The lamp dims after ten minutes.",
        target="La lámpara se atenúa a los diez minutos.",
        done=True,
    ),
    Task(
        name="proposal",
        source="Press the round button twice",
        target="Pulsa dos veces el botón redondo y espera hasta que la lámpara parpadee.",
        done=True,
    ),
    Task(
        name="unfinished",
        source="The remote control needs two batteries.",
        target="El mando necesita dos",
        done=False,
    ),
    Task(name="untouched", source="The batteries are not in the box.", target="", done=False),
)
"""The article, in the order of its texts."""


def build(root: Path) -> Shop:
    """The project on the day its files are sent."""
    shop = Shop(root, MOMENT)
    shop.write("locmem.yaml", SETTINGS)
    shop.write("pipelines/sync.yaml", PIPELINES["sync"])
    profile = (MARKETS / "ES.yaml").read_text(encoding="utf-8")
    company = (MARKETS / "company.yaml").read_text(encoding="utf-8")
    head, *sections = re.split(r"(?m)^(?=  [A-Z]{2}:$)", company)
    [spain] = [section for section in sections if section.startswith("  ES:")]
    # The obligations of a whole help centre are not met by three texts, and Mexico has the facts of Spain here.
    profile = re.sub(r"(?m)^    facts: \[.*\n", "", profile)
    shop.write("markets/ES.yaml", profile)
    shop.write("markets/MX.yaml", _mexican(profile))
    shop.write("markets/company.yaml", head + spain + _mexican(spain))
    shop.write("content/articles/contact.md", CONTACT)
    shop.write("content/articles/quiet-hours.md", ARTICLE.replace("ten minutes", "five minutes"))
    old = "---\ntitle: Contact us\nslug: old\n---\n\nPress the round button once and wait until the lamp blinks.\n"
    shop.write("content/articles/older.md", old)
    shop.write("content/macros/quiet.yaml", MACRO)
    shop.run()
    shop.translate("es", SPANISH)
    _draft(shop)
    shop.run()
    shop.write("content/articles/quiet-hours.md", ARTICLE)
    shop.run()
    return shop


def _mexican(text: str) -> str:
    """A market that reads a variant: Spain's facts under another name."""
    text = re.sub(r"(?<![\w-])es:", "es-MX:", text)
    return text.replace("market: ES", "market: MX").replace("name: Spain", "name: Mexico").replace("  ES:", "  MX:")


def _draft(shop: Shop) -> None:
    """A machine drafts two texts."""
    pair = shop.pair("articles/quiet-hours.md")
    entries = tuple(
        entry.with_target(DRAFTS[entry.source], State.DRAFT, Origin(OriginKind.MT, "apertium"))
        if entry.source in DRAFTS
        else entry
        for entry in pair.catalog.entries
    )
    shop.put(pair.path, replace(pair.catalog, entries=entries))
