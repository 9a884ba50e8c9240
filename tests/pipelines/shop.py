"""A small real project: two articles and a macro for Spain and Japan, translated by people, on a pinned day."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from locmem.catalogs.files import header_date, write_catalog
from locmem.catalogs.pairs import Pair
from locmem.checks.run import CheckReport
from locmem.clock import FixedClock
from locmem.model.finding import Gate
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, State
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.run import RunResult, run_pipeline
from locmem.values.locales import plural_header
from locmem.workspace.project import Project, open_project
from locmem.workspace.workspace import open_workspace
from tests import warm

REPOSITORY = Path(__file__).parents[2]
LOCMEM = Path(sys.executable).parent / "locmem"
MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)

SETTINGS = """\
project: Shop help
source_locale: en
locales: [es, ja]
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
  - {name: macros, files: macros/**/*.yaml, kind: macro}
"""

PNG = b"\x89PNG\r\n\x1a\n"
"""What a picture begins with; nothing looks at the rest."""

PIPELINES = {
    "collect": "steps: [collect]\n",
    "sync": "steps: [collect, pretranslate]\n",
    "publish": "steps: [publish]\n",
    "everything": "steps: [collect, pretranslate, handoff: {format: xliff}, publish]\n",
}

PAYING = """\
---
title: Paying for an order
description: Which payment methods you can use.
slug: paying
topic: payments
---

You can pay with {{ market.payment_methods | list: "or" }}. We collect the money when the parcel leaves us.

| Method | What happens |
| --- | --- |
{%- for method in market.payment_methods %}
| **{{ method.name }}** | You confirm the payment. |
{%- endfor %}

Prices include {{ market.tax.name }} of {{ market.tax.standard_rate }}.
The plan costs {{ company.subscription.price }} a month.

## Good to know

Open **Orders** to change the method. Write to us [at any time](complaints.md).
"""

COMPLAINTS = """\
---
title: Complaints
slug: complaints
topic: complaints
risk: legal
---

Write to {{ company.support.email }} if something went wrong.

In your country you can turn to {{ market.complaints.body.name }}. You find it at {{ market.complaints.body.website }}.

{% if market.complaints.trader_reply %}

We answer within {{ market.complaints.trader_reply }}.

{% else %}

We answer without delay.

{% endif %}

Questions about your data go to {{ company.dpo.name }}, {{ company.dpo.email }}.
The authority is {{ market.data_protection.authority.name }}.
"""

REFUND = """\
title: "Refunds::Refund sent"
active: true
description: Says that the refund is on its way.
actions:
  - field: comment_value_html
    value: |
      <p>Hello {{ticket.requester.first_name}},</p>
      <p>Your refund for order <strong>{{ ticket.id }}</strong> is on its way.
      It includes {{ market.tax.abbreviation }}.</p>
      {% if ticket.tags contains "vip" %}
      <p>Thank you for your loyalty.</p>
      {% endif %}
      <p>Kind regards,<br>{{current_user.name}}</p>
  - field: status
    value: solved
locmem:
  topic: refunds
