"""The filters there are: what each is for, and those that make a text of another text."""

from __future__ import annotations

from locmem.model.fact import FactType
from locmem.values.contractions import put_after
from locmem.values.first_letters import capitalized

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

OF_TEXTS = {"after": 1, "capitalize": 0}
"""Filters of any text, a written fact too, with how many arguments each takes."""

OF_LISTS = ("list", "where", "first", "last", "size")

FILTERS = (*OF_LISTS, *FORMATS, *OF_TEXTS)
"""The filters there are."""


def filters_for(type_: FactType) -> tuple[str, ...]:
    """The filters that a fact of a type can be sent through first."""
    if type_ is FactType.LIST:
        return OF_LISTS
    return tuple(name for name, wanted in FORMATS.items() if wanted is type_) + tuple(OF_TEXTS)


def filtered_text(name: str, text: str, arguments: list[str], locale: str) -> str:
    """A text sent through a filter of `OF_TEXTS`.  Raises RenderError for a word that the locale does not contract."""
    return put_after(arguments[0], text, locale) if name == "after" else capitalized(text, locale)
