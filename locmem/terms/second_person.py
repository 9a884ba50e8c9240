"""Forms of verbs and short pronouns that nothing but an address has: `recibirás`, `ayudarte`, `cliquez`, `otrzymałeś`.

They are told by their endings, with the words that end so by chance left out; where an ending alone is not certain, by
what becomes of the verbs of `locmem/data/commands.csv`: `cancela` gives `cancelaste`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.model.tags import language_of
from locmem.terms.address_words import Address, forms_of_address, without_quotes
from locmem.terms.commands import formed

_ENDINGS = {
    "es": (
        ("plural", "áis éis", r"\b(?!seis|dieciséis|veintiséis)\w{2,}[áé]is\b"),
        ("informal", "rás", r"\b\w{2,}(?:ar|er|ir|dr|br)ás\b"),
        (
            "informal",
            "rte",
            r"\b(?!(?:(?:com|re|im|a)?parte|(?:des)?carte|encarte|baluarte|estandarte|ensarte|suerte|muerte|fuerte|inerte"
            r"|\w*ierte|coparte|reparte)\b)\w{2,}[aeií]rte\b",
        ),
        ("informal", "ndote", r"\b\w+[áé]ndote\b"),
        ("informal", "has", r"\bhas (?:ya )?\w+(?:[ai]do|to|cho|so)\b"),
        ("informal", "te", r"\b(?!intérprete|trámite|cónyuge)\w*[áéíóú][b-df-hj-np-tv-zñ]+[aei]?u?[ae]te\b"),
        ("informal", "ías", r"\b(?:deb|hab|sab|quer|\w*podr|\w*tendr|\w*pondr|\w*har|preferir)(?:er)?ías\b"),
    ),
    "it": (
        (
            "informal",
            "sei",
            r"\bsei (?:già |stat[oa] |(?:sicur|pront|content)[oa]\b|d['’]accordo\b|\w+(?:at|ut|it|st|s)[oa]\b)",
        ),
        ("informal", "rai", r"\b(?!(?:samu|mu)rai\b)\w{2,}rai\b"),
        ("informal", "resti", r"\b(?!(?:ap)?p?resti\b|foresti\b|a?g?resti\b|arresti\b|presti\b|pedestri)\w{2,}resti\b"),
        ("informal", "arti", r"\b(?!(?:(?:re|com|scom|ri|s)parti|s?quarti|(?:s|in)carti|starti)\b)\w{3,}arti\b"),
        ("formal", "rla rle", r"\b\w{2,}[aei]r(?-i:La|Le)\b"),
        ("formal", "iamo emo", r"(?<=\w )(?-i:La|Le) \w{3,}(?:iamo|emo)\b"),
    ),
    "pt": (
        ("informal", "rás", r"\b(?!(?:a|de|por)?trás\b|brás\b)\w{2,}rás\b"),
        ("informal", "-te", r"\b\w{3,}-te\b"),
        ("informal", "rias", r"\b(?:te|se|esta|pode|deve|gosta|fa|di|quere|prefere|sabe|i)rias\b"),
        (
            "deferential",
            "senhor",
            r"\b(?:[oa]|ao|à|do|da|pelo|pela|no|na|com [oa]|para [oa]|que [oa]) senhora?\b(?! (?-i:[A-ZÀ-Ý]))",
        ),
    ),
    "fr": (
        ("formal", "ez", r"\b(?!chez\b|assez\b|rez\b|riez\b|rendez-vous\b|laissez-passer)(?-i:[a-zéèêàâîôûç])\w*ez\b"),
        ("formal", "ez", r"(?:\A|(?<=[.!?:•*-] ))(?!chez\b|assez\b|rez\b|nez\b|rendez-vous\b)\w{2,}ez\b"),
        ("informal", "’ '", r"(?<![\w-])t[’'](?=[aeiouyhéèêàâîô])"),
        ("informal", "-tu -toi", r"\b[\w’']+-(?:tu|toi)\b"),
        ("formal", "-vous", r"\b(?!rendez-)[\w’']+-vous\b"),
    ),
    "de": (
        (
            "informal",
            "st",
            r"\b(?!(?:selbst|längst|jüngst|einst|sonst|ernst|nächst|höchst|\w*(?:lich|ig|bar|sam)st|erst|zu?erst|vorerst"
            r"|äußerst|unlängst|\w*(?:fest|test|best|rest|pest|dienst|kunst|angst)|nebst|mindest|zumindest|zunächst|wächst|geparst|first|oldest|manifest|herbst|obst|papst|durst"
            r"|wurst)\b)(?-i:[a-zäöü])\w+(?:[bcdfghklmnprtwxz]|[bdfghklmnprtv]e)st\b",
        ),
        (
            "plural",
            "seid habt könnt müsst dürft wollt sollt möchtet werdet solltet hättet würdet",
            r"\b(?:seid|habt|könnt|müsst|dürft|wollt|sollt|möchtet|werdet|könntet|müsstet|solltet|hättet|würdet)\b",
        ),
    ),
    "pl": (
        (
            "informal",
            "sz",
            r"\b(?!(?:nasz|wasz|klawisz|afisz|mysz|klisz|nisz|cisz|towarzysz|fetysz|\w*(?:usz|osz|rsz))\b)"
            r"(?-i:[a-ząćęłńóśźż])\w+sz\b",
        ),
        ("informal", "ś", r"\b\w+[łl][ae]ś\b|\b\w+[łl](?:a|)byś\b|\bpowin(?:ieneś|naś)\b"),
        ("informal", "byś", r"\b(?:a|że|gdy|jeśli|o|choć)byś\b"),
        ("informal", "cię tobą twą twym", r"\b(?:cię|tobą|twą|twym)\b"),
        ("formal", "pan", r"\b(?-i:Pan(?:a|u|em)?(?:/(?:Pan)?(?:i|ią)\b|\(i\)))"),
    ),
    "nl": (
        ("informal", "jezelf jouwe alsjeblieft", r"\b(?:jezelf|jouwe|alsjeblieft)\b"),
        ("formal", "uzelf uwe alstublieft", r"\b(?:uzelf|uwe|alstublieft)\b"),
    ),
}
"""By language the registers of endings, and of letters some that stand in all of its words; capitals make no difference
where the pattern does not say so."""

_MADE = {
    "es": (("aste", "arías", "abas", "aras", "ases"), ("iste", "irías", "ías", "ieras", "ieses")),
    "it": (("asti", "avi", "assi"), ("evi", "ivi", "essi", "issi")),
    "pt": (
        ("aste", "arias", "ares", "avas", "asses"),
        ("este", "iste", "erias", "irias", "eres", "ires", "ias", "esses", "isses"),
    ),
}
"""Endings that known verbs take where a friend is spoken to: of verbs in -ar and -are, and of all others."""


def second_person_in(text: str, locale: str) -> Iterator[Address]:
    """The forms of verbs and pronouns that address a reader, at most one of each kind; nothing for other languages."""
    language = language_of(locale)
    plain = without_quotes(text)
    low = plain.lower()
    for register, signs, pattern in _patterns(language):
        # Few texts have the letters, and looking for them costs a tenth.
        found = pattern.search(plain) if any(sign in low for sign in signs) else None
        if found:
            yield Address(register=register, word=found[0].strip())
    formed = _formed(language)
    if formed:
        word = next((word for word in re.findall(r"[^\W\d_]+", low) if word in formed), "")
        if word:
            yield Address(register="informal", word=word)


@cache
def _patterns(language: str) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (register, tuple(signs.split()), re.compile(rule, re.IGNORECASE))
        for register, signs, rule in _ENDINGS.get(language, ())
    )


@cache
def _formed(language: str) -> frozenset[str]:
    """Forms of known verbs that no other person has: what somebody did, would do, or in Portuguese may do."""
    first, others = _MADE.get(language, ((), ()))
    return formed(language, first, others) - forms_of_address(language).noun.keys()
