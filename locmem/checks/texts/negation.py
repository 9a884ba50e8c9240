"""A `not` of the source that its translation does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces

_SAID = re.compile(
    r"\b(?:do|does|did|must|should|can|could|will|would|may|is|are|was|were|has|have)\s?(?:not\b|n['’]t\b)"
    r"|\bcannot\b|\bnever\b|\bneither\b|\bno longer\b|\bnone of\b|\bnobody\b|\bno one\b|\bnot\b(?= to\b)"
    r"|\bwithout(?! (?:delay|notice|limit|exception|further|prior|doubt|saying)\w*)\b"
    r"|\bno\b(?! (?:\w+er than|more|later|less|fewer|need|matter|problem|longer|further|doubt|one|charge|cost|fee"
    r"|extra)\b)(?= [a-z]{3})",
    re.IGNORECASE,
)
_MAY_BE_SAID_OTHERWISE = re.compile(
    r"\b(?:not only|whether or not|or not|if not|why do|why not|unless|except)\b|\?|['\"](?:never|is not|not)['\"]"
    r"|\b(?:is|are|do|does|can|have)n['’]t (?:you|we|it|they)\b"
    r"|\b(?:not|don['’]t) (?:have to|forget|worry|hesitate|matter)|\bcould(?: not|n['’]t)\b|\bnot the same\b"
    r"|\bneither\b.*\bor\b|\bnot to mention\b",
    re.IGNORECASE,
)
_LATIN = r"inv[aá]l\w+|ina[ctd]\w+|inco[mnr]\w+|indisp\w+|inex\w+|insu\w+|imp[eio][cdsr]\w+|ilegal\w*|irre\w+"
"""Adjectives with a prefix of their own: `inválido`, `incompatible`, `imposible`."""
_NOT = {
    "en": r"\b(?:not|no|never|none|neither|nor|nobody|nothing|nowhere|cannot|without)\b|n['’]t\b",
    "es": r"\b(?:no|nunca|jamás|ni|tampoco|nadie|nada|ning\w+)\b",
    "pt": r"\b(?:não|nunca|jamais|nem|ninguém|nada|nenhum\w*)\b",
    "it": r"\b(?:non|mai|né|nessun\w*|nulla|niente)\b",
    "fr": r"\b(?:ne|pas|jamais|ni|aucun\w*|rien|non|personne)\b|\bn['’]",
    "de": r"\b(?:nichts?|kein\w*|nie|niemals|weder|niemand\w*)\b|\bnicht",
    "nl": r"\b(?:niet\w*|geen|nooit|noch|niemand)\b",
    "ja": r"な[いくかけし]|ませ(?!んか)|ず[にとは、。]?|ぬ",
}  # fmt: skip
"""What says `not` by itself."""
_WITHOUT = {
    "es": r"sin", "pt": r"sem", "it": r"senza", "fr": r"sans", "de": r"ohne|\w+(?:los|frei)", "nl": r"zonder",
    "ja": r"無",
}  # fmt: skip
"""What says `without`, which a translation may well say for a `not`."""
_IN = {
    "es": rf"\b(?:evit\w+|{_LATIN}|desactiv\w+|deshabilit\w+"
    r"|desconoc\w+|fall\w+|excep\w+|salvo|carec\w+|dej[ae]\w*|prohib\w+|solo|sólo|únic\w+|en (?:lugar|vez) de"
    r"|igual|indiferent\w*)\b",
    "pt": rf"\b(?:evit\w+|{_LATIN}|desativ\w+|desabilit\w+"
    r"|desconhec\w+|falh\w+|exce\w+|deix\w+|proib\w+|só|somente|apenas|em vez d\w+|igual|indiferent\w*|tanto faz)\b",
    "it": rf"\b(?:evit\w+|{_LATIN}|disattiv\w+|solo|vietat\w+|uguale|indifferent\w*)\b",
    "fr": rf"\b(?:évit\w+|{_LATIN}|désactiv\w+|seul\w*|sauf"
    r"|interdi\w*|impossib\w+|inconnu\w*|désaccord\w*|égal|peu importe|cess\w+)\b",
    "de": r"\b(?:un(?!ser|ter|ten|d\b|s\b)\w{3,}|vermeid\w+|nur|außer|fehl\w+|statt|egal|gleich|verbot\w*|untersag\w*"
    r"|entf[aä]ll\w*)\b",
    "nl": r"\b(?:on(?!der|ze|s\b|line)\w{4,}|alleen|vermijd\w*|verboden|gelijk)\b",
    "ja": r"不(?!具合|備)|未(?!満)|非|避け|禁|(?<![削解])除|(?:以|間|囲|象)外|のみ|だけ|まで|できかね|失敗|省略"
    r"|異な|やめ|間違|関係な|問わ|廃止|終了",
}  # fmt: skip
"""What takes the place of a `not` in sound translations: `evitar`, `imposible`, `solo`."""
_FREE = re.compile(r"\b(?:without|free|\w+less|no (?:charge|cost|fee)s?)\b", re.IGNORECASE)
"""What a `without` of a translation stands for where the source has it."""
_MOST_WORDS = 40
"""Words of a source beyond which one `not` may be said in many ways."""


@lru_cache(maxsize=2_048)
def negates(text: str, language: str) -> bool:
    """Whether a text says `not` by a word of its own; False for languages without a table."""
    pattern = _not_in(language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _not_in(language: str) -> re.Pattern[str] | None:
    return re.compile(_NOT[language], re.IGNORECASE) if language in _NOT else None


@cache
def _otherwise(language: str, is_free: bool) -> re.Pattern[str]:
    """What may stand for a `not`; where the source is `free` of something, `without` stands for that."""
    without = rf"|\b(?:{_WITHOUT[language]})\b" if language != "ja" else f"|{_WITHOUT[language]}"
    return re.compile(_IN[language] + ("" if is_free else without), re.IGNORECASE)


def lost_negations(text: Text) -> Iterator[Flaw]:
    """English texts that say `not` or `never` where their translation says nothing of the kind."""
    if text.language not in _IN or text.source_language != "en" or len(text.source_words) > _MOST_WORDS:
        return
    # What was not translated at all is told by another check.
    said = _SAID.search(text.source) if text.source != text.target else None
    if said is None or _MAY_BE_SAID_OTHERWISE.search(text.source) or negates(text.target, text.language):
        return
    is_free = said[0].casefold() != "without" and _FREE.search(text.source) is not None
    if not _otherwise(text.language, is_free).search(text.target):
        yield Flaw(what=f"has no word for the “{said[0]}” of its source", severity=_severity(text, _SURE_WORDS))


def added_negations(text: Text) -> Iterator[Flaw]:
    """Short English texts of which nothing says `not`, not even in part of a word, where their translation does."""
    if text.source_language != "en" or not _FEWEST_WORDS <= len(text.source_words) <= _FEW_WORDS:
        return
    pattern = _surely_not(text.language)
    said = pattern.search(text.target) if pattern else None
    if said and joins_without_spaces(text.locale) and _PREFIXED.search(text.source):
        return
    if said and not _MAY_BE_NOT.search(text.source) and not _MUST.search(text.target):
        what = f"has “{said[0]}”, and nothing in its source says so"
        yield Flaw(what=what, severity=_severity(text, _SURE_WORDS_ADDED), word=said[0])


def _severity(text: Text, most: int) -> Severity | None:
    """An error in short texts; Japanese says `not` in so many ways that nothing is certain."""
    is_sure = len(text.source_words) <= most and not joins_without_spaces(text.locale)
    # Where a sentence is missing, that is what is wrong.
    is_sure = is_sure and len(_ENDS.findall(text.source)) <= len(_ENDS.findall(text.target))
    return None if is_sure else Severity.WARNING


_ENDS = re.compile(r"[.!?](?=\s|\Z)")
_SURE_WORDS, _SURE_WORDS_ADDED = 20, 12


@cache
def _surely_not(language: str) -> re.Pattern[str] | None:
    """What says `not` and can mean nothing else: French `personne` may be a person."""
    pattern = _SURELY.get(language) or (_NOT[language] if language in _NOT and language != "en" else "")
    return re.compile(pattern, re.IGNORECASE) if pattern else None


_SURELY = {"fr": r"\bne\b|\bn['’](?=[aeéêiouhy])", "ja": r"(?<!しれ)(?<!すみ)ません(?!か)|ないで(?:く|ね)"}
_FEWEST_WORDS, _FEW_WORDS = 3, 20
"""Words of a source: a label may be put in any way, and a long sentence may hold a `not` that no list has."""
_MUST = re.compile("なければ|ねば|ないと|なくては|いけません|なりません")
"""Japanese for `must`, which is said with two `not`."""
_MAY_BE_NOT = re.compile(
    r"n['’]t\b|\?|\b0\b|\b(?:not?|never|none|neither|nor|nobody|nothing|nowhere|cannot|without|unless|except\w*|only|just"
    r"|fail\w*|avoid\w*|hardly|until|before|free|prevent\w*|stop\w*|los\w+|miss\w*|skip\w*|invalid|other\w*|beyond|too"
    r"|instead|rather|few\w*|little|un(?!til|der|it|iq|iver)\w{3,}"
    r"|i(?!nclu|nform|nstall|nvoic|nsid|nstruc|nser|nput|ntern|mage|mport|nter|nitia|ndicat|ncreas|mmedia|ntro|mprov|llus"
    r"|nvit|ndivid|nbox|nstan|nten)[nmrl]\w{4,}"
    r"|d[ei](?!liver|tail|vice|scrib|sktop|git|rect|splay|fault|partm|posit|sign|fin|bit|scov|scuss|alog|men|velop|sk)"
    r"\w{4,}|non\w*|refus\w*|reject\w*|forbid\w*|prohibit\w*"
    r"|exclud\w*|omit\w*|lack\w*|absen\w*|any\w*|least|most|rare\w*|exceed\w*|block\w*|empty|mis\w+|error\w*|wrong\w*"
    r"|problem\w*|out\w*|off|remov\w*|stale|old|long|still|else|ignor\w*|hid\w+|suppress\w*|silen\w+|false|null|zero"
    r"|less|\w+less|leav\w*|ke[ep]\w*|remain\w*|if|same|case|worth|drop\w*|ensure\w*|sure|both|but|whether|either|all"
    r"|every\w*|bad|far|away|as|more|than|yet|minor|negative|contrary|opposite|quit\w*|escap\w*|trivial|static|solely"
    r"|even|however|break\w*|raw|bare|plain|anonym\w*|clos\w+|safe\w*|secret\w*|private\w*|late\w*|single|alone|always"
    r"|first|forget\w*|remember\w*|hesitat\w*|welcome|worr\w+|sold|end\w*|expire\w*|end|over|optional|limit\w*|hardly"
    r"|barely|seldom|please|no-\w+|sorry|shame|pity|fault\w*|broken|refrain\w*|beware|stay\w*|mind)\b",
    re.IGNORECASE,
)
"""English words whose translation may say `not`, from `never` to `closed`."""
_PREFIXED = re.compile(r"\b(?:un\w{3,}|i[nmrl]\w{4,}|d[ei]\w{4,})", re.IGNORECASE)
"""Words that begin as one with a `not` in it does; Japanese turns many of them into a sentence with one."""


CHECKS = (
    text_check(
        lost_negations,
        name="negation-lost",
        family="negation",
        severity=Severity.ERROR,
        why="Customers are told to do what they must not do.",
        example="Desenchufa la lámpara. (Do not unplug the lamp.)",
        do="Say that it is not so, or must not be done.",
    ),
    text_check(
        added_negations,
        name="negation-added",
        family="negation",
        severity=Severity.ERROR,
        why="Customers are told that something is not so, or must not be done.",
        example="No abras la caja. (Open the box.)",
        do="Take the “not” out, if the source does not mean it.",
    ),
)
