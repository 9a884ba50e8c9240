"""From the list price of what was translated to what was paid, step by step: what each kind of help took off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from locmem.model.rates import Rates
from locmem.postedit.ledger import BAND_GROUPS, MEMORY
from locmem.reports.savings import Savings


@dataclass(frozen=True, slots=True, kw_only=True)
class CostStep:
    """One step of the way.

    name: `list price`, a group of bands (`memory`, `repeated`, `fuzzy`, `machine`), `people`, `engines` or `paid`.
    amount: in the currency of the rates, in full words where nothing has a price; what is taken off is below 0.
    words: source words that it is of.
    """

    name: str
    amount: Decimal
    words: int


LIST, PEOPLE, ENGINES, PAID = "list price", "people", "engines", "paid"
_CENT = Decimal("0.01")


def cost_steps(found: Savings, rates: Rates) -> tuple[CostStep, ...]:
    """The steps, in order; none where nothing had to be translated.

    What the groups take off together is `Savings.total.avoided` to the cent: what rounding leaves over goes to the
    largest of them.
    """
    total = found.total
    if not total.words:
        return ()
    has_money = total.paid is not None and total.avoided is not None
    paid = total.paid if total.paid is not None and has_money else total.weighted
    avoided = total.avoided if total.avoided is not None and has_money else total.words - total.weighted
    steps = [CostStep(name=LIST, amount=paid + avoided, words=total.words)]
    exact = {name: _avoided(found, rates, bands, has_money=has_money) for name, bands in BAND_GROUPS}
    cents = {name: amount.quantize(_CENT) for name, amount in exact.items()}
    if any(exact.values()):
        largest = max(exact, key=lambda name: exact[name])
        cents[largest] += avoided - sum(cents.values(), Decimal(0))
    for name, bands in BAND_GROUPS:
        if cents[name]:
            words = sum(total.by_band.get(band, 0) for band in bands)
            steps.append(CostStep(name=name, amount=-cents[name], words=words))
    if has_money and total.engines is not None:
        steps.append(CostStep(name=PEOPLE, amount=paid, words=total.words))
        steps.append(CostStep(name=ENGINES, amount=total.engines, words=0))
        paid += total.engines
    return (*steps, CostStep(name=PAID, amount=paid, words=total.words))


def _avoided(found: Savings, rates: Rates, bands: Iterable[str], *, has_money: bool) -> Decimal:
    """What the words of these bands would have cost more, unrounded."""
    amount = Decimal(0)
    for row in found.rows:
        price = (rates.rate(row.locale) or Decimal(0)) if has_money else Decimal(1)
        for band in bands:
            percent = 100 if band == MEMORY else 100 - rates.weight(band)
            amount += price * row.tally.by_band.get(band, 0) * percent / 100
    return amount
