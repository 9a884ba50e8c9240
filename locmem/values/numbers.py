"""Numbers, percentages and money as a locale writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from locmem.errors import RenderError
from locmem.model.fact import Money
from locmem.model.tags import language_of
from locmem.values.locales import babel_locale, chain

_NO_BREAK = "\u00a0"

_UNGROUPED_BELOW_10000 = frozenset(
    ("be", "bg", "ee", "es", "et", "hu", "hy", "ia", "ie", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq")
)
_PAID_WHOLE = frozenset({"HUF"})
"""Currencies whose whole amounts have no decimals although babel's CLDR gives them two; ICU 78.2 writes so."""

_NO_MINOR = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
_THREE_MINOR = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_MINOR_DIGITS = {**dict.fromkeys(_NO_MINOR, 0), **dict.fromkeys(_THREE_MINOR, 3), "CLF": 4, "UYW": 4}
"""Decimals of a currency by ISO 4217 (list one, 2024); all others have two."""

_POINT_IN_MONEY = frozenset({"fr-CH"})
"""Locales that write 8,1 % and CHF 59.00: CLDR's currencyDecimal, which babel does not read."""

_GROUPED_AGAIN = frozenset({"es-419"})
"""Where CLDR's minimumGroupingDigits is 2, and heirs where it is not; babel does not read that field.

Read from ICU 78.2 (CLDR 48) by formatting 1200 in every locale babel has.
"""


def minor_digits(currency: str) -> int:
    """How many decimals an amount in a currency may have: 2 for EUR, 0 for JPY, 3 for KWD.

    ISO 4217 and CLDR differ where coins fell out of use (HUF, ISK, RSD): the larger number counts, because amounts are
    still written so.
    """
    from babel.numbers import get_currency_precision

    return max(_MINOR_DIGITS.get(currency, 2), get_currency_precision(currency))


def amount_problem(value: Money) -> str:
    """Why nobody can pay an amount, in a few words: it has more decimals than its currency; empty where that fits."""
    digits = minor_digits(value.currency)
    if -int(value.amount.normalize().as_tuple().exponent) <= digits:
        return ""
    return f"{value.amount:f} is no amount in {value.currency}, which has {digits or 'no'} decimals"


def decimal_mark(locale: str) -> str:
    """What a locale writes before the decimals of an amount."""
    from babel.numbers import get_decimal_symbol

    return "." if locale in _POINT_IN_MONEY else str(get_decimal_symbol(babel_locale(locale)))


def format_number(value: Decimal, locale: str) -> str:
    """A number with all its decimals but no trailing zeros: `1.234.567,2555` in de."""
    from babel.numbers import format_decimal

    return format_decimal(
        _plain(value),
        locale=babel_locale(locale),
        decimal_quantization=False,
        group_separator=_groups(value, locale),
    )


def format_percent(value: Decimal, locale: str) -> str:
    """A percentage, 21 for 21 %, with all its decimals.

    babel would round 25.5 % to the whole percents of the pattern, here nothing is rounded.
    """
    from babel.numbers import format_percent

    return format_percent(
        _plain(value).scaleb(-2),
        locale=babel_locale(locale),
        decimal_quantization=False,
        group_separator=_groups(value, locale),
    )


def format_money(value: Money, locale: str, form: str = "") -> str:
    """An amount with as many decimals as its currency has, or more where the amount has more.

    A whole amount of a currency that is paid without coins of its parts has none: 1890 Ft.

    form: `symbol` (`49,00 €`), `whole` (`49 €` where there are no cents), `code` (`49,00 EUR`) or `name`
    (`49,00 euros`).  Without a form it is the
    symbol, except for yen in Japanese, where running text says 1,200円, and so it does for `whole`, as yen have no
    parts.  As a symbol the yen is the narrow ¥ of price labels, where CLDR has the full-width ￥.
    Raises RenderError for another form.
    """
    from babel.numbers import format_currency, get_currency_precision

    if form not in ("", "symbol", "whole", "code", "name"):
        raise RenderError(f"money has no form {form!r}. Write symbol, whole, code or name.")
    where = babel_locale(locale)
    if form in ("", "whole") and (language_of(locale), value.currency) == ("ja", "JPY"):
        form = "name"
    form = form or "symbol"
    pattern = where.currency_formats["standard"].pattern
    amount = value.amount
    is_whole = (form == "whole" or value.currency in _PAID_WHOLE) and amount == amount.to_integral_value()
    if is_whole:
        amount = amount.to_integral_value()
        pattern = pattern.replace("0.00", "0")
    exact = -int(amount.normalize().as_tuple().exponent) <= get_currency_precision(value.currency)
    text = format_currency(
        amount,
        value.currency,
        pattern.replace("¤", "¤¤") if form == "code" else pattern if is_whole and form != "name" else None,
        locale=where,
        format_type="name" if form == "name" else "standard",
        currency_digits=not is_whole,
        decimal_quantization=exact and not is_whole,
        group_separator=_groups(amount, locale),
    )
    if form == "name":
        # CLDR writes currencies with a capital in Portuguese, as in a table; in a sentence they have none.
        return text.lower() if language_of(locale) == "pt" else text
    if locale in _POINT_IN_MONEY:
        text = text.replace(",", ".")
    return _spaced(text.replace("￥", "¥"))


def _plain(value: Decimal) -> Decimal:
    return value.normalize() if value else Decimal(0)


def _groups(value: Decimal, locale: str) -> bool:
    if abs(value) >= 10_000:
        return True
    for tag in chain(locale):
        if tag in _GROUPED_AGAIN:
            return True
        if tag in _UNGROUPED_BELOW_10000:
            return False
    return True


def _spaced(text: str) -> str:
    # CLDR parts letters from digits (EUR 49.00); babel leaves that rule out.
    text = re.sub(r"(?<=[^\W\d_])(?=\d)", _NO_BREAK, text)
    return re.sub(r"(?<=\d)(?=[^\W\d_])", _NO_BREAK, text)


def grouping_mark(locale: str) -> str:
    """What a locale writes between thousands: `.`, `,`, `’`, or a no-break space."""
    from babel.numbers import get_group_symbol

    return str(get_group_symbol(babel_locale(locale)))


def is_sign_first(locale: str) -> bool:
    """Whether a locale writes the sign of a currency before an amount: `$5`, not `5 €`."""
    pattern = babel_locale(locale).currency_formats["standard"].pattern
    return str(pattern).lstrip("\u200e\u200f").startswith("¤")


def currency_names(code: str, locale: str) -> tuple[str, ...]:
    """What a locale calls a currency by its ISO 4217 code, in small letters: `euro`, `euros`; empty for none."""
    from babel.numbers import get_currency_name

    names = (get_currency_name(code, count=count, locale=babel_locale(locale)) for count in (None, 1, 2, 5))
    return tuple(dict.fromkeys(name.casefold() for name in names if name != code))
