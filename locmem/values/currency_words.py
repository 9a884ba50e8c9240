"""What a currency is called in a sentence: `euros`, `日本円`, `v českých korunách`."""

from __future__ import annotations

from functools import cache

from locmem.errors import RenderError
from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.values.locales import babel_locale, chain, is_currency

FORMS = ("name", "in", "symbol", "code")

_MANY = 100
"""A count of the plural that CLDR has for most numbers."""


def format_currency(code: str, locale: str, form: str = "") -> str:
    """A currency by its ISO 4217 code, without an amount.

    form: `name` (the default), as CLDR has it behind many of them (`euros`, `českých korun`), and as on its own in
    languages without a plural (`日本円`); `in`, as behind *prices are* (`in euros`, `v eurech`); `symbol`; `code`.
    Raises RenderError for another form, for what is no code, and where `currency_phrases.csv` has no words for `in`.
    """
    form = form or "name"
    if form not in FORMS:
        raise RenderError(f"a currency has no form {form!r}. Write one of: {', '.join(FORMS)}.")
    if not is_currency(code):
        raise RenderError(f"{code!r} is not a currency such as EUR. Use market.currency, or an amount.")
    match form:
        case "code":
            return code
        case "symbol":
            return _symbol(code, locale)
        case "name":
            return _name(code, locale)
    for tag in chain(locale):
        if pattern := _phrases().get((tag, code)) or _phrases().get((tag, "")):
            return pattern.format(_name(code, locale))
    known = ", ".join(other for other in FORMS if other != "in")
    raise RenderError(f"{code} has no form 'in' in {locale}. Known there: {known}.")


def _name(code: str, locale: str) -> str:
    from babel.numbers import get_currency_name

    where = babel_locale(locale)
    name = get_currency_name(code, count=_MANY if where.plural_form.tags else None, locale=where)
    # CLDR writes currencies with a capital in Portuguese, as in a table; in a sentence they have none.
    return name.lower() if language_of(locale) == "pt" else name


def _symbol(code: str, locale: str) -> str:
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(code, babel_locale(locale))).replace("￥", "¥")


@cache
def _phrases() -> dict[tuple[str, str], str]:
    rows = rows_of("currency_phrases.csv", "locale", "currency", "pattern", "note")
    return {(row["locale"], row["currency"]): row["pattern"] for row in rows}
