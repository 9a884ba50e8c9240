"""Sentences as support articles and macros have them, with the codes they carry."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.mt.engine import MtEngine, Question


def answers_of(engine: MtEngine, texts: Sequence[str]) -> tuple[str, ...]:
    """What an engine answers to texts of which nothing else is known; it must answer each."""
    answers = engine.translate([Question(text=text) for text in texts])
    given = tuple(answer for answer in answers if answer is not None)
    assert len(given) == len(answers)
    return given


MARKDOWN = (
    "Open the **Settings** page and select *Security*.",
    "Select **Change password** at the foot of the page.",
    "Your refund takes up to {{ market.refund.days }} days to arrive.",
    "The standard rate of VAT is **{{ market.tax.standard_rate }}** in your country.",
    "Please quote your ticket number {{ticket.id}} when you call us.",
    "Read [how to return an order](return-an-order.md) before you send anything back.",
    "If the parcel is lost, [contact us](https://example.com/help?x=1&y=2) within 14 days.",
    "Visit https://status.example.com/today for the latest news.",
    "We charge 1,250 euros for 3 lamps, and 99 euros for each lamp after that.",
    "Go to **Account › Orders** and select the order you want to cancel.",
    "The state `sent` means that the money has left our account.",
    "Write to support@example.com or call {{ company.support.phone }} ({{ company.support.hours }}).",
    "Your order #4711 was delivered on 12 March 2026.",
    "The plan costs €10 a month, or £90 a year.",
    "**Express delivery:** the parcel arrives on the next working day.",
    "You can pay with {{ market.payment_methods }}, by card or by bank transfer.",
    "Do *not* share your password with anyone.",
    "Hello {{ticket.requester.first_name}}, thank you for your message.",
    "We answer every question within 24 hours.",
    "Your **invoice** and your [receipt](/receipts) are in the same folder.",
    "{% if market.withdrawal %}You can return the lamp within 14 days.{% else %}You cannot.{% endif %}",
    "Before you {% if user.is_new %}sign up{% else %}sign in{% endif %}, please read the terms.",
    "Press **Ctrl+C** to copy the text and **Ctrl+V** to paste it.",
    "The file must be smaller than 2.5 MB.",
    "Use the code SAVE20 before 31 December 2026 to save 20%.",
    "Terms &amp; conditions apply to every order.",
    "The lamp has a guarantee of {{ market.guarantee }}[^1].",
    "You will find the answer under **Frequently asked questions**.",
    "Choose a colour  \nand a size.",
    "{{ company.legal_name }}",
)

HTML = (
    "Open the <b>Settings</b> page and select <em>Security</em>.",
    'Read <a href="/help/returns">how to return an order</a> first.',
    "Terms &amp; conditions apply if you pay &lt; 10 euros.",
    'Hello {{ticket.requester.name}},<br>your order is ready. <img src="lamp.png">',
)

PLAIN = (
    "Hello {{ticket.requester.first_name}},\n\nYour order 4711 has left us.\nThank you for your patience.",
    "Please reply to help@example.com within 5 days, or visit https://example.com/help?id=7.",
)
