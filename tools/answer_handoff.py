"""A translator's answer to a handoff in PO, for the demo: `answer_handoff.py FOLDER`.

Simulated, and the same each time: drafts are confirmed as they are or with the corrections below, which are such as
a translator into Brazilian Portuguese makes; texts without a draft stay empty, as of somebody who did not come to them.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from locmem.formats import po

WHOLE = {
    "Contact us: hours, phone and e-mail": "Fale conosco: horários, telefone e e-mail",
    "Here is how to reach them.": "Veja como falar com elas.",
    "Hours": "Horários",
    "sign in again": "entrar de novo",
    "send something back": "devolver um produto",
    "report a faulty lamp": "informar um defeito na luminária",
    "[Return an order](return-an-order.md)": "[Devolver um pedido](return-an-order.md)",
    "shown both ways": "mostrado das duas formas",
    "Delivery charge": "Taxa de entrega",
    "Write to us with:": "Escreva para nós informando:",
    "Entry": "Campo",
    "The invoice is there as soon as the parcel has left us.": "A fatura fica disponível assim que o pacote sai daqui.",
    "We check the form of the number at once.": "Verificamos na hora o formato do número.",
    "Contact::Offer a call": "Contato::Oferecer uma ligação",
    "Offers a call when writing back and forth does not help.": "Oferece uma ligação quando escrever não resolve.",
    "Would you like us to call you back?": "Quer que a gente ligue para você?",
    "Delivery::Parcel delayed": "Entrega::Pacote atrasado",
    "Apology, new date and choice when a parcel is late.": "Desculpas, nova data e opções quando um pacote atrasa.",
    "we cancel the order and refund the full price.": "cancelamos o pedido e reembolsamos o preço total.",
    "Invoices::Tax invoice sent": "Faturas::Fatura fiscal enviada",
    "Invoices::Tax number not accepted": "Faturas::Número fiscal não aceito",
    "If you do not have such a number, tell us so.": "Se você não tiver esse número, avise.",
}
"""Texts written anew, by their source."""

PHRASES = (
    ("lâmpada", "luminária"),
    ("Lâmpada", "Luminária"),
    ("número de ordem", "número do pedido"),
    ("número da ordem", "número do pedido"),
    ("para a ordem", "para o pedido"),
    ("a sua próxima ordem", "o seu próximo pedido"),
    ("a ordem ainda está aberta", "o pedido ainda está aberto"),
    ("número de impostos", "número fiscal"),
    ("número de imposto", "número fiscal"),
    ("equipe de apoio", "equipe de suporte"),
    ("Parcéis para reparo e retornos", "Pacotes para reparo e devoluções"),
    ("um ficheiro", "um arquivo"),
    ("no sopé", "no rodapé"),
    ("por post", "pelo correio"),
    ("chamá-lo de volta", "ligar de volta"),
    ("mais silencioso", "mais tranquilo"),
    ("check-out", "finalização da compra"),
    ("checkout", "finalização da compra"),
    ("fatura fiscal", "nota fiscal"),
    ("Fatura fiscal", "Nota fiscal"),
    ("fatura de imposto", "nota fiscal"),
    ("faturas", "notas fiscais"),
    ("Faturas", "Notas fiscais"),
    ("fatura", "nota fiscal"),
    ("Fatura", "Nota fiscal"),
    ("Cesta", "Carrinho"),
    ("dentro do {{", "em até {{"),
    ("é tarde.", "está atrasado."),
    ("uma carta em falta", "uma letra que falta"),
    ("em seu caminho", "a caminho"),
    ("Por favor, note que", "Lembre-se de que"),
    ("férias de inverno", "festas de fim de ano"),
    ("A operadora", "A transportadora"),
    ("nossos registos", "nossos registros"),
    ("de registo", "de registro"),
)
"""Words in place of others, wherever they stand in a draft, in order."""


def main() -> int:
    """Answer every file below the folder, and say how many texts came to what."""
    if len(sys.argv) != 2:
        print("usage: answer_handoff.py FOLDER", file=sys.stderr)
        return 2
    kept = corrected = left = 0
    for file in sorted(Path(sys.argv[1]).rglob("*.po")):
        read = po.read(file.read_bytes(), file.name)
        entries = []
        for entry in read.entries:
            text = answer(entry.source, entry.target) if entry.is_fuzzy else entry.target
            kept += entry.is_fuzzy and text == entry.target
            corrected += entry.is_fuzzy and text != entry.target
            left += not entry.target
            entries.append(replace(entry, target=text, is_fuzzy=False))
        file.write_bytes(po.write(replace(read, entries=tuple(entries))))
    print(f"{kept} drafts confirmed as they are, {corrected} corrected, {left} texts not come to")
    return 0


def answer(source: str, draft: str) -> str:
    """What the translator makes of a draft."""
    text = WHOLE.get(source, draft)
    for old, new in PHRASES:
        text = text.replace(old, new)
    return text


if __name__ == "__main__":
    sys.exit(main())
