"""The filters there are: what each is for, and those that make a text of another text."""

from __future__ import annotations

from locmem.model.fact import FactType, ListItem, Money, Scalar
from locmem.values.contractions import put_after
from locmem.values.currency_words import format_currency
from locmem.values.first_letters import capitalized
from locmem.values.month_names import format_months

FORMATS = {
    "date": FactType.DATE,
    "money": FactType.MONEY,
    "percent": FactType.PERCENT,
    "number": FactType.NUMBER,
    "duration": FactType.DURATION,
    "phone": FactType.PHONE,
    "time_zone": FactType.TIME_ZONE,
    "currency": FactType.MONEY,
    "months": FactType.NAME,
}
"""Filters that write a fact in another form, and the one type of fact that each is for."""

OF_PARTS = ("currency", "months")
"""Those of the formats that write something else than the value: the currency of an amount, the names of months."""

OF_TEXTS = {"after": 1, "capitalize": 0}
"""Filters of any text, a written fact too, with how many arguments each takes."""

OF_LISTS = ("list", "where", "first", "last", "size")

OF_CASES = ("cases",)
"""Filters of facts that have cases."""

FILTERS = (*OF_LISTS, *OF_CASES, *FORMATS, *OF_TEXTS)
"""The filters there are."""


def filters_for(type_: FactType) -> tuple[str, ...]:
    """The filters that a fact of a type can be sent through first."""
    if type_ is FactType.LIST:
        return OF_LISTS
    return tuple(name for name, wanted in FORMATS.items() if wanted is type_) + tuple(OF_TEXTS)


def filtered_text(name: str, text: str, arguments: list[str], locale: str) -> str:
    """A text sent through a filter of `OF_TEXTS`.  Raises RenderError for a word that the locale does not contract."""
    return put_after(arguments[0], text, locale) if name == "after" else capitalized(text, locale)


def written_part(value: Scalar | tuple[ListItem, ...], locale: str, form: str) -> str:
    """What a filter of `OF_PARTS` writes of a value of its type.  Raises RenderError where it has no such form."""
    if isinstance(value, Money):
        return format_currency(value.currency, locale, form)
    return format_months(str(value), locale, form)
