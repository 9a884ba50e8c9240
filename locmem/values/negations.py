"""Whether a text says `not`, and whether its translation says so, too."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from locmem.model.tags import joins_without_spaces

_SAID = re.compile(
    r"\b(?:do|does|did|must|should|can|could|will|would|may|is|are|was|were|has|have)\s?(?:not\b|n['’]t\b)"
    r"|\bcannot\b|\b(?:is|are|am|be|was|were)\sunable to\b"
    r"|\bnever\b|\bneither\b|\bno longer\b|\bnone of\b|\bnobody\b|\bno one\b|\bnot\b(?= to\b)"
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
    "ja": r"(?<!少)な[いくかけし]|ませ(?!んか)|(?<![いま必わ])ず(?![っつ])|ぬ",
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
    "ja": r"不(?!具合|備)|未(?!満)|非|避け|禁|(?<![削解])除|(?:以|間|囲|象)外|のみ|(?<!いた)だけ"
    r"|いただけ(?![まるればたな])|まで|できかね|失敗|省略|異な|やめ|間違|関係な|問わ|廃止|終了",
}  # fmt: skip
"""What takes the place of a `not` in sound translations: `evitar`, `imposible`, `solo`."""
_FREE = re.compile(r"\b(?:without|free|\w+less|no (?:charge|cost|fee)s?)\b", re.IGNORECASE)
"""What a `without` of a translation stands for where the source has it."""


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


def lost_negation(source: str, target: str, language: str) -> str:
    """The `not` or `never` of an English source of which its translation says nothing of the kind; empty where it does.

    Empty, too, for languages without a table, and where English often says `not` that others put otherwise.
    """
    if language not in _IN:
        return ""
    said = _SAID.search(source)
    if said is None or _MAY_BE_SAID_OTHERWISE.search(source) or negates(target, language):
        return ""
    is_free = said[0].casefold() != "without" and _FREE.search(source) is not None
    return "" if _otherwise(language, is_free).search(target) else said[0]


def added_negation(source: str, target: str, language: str) -> str:
    """The `not` of a translation of whose English source nothing says so, not even in part of a word; else empty."""
    pattern = _surely_not(language)
    said = pattern.search(target) if pattern else None
    if said is None or (joins_without_spaces(language) and _PREFIXED.search(source)):
        return ""
    return "" if _MAY_BE_NOT.search(source) or _MUST.search(target) else said[0]


def negation_count(text: str, language: str) -> int:
    """How often a text says `not`, `without` or `unless` by words of its own; 0 for languages without a table.

    Words that say one `not` together count once: `no … ningún`, `ne … pas`.  What Japanese says with a `not` and means
    without one (`must`, `perhaps`) is left out.
    """
    pattern = _counted(language)
    if pattern is None:
        return 0
    if language == "ja":
        return len(pattern.findall(_NO_NOT.sub("", text)))
    second = _second_of(language)
    count = 0
    for clause in _CLAUSES.split(text):
        said = [word[0] for word in pattern.finditer(clause)]
        again = sum(second.fullmatch(word) is not None for word in said) if second else 0
        count += max(len(said) - again, min(len(said), 1))
    return count


_CLAUSES = re.compile(r"[,;:.!?()]+(?=\s|\Z)")
_COUNTED = {
    "en": r"\bunless\b",
    "es": r"\bsin\b|\ba menos que\b|\b(?:salvo|excepto) (?:que|si)\b",
    "pt": r"\bsem\b|\ba menos que\b|\b(?:salvo|exceto) se\b",
    "it": r"\bsenza\b|\ba meno che\b|\b(?:salvo|tranne) (?:che|se)\b",
    "fr": r"\bsans\b|\bà moins (?:que|d)|\bsauf si\b",
    "de": r"\bohne\b|\bes sei denn\b|\baußer wenn\b",
    "nl": r"\bzonder\b|\btenzij\b|\bbehalve als\b",
    "ja": r"なし(?:で|の|に)|場合を除",
}  # fmt: skip
"""What says `without` and `unless`, which one language puts with a `not` and another without one."""
_SECOND = {
    "es": r"nunca|jamás|nadie|nada|ning\w+",
    "pt": r"nunca|jamais|ninguém|nada|nenhum\w*",
    "it": r"mai|nessun\w*|nulla|niente",
    "fr": r"pas|jamais|aucun\w*|rien|non|personne",
}
"""What these languages say beside another `not` of the clause, and mean one."""


@cache
def _counted(language: str) -> re.Pattern[str] | None:
    return re.compile(f"{_NOT[language]}|{_COUNTED[language]}", re.IGNORECASE) if language in _NOT else None


@cache
def _second_of(language: str) -> re.Pattern[str] | None:
    return re.compile(_SECOND[language], re.IGNORECASE) if language in _SECOND else None


def speaks_of_not(language: str) -> bool:
    """Whether there is a table for a language."""
    return language in _IN


def implied_negations(source: str) -> int:
    """How many words of an English text say `not` in part: `invalid`, `only`, `fails`."""
    return len(_IMPLIED.findall(source))


_IMPLIED = re.compile(
    r"\b(?:un(?!til|der|it|iq|iver)\w{3,}|non-?\w+|i[nmrl](?=[a-z]*(?:able|ible|ive|id|ect|ct|ent|ant|ite|al)(?:ly)?\b)\w{4,}"
    r"|fail\w*|only|just|except\w*|avoid\w*|prevent\w*|miss\w+|lack\w*|empty|ignor\w*|disabl\w*|absent|instead|rather"
    r"|hardly|otherwise|few\w*|until|before|omit\w*|exclud\w*|skip\w*|remov\w*|drop\w*|refus\w*|reject\w*|still|even|any"
    r"|stop\w*|los\w+|leav\w*|keep\w*|whether|either|but|too|less|all|free|offline|waiv\w*|declin\w*|den(?:y|ie[sd]))\b|-(?:less|free|in\w+|un\w+)\b|\w+less\b",
    re.IGNORECASE,
)
_NO_NOT = re.compile(
    r"(?:なければ|なくては|ないと|ねば|なきゃ)[ぁ-ん]{0,2}(?:なり|なら|いけ)(?:ません|ない|ず)|しれ(?:ません|ない)|すみません"
    r"|ませんか|だけで(?:は|も)?な[くい]"
)


@cache
def _surely_not(language: str) -> re.Pattern[str] | None:
    """What says `not` and can mean nothing else: French `personne` may be a person."""
    pattern = _SURELY.get(language) or (_NOT[language] if language in _NOT and language != "en" else "")
    return re.compile(pattern, re.IGNORECASE) if pattern else None


_SURELY = {"fr": r"\bne\b|\bn['’](?=[aeéêiouhy])", "ja": r"(?<!しれ)(?<!すみ)ません(?!か)|ないで(?:く|ね)"}
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
    r"|barely|seldom|waiv\w*|declin\w*|den(?:y|ies|ied|ying)|revok\w*|please|no-\w+|sorry|shame|pity|fault\w*|broken|refrain\w*|beware|stay\w*|mind)\b",
    re.IGNORECASE,
)
"""English words whose translation may say `not`, from `never` to `closed`."""
_PREFIXED = re.compile(r"\b(?:un\w{3,}|i[nmrl]\w{4,}|d[ei]\w{4,})", re.IGNORECASE)
"""Words that begin as one with a `not` in it does; Japanese turns many of them into a sentence with one."""
