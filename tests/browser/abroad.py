"""A project read from right to left and in Japanese, too, with something to show on every page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from locmem.model.translation import State
from locmem.workspace.workspace import open_workspace
from tests.browser.desk import MADE, drafted
from tests.pipelines.shop import PNG, Shop

MARKETS = Path(__file__).parent / "markets"
PAYING = "articles/paying.md"
RATE = "Prices include {{ market.tax.name }} of {{ market.tax.standard_rate }}."
COLLECT = "We collect the money when the parcel leaves us."
ONLY = "We only collect the money when the parcel leaves us, at the latest after 14 days."
LAMPS = """\
---
title: Lamp LL-4711 by Lumen & Larch
slug: lamps
---

![The lamp](img/lamp.png)

The lamp LL-4711 has **three** levels: 40 %, 70 % and 100 %.

Open *Lumen & Larch* on your phone and choose **Settings**.

We answer within 24 hours, from 9:00 to 18:00.

The lamp weighs 1.2 kg (2.6 lb).

Read [how to pay](paying.md) before you order.

Press the button for five seconds.
"""
LAMP = "The lamp LL-4711 has **three** levels: 40 %, 70 % and 100 %."
BUTTON = "Press the button for five seconds."
WEIGHT = "The lamp weighs 1.2 kg (2.6 lb)."

ARABIC = {
    "Paying for an order": "الدفع مقابل الطلب",
    "Which payment methods you can use.": "طرق الدفع التي يمكنك استخدامها.",
    'You can pay with {{ market.payment_methods | list: "or" }}.': (
        'يمكنك الدفع باستخدام {{ market.payment_methods | list: "or" }}.'
    ),
    COLLECT: "نحصّل المبلغ عند خروج الطرد من عندنا.",
    "Method": "الطريقة",
    "What happens": "ماذا يحدث",
    "You confirm the payment.": "تؤكد الدفع.",
    RATE: "تشمل الأسعار {{ market.tax.name }} بنسبة {{ market.tax.standard_rate }}.",
    "The plan costs {{ company.subscription.price }} a month.": "سعر الخطة {{ company.subscription.price }} شهريًا.",
    "Good to know": "معلومات مفيدة",
    "Open **Orders** to change the method.": "افتح **Orders** لتغيير الطريقة.",
    "Write to us [at any time](complaints.md).": "راسلنا [في أي وقت](complaints.md).",
    "Lamp LL-4711 by Lumen & Larch": "المصباح LL-4711 من Lumen & Larch",
    LAMP: "للمصباح LL-4711 **ثلاثة** مستويات: 40 % و70 % و100 %.",
    "Refunds::Refund sent": "المبالغ المستردة::تم الإرسال",
    "Hello {{ticket.requester.first_name}},": "مرحبًا {{ticket.requester.first_name}}،",
    "Your refund for order <g1>{{ ticket.id }}</g1> is on its way.": (
        "استرداد الطلب <g1>{{ ticket.id }}</g1> في الطريق إليك."
    ),
}
DRAFTS = {
    "ar": {
        "Open *Lumen & Larch* on your phone and choose **Settings**.": (
            "افتح *Lumen & Larch* على هاتفك واختر **الإعدادات**."
        ),
        "We answer within 24 hours, from 9:00 to 18:00.": "نجيب خلال 24 ساعة، من 9:00 إلى 18:00.",
        "Read [how to pay](paying.md) before you order.": "اقرأ [كيفية الدفع](paying.md) قبل الطلب.",
    },
    "ja": {
        "Open *Lumen & Larch* on your phone and choose **Settings**.": (
            "スマートフォンで *Lumen & Larch* を開き、**設定** を選びます。"
        ),
        WEIGHT: "ランプの重さは1.2 kg（2.6 lb）です。",
    },
}
JAPANESE_LAMP = {
    "Lamp LL-4711 by Lumen & Larch": "Lumen & Larchのランプ LL-4711",
    LAMP: "ランプLL-4711の明るさは **3** 段階です：40 %、70 %、100 %。",
}


def abroad(shop: Shop) -> Shop:
    """The shop with Arabic and a market for it, drafts in all locales, stale texts, questions and a review."""
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, ja, ar]")
    shop.write("markets/AE.yaml", (MARKETS / "AE.yaml").read_text(encoding="utf-8"))
    company = (MARKETS / "company-AE.yaml").read_text(encoding="utf-8")
    shop.write("markets/company.yaml", f"{shop.read('markets/company.yaml').rstrip()}\n\n{company}")
    shop.write_bytes("content/articles/img/lamp.png", PNG)
    shop.write("content/articles/lamps.md", LAMPS)
    shop.write("content/articles/cords.md", f"---\ntitle: Cords\nslug: cords\n---\n\n{BUTTON}\n")
    drafted(shop)
    shop.translate("ar", ARABIC)
    shop.translate("ja", JAPANESE_LAMP)
    shop.run()
    shop.edit(f"content/{PAYING}", COLLECT, ONLY)
    shop.edit("content/articles/lamps.md", "40 %, 70 % and 100 %", "30 %, 60 % and 100 %")
    shop.run()
    for locale, drafts in DRAFTS.items():
        for source, target in drafts.items():
            entry = shop.entry(source, locale)
            shop.change_entry(source, locale, entry.with_target(target, State.DRAFT, MADE))
    for source, locale, remark in (
        (WEIGHT, "ar", "هل الوزن مع الكابل؟ Is 1.2 kg with the cable?"),
        (WEIGHT, "ja", "ケーブルを含む重さですか。"),
        ("Good to know", "es", "Is this a heading?"),
    ):
        shop.change_entry(source, locale, replace(shop.entry(source, locale), remarks=(remark,)))
    shop.run()
    for words in (
        ("queries", "answer", shop.key("Good to know"), "--text", "Yes, of the section."),
        ("queue", "assign", "--to", "Leïla Haddad", "--locale", "ar", "--limit", "2"),
        ("export", "articles/counter.md", "--locale", "ar", "--words", "20", "--assignee", "Omar"),
        ("review", "start"),
    ):
        done = shop.command(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    return shop


def keys(shop: Shop, locale: str) -> dict[str, str]:
    """Where each source stands in a locale: the key of its first place."""
    found: dict[str, str] = {}
    for pair in open_workspace(shop.open()).pairs_of(locale):
        for entry in pair.catalog.entries:
            found.setdefault(entry.source, pair.key(entry))
    return found


def address(path: str, **fields: str) -> str:
    """An address with its fields."""
    return f"{path}?" + "&".join(f"{name}={quote(value)}" for name, value in fields.items())
