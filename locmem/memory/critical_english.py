"""English words that change what a sentence promises, in families; the longest form that fits counts.

A family maps each meaning to its forms, with commas between.  Two sentences differ critically where a meaning
stands in one of them more often than in the other.  The words are those of refunds, orders and payments.
"""

from __future__ import annotations

from collections.abc import Mapping

_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve fourteen fifteen twenty thirty forty fifty "
    "sixty ninety hundred thousand million half double once twice"
)
_COUNTRIES = (
    "Argentina, Australia, Austria, Bangladesh, Belgium, Bolivia, Brazil, Bulgaria, Canada, Chile, China, "
    "Colombia, Costa Rica, Croatia, Cyprus, Denmark, Dominican Republic, Ecuador, Egypt, El Salvador, "
    "England, Estonia, Finland, France, Germany, Greece, Guatemala, Honduras, Hong Kong, Hungary, "
    "Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Japan, Kazakhstan, Kenya, Kuwait, "
    "Latvia, Lebanon, Liechtenstein, Lithuania, Luxembourg, Malaysia, Malta, Mexico, Moldova, Monaco, "
    "Montenegro, Morocco, New Zealand, Nicaragua, Nigeria, North Macedonia, Northern Ireland, Norway, "
    "Pakistan, Panama, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Romania, "
    "Russia, Saudi Arabia, Scotland, Serbia, Singapore, Slovakia, Slovenia, South Africa, South Korea, "
    "Spain, Sweden, Switzerland, Taiwan, Thailand, Tunisia, Ukraine, United Arab Emirates, Uruguay, "
    "Uzbekistan, Venezuela, Vietnam, Wales"
)

FAMILIES: Mapping[str, Mapping[str, str]] = {
    "negation": {
        "not": (
            "not, no, never, none, nobody, nothing, neither, nor, without, cannot, can't, won't, don't, "
            "doesn't, didn't, isn't, aren't, wasn't, weren't, haven't, hasn't, hadn't, couldn't, "
            "wouldn't, shouldn't, mustn't, needn't, no longer, unable"
        ),
    },
    "obligation": {
        "must": (
            "must, mustn't, have to, has to, had to, shall, required, require, requires, mandatory, "
            "obliged, need to, needs to"
        ),
        "should": "should, shouldn't, ought to, recommend, recommends, recommended",
        "can": "can, can't, cannot, could, couldn't, able to, unable to",
        "may": "may, might, optional, optionally",
    },
    "condition": {
        "if": "if, when, provided that, as long as",
        "unless": "unless, except, except for, excluding, other than",
        "only": "only, solely, exclusively",
        "always": "always, every time",
    },
    "opposite": {
        "before": "before, prior to, earlier than",
        "after": "after, later than",
        "within": "within",
        "at least": "at least, minimum, no less than, or more",
        "at most": "at most, maximum, up to, no more than, or less",
        "more": "more than",
        "less": "less than",
        "include": "include, includes, included, including",
        "enable": "enable, enables, enabled, turn on, turned on, activate, activated",
        "disable": "disable, disables, disabled, turn off, turned off, deactivate, deactivated",
        "allow": "allow, allows, allowed, accept, accepts, accepted",
        "refuse": "refuse, refuses, refused, reject, rejects, rejected, decline, declined",
        "buyer": "buyer, buyers, customer, customers",
        "seller": "seller, sellers, merchant, merchants",
        "free": "free, free of charge, at no cost",
    },
    "unit of time": {
        "business day": "business day, business days, working day, working days",
        "minute": "minute, minutes",
        "hour": "hour, hours",
        "day": "day, days, calendar day, calendar days",
        "week": "week, weeks",
        "month": "month, months",
        "year": "year, years",
    },
    "number in words": {word: word for word in _NUMBERS.split()},
    "currency": {
        "EUR": "euro, euros",
        "$": "dollar, dollars",
        "GBP": "pound sterling, pounds sterling",
        "JPY": "yen",
        "PLN": "zloty, zlotys, złoty",
        "CHF": "swiss franc, swiss francs",
        "krona": "krona, kronor, krone, kroner",
        "BRL": "reais",
        "INR": "rupee, rupees",
    },
    "country": {
        "United States": "united states, united states of america",
        "United Kingdom": "united kingdom, great britain",
        "European Union": "european union",
        "Czechia": "czechia, czech republic",
        "Netherlands": "netherlands, holland",
        "Türkiye": "turkey, türkiye",
        **{name: name.lower() for name in _COUNTRIES.split(", ")},
    },
}
