"""How a text addresses its reader where only its source tells that it does: `¿Cómo desea …?` for `How would you …?`.

In Spanish and Italian the polite form of a verb is that of he and she, so it counts only where the English source
speaks to its reader in the same kind of clause, and of nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from locmem.model.tags import language_of
from locmem.terms.address_words import Address
from locmem.terms.clauses import familiar_verb, polite_verb
from locmem.terms.commands import is_command, register_of
from locmem.terms.orders import sentences_of

_READER = re.compile(r"\b(?:you|yours?|yourself)\b|\bthank\b|\bplease\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:he|she|his|hers?|him|they|them|theirs?|(?<!on )its|whose|one['’]s|someone|somebody"
    r"|customers?|person|people)\b|(?<!it)(?<!let)(?<!that)(?<!what)(?<!there)['’]s\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:do|did|would|can|could|have|will|are|should|must) you\b|\b(?:if|when|once|unless|where|what|how|as soon as"
    r"|before|after) you\b|\byou (?:can|may|must|have|need|will|should|want|wish|receive|get|pay)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?:\A|[.!?] )You (?:also |then |now )?(?:can|may|must|have|need|will|should|receive|get)\b")
_WHEN = re.compile(r"\b(?:if|when|once|unless|where|how|as soon as|before|after) you\b", re.IGNORECASE)
_YOURS = re.compile(r"\byours?\b", re.IGNORECASE)
_FORBIDDEN = re.compile(r"\b(?:do not|don['’]t|never)\b", re.IGNORECASE)
_ES = (
    "desea|quiere|tiene|puede|necesita|prefiere|sabe|podría|dispone|recuerda|ha|está|recibe|reciba|recibirá|podrá"
    "|deberá|debe|quisiera|tenga|desee|quiera|necesite|pueda|haya|tendrá|conoce"
)
_IT = "desidera|vuole|può|deve|preferisce|riceve|necessita|ha|vorrebbe|potrebbe|gradisce|riceverà|potrà|dovrà"
_FORMAL = {
    "es": (
        rf"¿(?:[^¿?]{{0,30}} )?(?:{_ES})\b|\b(?:si|cuando|donde|como) (?:no )?(?:[ls][aoe]s? )?(?:{_ES})\b",
        r"\bsus?\b(?! (?:lugar|vez|caso|totalidad|momento|día)\b)",
        r"\ble (?:agrade|envi|record|inform|rog|ped|ped|pid|ofre|ayud|confirm|devol|devuel|reembols|escrib|llam|mand"
        r"|respond|aconsej|recom|avis|dar|dam|comunic|solicit|gustar)\w+",
    ),
    "it": (
        rf"(?:\A|[.!?:] )[^.!?]{{0,20}}\b(?:{_IT})\b[^.!?]*\?|\b(?:se|quando) (?:non )?(?:[lc][aio] )?(?:{_IT})\b",
        r"(?<=[a-zà,;] )(?:Suo|Sua|Suoi|Sue|Lei)\b",
        "",
    ),
}
"""What is polite where the source asks its reader, says `your`, or says what we do for you."""
_OF_YOU = {
    "de": (
        ("formal", r"(?:\A|[.!?:•*] )(?:Sie (?:\w+en|\w+ern|\w+eln|sind|tun)|Ihnen|Ihr\w{0,2})\b"),
        (
            "plural",
            r"\b(?i:wenn|falls|sobald|solange|bevor|nachdem|damit|ob|wie|was|wo) ihr\b(?= [a-zäöü])",
        ),
    ),
    # A question may be the customer's, who asks the company: `Leveren jullie ook …?`.
    "nl": (("informal", r"\b[Jj]ullie\b(?![^.!?]*\?)"),),
    "fr": (("informal", r"(?<!le )(?<!un )(?<!du )(?<!ce )(?<!même )\b[Tt]on\b"),),
    "pl": (
        ("informal", r"\b[Cc]i\b(?! \w+cy\b)"),
        ("informal", r"(?:\A|[.!?:•*] )(?!Klaw|Towarz)[A-ZĆŁŚŹŻ]\w{2,}[aeiy]sz\b"),
        ("formal", r"(?:\A|[.!?:•*] )(?:Pan|Pana|Panu|Pani|Panią|Państwo|Państwa|Państwu)\b"),
    ),
    "es": (
        ("formal", r"\b\w{2,}(?:ar|er|ir|ándo|iéndo)les?\b"),
        ("formal", r"\b[Ll]es? (?:\w+mos|gustaría|interesa\w*|será|he|h(?:a|aya|abía|ubiera|ubiese|abrá|abría)n?)\b"),
        ("formal", r"\b(?:[Ss]e )?[Ll]e \w+(?:ó|aron|ieron|rá|rán)\b"),
        ("formal", r"\b[Gg]racias por \w+rse\b"),
    ),
    "it": (
        ("formal", r"\b[Ll][ea] \w{3,}(?:iamo|emo)\b"),
        ("formal", r"(?<=[a-zàèìòù,] )L[ae] (?=[a-zàè])|\bLe (?:è|ha|hanno|sarà|saranno|verrà|verranno|piace|serve)\b"),
    ),
    "pt": (("formal", r"\w-?lhes?\b|\blhes?\b"), ("formal", r"\w+[áêí]-l[oa]s?\b")),
}
"""What addresses the reader where the source says `you` or `your`, and speaks of nobody else."""
_OWNED = {
    "it": r"\b(?:i|gli|le|il|la|l|del|dei|della|delle|nel|nella|nelle|al|alla|alle|con|da|in|di|sul|sulla|dal|dalla)"
    r" su(?:o|a|oi|e)\b",
    "pt": r"\b(?:[oa]s?|[dn][oa]s?|pel[oa]s?|aos?|às?|em|com|\w{2,}[aei]r) (?:seus?|suas?)\b|\A(?:Seus?|Suas?)\b",
}
_ASKED_FOR = {"pl": r"\b[Pp]ros(?:zę|imy) (?:(?:\w+ ){0,3}\w+(?:ć|c)\b|o \w+(?:nie|cie)\b)"}
"""How a stranger is asked to do something."""
_NEGATED = {
    # `que no se use` is of a thing that is used.
    "es": r"(?:(?:\A|[.!?:;,*¡(] ?|\b(?:y|o|pero|favor) )no se (?:l[aoe]s? )?|\bno (?:te |me |nos |l[aoe]s? )*)"
    r"(?P<verb>\w+)",
    "pt": r"(?:\A|[.!?:;,*] ?|\be )não (?:te |me |se |nos |lhes? |[oa]s? )*(?P<verb>\w+)",
    "it": r"\bnon (?P<verb>\w+)",
    "fr": r"\bn(?:e |['’])(?:l[ae]s? |l['’])?(?P<verb>\w+) (?:pas|jamais|plus)\b",
}
"""An order not to do something; in Spanish and Portuguese both forms of it are those of the polite one."""
_TIED_IMPERATIVE = re.compile(r"\b(\w*[áéíóú]\w*[ae]n?)(?:nos|l[aoe]s?|se|me)\b", re.IGNORECASE)
_TIED_INFORMAL = re.compile(r"\b(\w*[áéíóú]\w*)(?:nos|te|me)\b", re.IGNORECASE)


def spoken_to(text: str, source: str, locale: str, source_locale: str) -> Iterator[Address]:
    """The words that address a reader in one way because the source, in English, speaks to one; at most one of each
    kind.  Nothing for languages without a rule."""
    language = language_of(locale)
    if language_of(source_locale) != "en":
        return
    parts = _side_by_side(text, source)
    for part, its_source in parts:
        if word := familiar_verb(part, its_source, language):
            yield Address(register="informal", word=word)
            return
    for part, its_source in parts:
        if not _said(its_source).of_others and (word := polite_verb(part, its_source, language)):
            yield Address(register="formal", word=word)
            return
    said = _said(source)
    if said.to_reader and not said.of_others:
        yield from _polite(text, source, language)
        yield from _of_you(text, source, language)
    asked = _pattern(_ASKED_FOR.get(language, ""))
    if asked and is_command(source, "en") and (found := asked.search(text)):
        yield Address(register="formal", word=found[0])
    if said.forbids or is_command(source, language_of(source_locale)):
        yield from _forbidden(text, language)
    if language == "es":
        yield from _tied(text)


class _Said(NamedTuple):
    """Of whom a source speaks: of others, to its reader; whether it asks or tells one, says `your`, forbids."""

    of_others: bool
    to_reader: bool
    asks: bool
    owns: bool
    forbids: bool


@lru_cache(maxsize=2_048)
def _said(source: str) -> _Said:
    """The same of each source once, as it is asked for all locales."""
    is_in_clause = _TOLD.search(source) or "?" in source or _WHEN.search(source)
    return _Said(
        _OTHERS.search(source) is not None,
        _READER.search(source) is not None,
        bool(is_in_clause and _ASKED.search(source)),
        _YOURS.search(source) is not None,
        _FORBIDDEN.search(source) is not None,
    )


def _side_by_side(text: str, source: str) -> tuple[tuple[str, str], ...]:
    """Each sentence with its source where both have as many of them, else the whole of both."""
    sentences, told = sentences_of(text), sentences_of(source)
    if len(sentences) < 2 or len(sentences) != len(told):
        return ((text, source),)
    return tuple((one.strip(), other.strip()) for one, other in zip(sentences, told, strict=True))


def _of_you(text: str, source: str, language: str) -> Iterator[Address]:
    for register, rule in _OF_YOU.get(language, ()):
        if found := _cased(rule).search(text):
            yield Address(register=register, word=found[0].strip(".!?:•* "))
            return
    owned = _pattern(_OWNED.get(language, ""))
    if owned and _said(source).owns and (found := owned.search(text)):
        yield Address(register="formal", word=found[0])


def _polite(text: str, source: str, language: str) -> Iterator[Address]:
    asks, owns, does = (_pattern(one) for one in _FORMAL.get(language, ("", "", "")))
    said = _said(source)
    if asks and said.asks and (found := asks.search(text)):
        yield Address(register="formal", word=found[0].strip("¿.!?: "))
    if owns and said.owns and (found := owns.search(text)):
        yield Address(register="formal", word=found[0])
    if does and (found := does.search(text)):
        yield Address(register="formal", word=found[0])


def _forbidden(text: str, language: str) -> Iterator[Address]:
    pattern = _pattern(_NEGATED.get(language, ""))
    for found in pattern.finditer(text) if pattern else ():
        verb = found["verb"]
        register = register_of(verb, language)
        if language in ("es", "pt"):
            # `abras` is `abra` with an s; `abre` is no order behind `no`.  `sea` is more often what a thing should be.
            polite = register_of(verb.removesuffix("s"), language) == "formal" and verb not in ("sea", "seja")
            register = ("informal" if verb.endswith("s") else "formal") if polite else ""
        elif language == "it" and register == "informal":
            register = ""
        if register:
            yield Address(register=register, word=found[0])
            return


def _tied(text: str) -> Iterator[Address]:
    """Spanish orders with a pronoun behind them, whose accent tells them from all other words: `escríbanos`."""
    for pattern, register in ((_TIED_IMPERATIVE, "formal"), (_TIED_INFORMAL, "informal")):
        found = next((one for one in pattern.finditer(text) if register_of(one[0], "es") == register), None)
        if found:
            yield Address(register=register, word=found[0])


@cache
def _cased(rule: str) -> re.Pattern[str]:
    return re.compile(rule)


@cache
def _pattern(rule: str) -> re.Pattern[str] | None:
    return re.compile(rule, re.IGNORECASE if "Suo" not in rule and "La|Le" not in rule else 0) if rule else None
