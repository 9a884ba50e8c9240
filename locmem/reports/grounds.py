"""What the figures of the savings report rest on: rates, prices, what is counted, and what nobody measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from locmem.model.match import REVIEW
from locmem.model.rates import Rates
from locmem.model.translation import OriginKind
from locmem.model.wording import counted
from locmem.postedit.effort import FEWEST, READING, REPRESENTATION, Edited
from locmem.postedit.ledger import Line


def grounds(rates: Rates, lines: Sequence[Line], measured: Sequence[Edited], *, has_costs: bool) -> Iterable[str]:
    """What the figures of a report rest on, a sentence or two each.

    lines: what is reported.  measured: the drafts among it that people confirmed or corrected.
    has_costs: whether anything is known of what engines cost.
    """
    own = ", ".join(f"{band} {weight}" for band, weight in rates.own.items())
    yield (
        f"Today's net rates, in all months: {rates.preset}{f', with {own} (percent)' if own else ''}. What an agency "
        "bills may differ."
    )
    if rates.has_money:
        prices = [f"{rates.per_word} {rates.currency} a new word"] if rates.per_word is not None else []
        prices += [f"{price} in {locale}" for locale, price in rates.locales.items()]
        yield f"Today's prices, in all months: {', '.join(prices)}."
    else:
        yield "No price of a word is set: `rates: {currency: EUR, per_word: 0.12}` in locmem.yaml gives money."
    yield f"Hours are words paid, at {rates.words_per_hour} words an hour; nobody measured them."
    yield "Words are those of sources, each counted once for every time it was confirmed; undone runs do not count."
    yield "What the memory confirmed is read by nobody and paid to nobody."
    yield (
        "Corrections of confirmed texts cost nothing here. Reading once more what is translated costs the weight of "
        f"`review`, {rates.weight(REVIEW)} % of a new word, and stands apart: saved is what was not paid of the full "
        "price of what had to be translated."
    )
    if any(line.work.draft is None for line in lines):
        count = sum(line.work.draft is None for line in lines)
        yield (
            f"Of {counted(count, 'text')} the draft is not known here any more: that counts in its band, and is not "
            "measured."
        )
    if unread := [one.work.words for one in measured if one.is_unread]:
        yield (
            f"{counted(len(unread), 'draft')} of {counted(sum(unread), 'word')} came back unchanged faster than "
            f"{READING} source words a minute, which nobody reads: they count as confirmed words and are paid as such, "
            "and what is said of changes in drafts is without them."
        )
    drafts = [one for one in measured if one.engine.startswith(OriginKind.MT.value)]
    if drafts:
        yield (
            "Saved by engines is what people did not change of the characters of drafts, less what it costs to read "
            f"them: {rates.weight(REVIEW)} % of translating, as the rates have it. That is effort, not time that was "
            f"measured. Texts are compared in form {REPRESENTATION}."
        )
        if len(drafts) < FEWEST:
            yield f"Below {FEWEST} drafts a share says little."
        if not has_costs:
            yield "What engines cost is not known here, and not taken off."