"""

SPANISH = {
    "Paying for an order": "Pagar un pedido",
    "Which payment methods you can use.": "Qué métodos de pago puedes usar.",
    'You can pay with {{ market.payment_methods | list: "or" }}.': (
        'Puedes pagar con {{ market.payment_methods | list: "or" }}.'
    ),
    "We collect the money when the parcel leaves us.": "Cobramos el importe cuando sale el paquete.",
    "Method": "Método",
    "What happens": "Qué ocurre",
    "You confirm the payment.": "Confirmas el pago.",
    "Prices include {{ market.tax.name }} of {{ market.tax.standard_rate }}.": (
        "Los precios incluyen el {{ market.tax.name }} del {{ market.tax.standard_rate }}."
    ),
    "The plan costs {{ company.subscription.price }} a month.": (
        "El plan cuesta {{ company.subscription.price }} al mes."
    ),
    "Good to know": "Conviene saber",
    "Open **Orders** to change the method.": "Abre **Pedidos** para cambiar el método.",
    "Write to us [at any time](complaints.md).": "Escríbenos [cuando quieras](complaints.md).",
    "Complaints": "Reclamaciones",
    "Write to {{ company.support.email }} if something went wrong.": (
        "Escriba a {{ company.support.email }} si algo salió mal."
    ),
    "In your country you can turn to {{ market.complaints.body.name }}.": (
        "En su país puede acudir a {{ market.complaints.body.name }}."
    ),
    "You find it at {{ market.complaints.body.website }}.": "Está en {{ market.complaints.body.website }}.",
    "We answer within {{ market.complaints.trader_reply }}.": (
        "Respondemos en un plazo de {{ market.complaints.trader_reply }}."
    ),
    "We answer without delay.": "Respondemos sin demora.",
    "Questions about your data go to {{ company.dpo.name }}, {{ company.dpo.email }}.": (
        "Para preguntas sobre sus datos: {{ company.dpo.name }}, {{ company.dpo.email }}."
    ),
    "The authority is {{ market.data_protection.authority.name }}.": (
        "La autoridad es la {{ market.data_protection.authority.name }}."
    ),
    "Refunds::Refund sent": "Reembolsos::Reembolso enviado",
    "Says that the refund is on its way.": "Avisa de que el reembolso está en camino.",
    "Hello {{ticket.requester.first_name}},": "Hola, {{ticket.requester.first_name}}:",
    "Your refund for order <g1>{{ ticket.id }}</g1> is on its way.": (
        "El reembolso del pedido <g1>{{ ticket.id }}</g1> está en camino."
    ),
    "It includes {{ market.tax.abbreviation }}.": "Incluye el {{ market.tax.abbreviation }}.",
    "Thank you for your loyalty.": "Gracias por tu fidelidad.",
    "Kind regards,<x1/>{{current_user.name}}": "Un saludo,<x1/>{{current_user.name}}",
}

JAPANESE = {
    "Paying for an order": "ご注文のお支払い",
    "Which payment methods you can use.": "ご利用いただけるお支払い方法です。",
    'You can pay with {{ market.payment_methods | list: "or" }}.': (
        'お支払い方法：{{ market.payment_methods | list: "or" }}。'
    ),
    "We collect the money when the parcel leaves us.": "代金は発送時に請求します。",
    "Method": "方法",
    "What happens": "お支払いの流れ",
    "You confirm the payment.": "お支払いを確認します。",
    "Prices include {{ market.tax.name }} of {{ market.tax.standard_rate }}.": (
        "価格には{{ market.tax.name }}{{ market.tax.standard_rate }}が含まれます。"
    ),
    "The plan costs {{ company.subscription.price }} a month.": "プランは月額{{ company.subscription.price }}です。",
    "Good to know": "ご案内",
    "Open **Orders** to change the method.": "方法を変えるには **注文** を開きます。",
    "Write to us [at any time](complaints.md).": "[いつでも](complaints.md)ご連絡ください。",
    "Complaints": "苦情のお申し出",
    "Write to {{ company.support.email }} if something went wrong.": (
        "問題があれば{{ company.support.email }}へご連絡ください。"
    ),
    "In your country you can turn to {{ market.complaints.body.name }}.": (
        "日本では{{ market.complaints.body.name }}に相談できます。"
    ),
    "You find it at {{ market.complaints.body.website }}.": "ウェブサイト：{{ market.complaints.body.website }}。",
    "We answer within {{ market.complaints.trader_reply }}.": "{{ market.complaints.trader_reply }}以内に回答します。",
    "We answer without delay.": "遅滞なく回答します。",
    "Questions about your data go to {{ company.dpo.name }}, {{ company.dpo.email }}.": (
        "個人情報については{{ company.dpo.name }}（{{ company.dpo.email }}）へ。"
    ),
    "The authority is {{ market.data_protection.authority.name }}.": (
        "監督機関は{{ market.data_protection.authority.name }}です。"
    ),
    "Refunds::Refund sent": "返金::返金のご案内",
    "Says that the refund is on its way.": "返金手続きをお知らせします。",
    "Hello {{ticket.requester.first_name}},": "{{ticket.requester.first_name}} 様",
    "Your refund for order <g1>{{ ticket.id }}</g1> is on its way.": (
        "ご注文 <g1>{{ ticket.id }}</g1> の返金手続きが完了しました。"
    ),
    "It includes {{ market.tax.abbreviation }}.": "{{ market.tax.abbreviation }}を含みます。",
    "Thank you for your loyalty.": "いつもご利用ありがとうございます。",
    "Kind regards,<x1/>{{current_user.name}}": "よろしくお願いいたします。<x1/>{{current_user.name}}",
}


@dataclass
class Shop:
    """The project under test; `moment` is now for its clock and for the commands it runs."""

    root: Path
    moment: datetime = MOMENT

    @property
    def today(self) -> date:
        return self.moment.date()

    def later(self, days: int = 1) -> Shop:
        """The same folder some days on."""
        return Shop(self.root, self.moment + timedelta(days=days))

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def write_bytes(self, path: str, data: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces text that must stand in a file exactly once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def remove(self, *paths: str) -> None:
        for path in paths:
            place = self.root / path
            shutil.rmtree(place) if place.is_dir() else place.unlink()

    def open(self) -> Project:
        return open_project(self.root, FixedClock(self.moment))

    def run(self, name: str = "sync", *, is_dry: bool = False) -> RunResult:
        return run_pipeline(self.open(), Path(name), is_dry=is_dry)

    def pair(self, document: str, locale: str = "es") -> Pair:
        """A document in a locale, as the next run will see it."""
        return next(one for one in open_workspace(self.open()).pairs_of(locale) if one.source.path == document)

    def entry(self, source: str, locale: str = "es") -> CatalogEntry:
        """The one entry of a locale whose source is `source`."""
        [found] = [
            entry
            for pair in open_workspace(self.open()).pairs_of(locale)
            for entry in pair.catalog.entries
            if entry.source == source
        ]
        return found

    def key(self, source: str, locale: str = "es") -> str:
        [found] = [
            pair.key(entry)
            for pair in open_workspace(self.open()).pairs_of(locale)
            for entry in pair.catalog.entries
            if entry.source == source
        ]
        return found

    def translate(self, locale: str, targets: Mapping[str, str], state: State = State.REVIEWED) -> None:
        """People confirm a target for every source text that is named, in all catalogs of a locale."""
        for pair in open_workspace(self.open()).pairs_of(locale):
            entries = tuple(
                entry.with_target(targets[entry.source], state, HUMAN) if entry.source in targets else entry
                for entry in pair.catalog.entries
            )
            if entries != pair.catalog.entries or not pair.before.entries:
                self.put(pair.path, replace(pair.catalog, entries=entries))

    def change_entry(self, source: str, locale: str, new: CatalogEntry) -> None:
        """Another entry in the catalog, as locmem itself would write it."""
        for pair in open_workspace(self.open()).pairs_of(locale):
            if any(entry.source == source for entry in pair.catalog.entries):
                entries = tuple(new if entry.source == source else entry for entry in pair.catalog.entries)
                self.put(pair.path, replace(pair.catalog, entries=entries))

    def put(self, path: str, catalog: Catalog) -> None:
        dated = replace(catalog, revised=header_date(self.moment))
        data = write_catalog(dated, project="Shop help", plural_forms=plural_header(catalog.locale))
        self.write(path, data.decode())

    def check(self, gate: Gate = Gate.RELEASE, *markets: str) -> CheckReport:
        return check(self.open(), CheckOptions(gate=gate, markets=markets)).report

    def command(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command as a user types it, in a process of its own."""
        return warm.run(words, self.root, self.environment(**environment))

    def environment(self, **more: str) -> dict[str, str]:
        return {**os.environ, "SOURCE_DATE_EPOCH": str(int(self.moment.timestamp())), **more}

    def tree(self) -> dict[str, str]:
        """Every file of the folder, hidden ones too, with a digest of its bytes; whoever asks may keep an answer."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.is_relative_to(self.root / ".locmem/answers")
        }

    def in_git(self) -> dict[str, str]:
        """The files that people commit: no state database, no caches, no rendered pages."""
        ignored = ("locmem.db", ".locmem/", "dist/")
        return {path: digest for path, digest in self.tree().items() if not path.startswith(ignored)}

    def copy(self, place: Path) -> Shop:
        shutil.copytree(self.root, place)
        return Shop(place, self.moment)


def build(root: Path) -> Shop:
    """The project with everything translated and confirmed, and synced once."""
    shop = Shop(root)
    shop.write("locmem.yaml", SETTINGS)
    for name, text in PIPELINES.items():
        shop.write(f"pipelines/{name}.yaml", text)
    shop.write("content/articles/paying.md", PAYING)
    shop.write("content/articles/complaints.md", COMPLAINTS)
    shop.write("content/macros/refund.yaml", REFUND)
    for code in ("ES", "JP"):
        profile = (REPOSITORY / f"markets/{code}.yaml").read_text(encoding="utf-8")
        # Three texts cannot say all that the obligations of a whole help centre name.
        shop.write(f"markets/{code}.yaml", _read_at_home(re.sub(r"(?m)^    facts: \[.*\n", "", profile)))
    company = (REPOSITORY / "markets/company.yaml").read_text(encoding="utf-8")
    head, *sections = re.split(r"(?m)^(?=  [A-Z]{2}:$)", company)
    kept = [section for section in sections if section.startswith(("  ES:", "  JP:"))]
    shop.write("markets/company.yaml", "".join((head, *kept)))
    shop.translate("es", SPANISH)
    shop.translate("ja", JAPANESE)
    shop.run()
    return shop


def _read_at_home(profile: str) -> str:
    """A profile as if its law had been read where it stands, and not in another country or in code of nobody."""
    profile = re.sub(r"https://dataprotection\.ie/\S+", "https://eur-lex.europa.eu/eli/reg/2016/679/oj", profile)
    profile = re.sub(r";\s+Spanish words of the Official Journal as public shop\s+code quotes them", "", profile)
    return profile.replace(
        "mirror of https://www.ppc.go.jp/personalinfo/pipldial at lepang.cn", "https://www.ppc.go.jp"
    )
