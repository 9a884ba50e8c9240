"""Verbs that address a reader by where they stand in a clause, in Spanish, Italian and Portuguese.

There the polite form of a verb is that of he and she, and the familiar one may be a noun in the plural (`compras`).  So
a form counts only as the first word of a clause (behind `si`, `cuando`, `que`, or a negation, or at the start of a
sentence), and a polite one only where the English source says what its reader does in a clause of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from locmem.terms.address_words import forms_of_address
from locmem.terms.commands import formed, is_command, pairs_of

_WORD = re.compile(r"[^\W\d_]+")
_STARTS = re.compile(
    r"(?:\A|[.!?:] )(?:(?:also|then|now|here|please|first|sorry|so|but),? )?(?:you|(?:ha(?:ve|d)|do|did|are|were|can"
    r"|could|would|will|should|must|may)(?:n['’]t)? you)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:if|when|whenever|once|until|unless|after|before|because|that|what|which|how|why|where|while"
    r"|as soon as|as|than|and|or|but|code|email|order|link|number|everything|way|product|thank"
    r"|(?:which|what|how many|how much)(?: \w+){1,2} (?:do|did|would|will|have|are|were)"
    r"|glad|happy|sorry|sad|pleased|delighted|hoped?|see|saw|know|knew|sure|noticed?|think|thought|believed?|heard"
    r"|like|want|need|ask|wish|expect|(?:the|any|all|every|each) (?:\w+ )?\w+s)"
    r"(?: (?:do|did|can|would|will|have|are|were))? you\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"\b(?:do not|don['’]t|never)\b", re.IGNORECASE)


class _Grammar(NamedTuple):
    """What a language needs to know a clause's first verb.

    joins: words behind which a clause begins; passed: words before its verb; no: those of them that negate.
    asks: words of a question behind which a noun stands before the verb.
    third: verbs of the polite form that no table of instructions gives, and their endings.  impersonal: words that make
    a verb nobody's.  second: endings of the familiar form that count at the start of a clause.
    """

    joins: frozenset[str]
    passed: frozenset[str]
    no: frozenset[str]
    asks: frozenset[str]
    impersonal: str
    third: re.Pattern[str]
    second: re.Pattern[str]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GRAMMARS = {
    "es": _Grammar(
        _words("si cuando que cómo cuándo qué mientras porque aunque donde dónde como apenas cuanto y e pero luego"),
        _words("no nunca ya jamás me te nos lo le les también aún todavía solo ahora aquí siempre antes después"),
        _words("no nunca jamás"),
        _words("qué cuál cuánto cuánta cuántos cuántas"),
        "se",
        re.compile(
            r"(?:ha|haya|había|hubiera|hubiese|estaba|iba|tiene|tenga|tenía|tuviera|puede|pueda|pudo|podía|quería"
            r"|(?:pud|hic|dij|pus|vin|sup|tra|estuv|pid|sigu|elig|prefir)i?era|debía|sabía|hacía|decía|debe|deba|desea|desee|quiere|quiera|quisiera"
            r"|necesita|necesite|prefiere|sabe|dispone|hizo|(?!ser)\w{2,}(?:rá|ría)|\w{2,}ó)\Z"
        ),
        re.compile(r"(?!(?:ex|cons|ins|as|res|des|pers|subs|tr|ch|v)iste\Z|contraste\Z|desgaste\Z)\w{2,}[ai]ste\Z"),
    ),
    "it": _Grammar(
        _words("se quando che cosa come dove perché mentre cui finché appena e ed ma"),
        _words(
            "non mai già mi ti ci ce me l m c glielo gliela glieli gliene lo la le li ne anche ora qui sempre prima"
        ),
        _words("non mai"),
        _words("quale quali quanto quanta quanti quante"),
        "si",
        re.compile(
            r"(?:ha|abbia|aveva|avesse|stava|stesse|era|fosse|faceva|facesse|desse|volesse|potesse|dovesse|voleva|può|possa|poteva|deve|debba|doveva|vuole|voglia|desidera|preferisce|riceve|necessita|sa"
            r"|vorrebbe|gradisce|possiede|(?!sar)\w{2,}(?:rà|rebbe))\Z"
        ),
        re.compile(r"\w{3,}(?:asti|esti|isti)\Z"),
    ),
    "pt": _Grammar(
        _words("se quando que como onde porque enquanto logo caso conforme e mas"),
        _words("não nunca já me te nos lhe também ainda só agora aqui sempre primeiro"),
        _words("não nunca jamais"),
        _words("qual quais quanto quanta quantos quantas"),
        "se",
        re.compile(
            r"(?:tem|tenha|tinha|teve|tivesse|estava|estivesse|fosse|fizesse|pudesse|quisesse|soubesse|viesse|queria|pode|possa|podia|deve|deva|quer|queira|deseja|deseje|precisa|precise|prefere|sabe"
            r"|fez|quis|disse|(?!ser)\w{2,}(?:rá|ria)|\w{2,}[oei]u)\Z"
        ),
        re.compile(
            r"(?!(?:ex|cons|ins|ass|res|des|pers|tr|v)iste\Z|contraste\Z|desgaste\Z|n?d?este\Z|teste\Z|oeste\Z|leste\Z"
            r"|\w*deste\Z|celeste\Z|peste\Z)\w{3,}[aei]ste\Z"
        ),
    ),
}
_PAST = {
    "es": (("aba", "ara", "ase"), ("ía", "iera", "iese")),
    "it": (("ava", "asse"), ("eva", "iva", "esse", "isse")),
    "pt": (("ava", "asse"), ("ia", "esse", "isse")),
}
"""What known verbs end in where they tell what somebody did or should do: those in -ar and -are, and all others."""
_AND = _words("y e ed pero mas ma luego logo")
"""Behind these stands what anybody does."""
_BEFORE_VERBS = _words("si cuando mientras se quando mentre enquanto")
"""Behind these a form is a verb that elsewhere may be a noun: `si compras`, but `como compras`."""
_FUTURE = re.compile(r"\w+[aei]r\Z")
"""What Portuguese says behind `se` and `quando`: `quiser`, `cancelar`, and `cancelares` to a friend."""
_INFINITIVE = re.compile(
    r"(?!pare\Z|\w*(?:[ao]ffre|opre|pre)\Z|\w*corre\Z)\w+(?:[aei]re|[aeiou]rre|[aeir]r(?:l[aeio]|gli|ci|mi|ti|ne|vi))\Z"
)
"""With which Italian forbids a friend something: `non dare`, `non toglierlo`."""
_PARTICIPLE = re.compile(r"(?!stat[oa]\Z)\w{3,}(?:at|ut|it|st|s)[oa]\Z")


_STATES = _words("d sicuro sicura pronto pronta contento contenta interessato interessata ancora")
"""What may stand behind an Italian `è` that asks its reader: `è d’accordo?`."""
_THINGS = _words("essere esserci ser haber haberse deberse haver")
"""Before these a verb is nobody's who reads: `potrebbe essere`."""
_REFLEXIVE = _words(
    "assicuri preoccupi ricordi accerti rivolga registri iscriva autentichi metta connetta colleghi sposti fermi"
    " sieda accomodi affretti procuri figuri immagini goda aggiorni unisca fidi informi presenti prenda"
)
"""Italian orders with `si`, which else stands before a verb that is nobody's: `si noti`."""


_AWAITS = re.compile(r"(?:aspett|ricord|trov|sent|accorg)(?:a|e|ava|eva|iva)\Z")
"""Italian verbs of somebody with `si` in a question: `che cosa si aspettava?`."""


_ENDS = re.compile(r"[.!?:;…¿¡\n•]")
_ELISION = " '’"


class _Verb(NamedTuple):
    """A word where the verb of a clause may stand.  joint: the word before the clause, empty at a sentence's start.

    is_passing: whether other words stand between; behind: the next word of its sentence.
    """

    word: str
    joint: str
    is_start: bool
    is_negated: bool
    is_passing: bool
    is_impersonal: bool
    behind: str


class _Told(NamedTuple):
    """What a source says to its reader: in its first words, behind a conjunction, not to do something, to do it."""

    is_told: bool
    is_joined: bool
    is_forbidden: bool
    is_ordered: bool


@lru_cache(maxsize=2_048)
def _told(source: str) -> _Told:
    """The same of each source once, as it is asked for all locales."""
    is_to_you = "you" in source.casefold()
    return _Told(
        is_to_you and _STARTS.search(source) is not None,
        is_to_you and _JOINED.search(source) is not None,
        _FORBIDS.search(source) is not None,
        is_command(source, "en"),
    )


def familiar_verb(text: str, source: str, language: str) -> str:
    """The first verb of a text that says `tú`, as it stands in its clause; empty where none does."""
    if language not in _GRAMMARS:
        return ""
    second, nouns = _second(language), forms_of_address(language).noun
    told = _told(source)
    pattern = _GRAMMARS[language].second
    for verb in _verbs(text, language):
        word = verb.word
        is_joined = bool(verb.joint) and verb.joint not in _AND
        is_noun = verb.joint not in _BEFORE_VERBS if verb.joint else not verb.behind
        if word in nouns and not verb.is_passing and is_noun:
            continue
        if word in second and (is_joined or (verb.is_negated and language != "it")):
            return word
        is_present = word in second and (language == "it" or "?" in source)
        if verb.is_start and told.is_told and (pattern.match(word) or is_present):
            return word
        if is_joined and pattern.match(word) and language != "it":
            return word
        if verb.is_start and verb.is_negated and word in second and language != "it":
            return word
        if language == "it" and told.is_forbidden and verb.is_start and verb.is_negated and _INFINITIVE.match(word):
            return word
    return ""


def polite_verb(text: str, source: str, language: str) -> str:
    """The first verb of a text that says `usted` where its source says `you`; empty where none does."""
    grammar = _GRAMMARS.get(language)
    if grammar is None:
        return ""
    third, formal, familiar = _third(language), _formal(language), _familiar(language)
    is_told, is_joined, is_forbidden, is_ordered = _told(source)
    for verb in _verbs(text, language):
        word = verb.word
        if verb.is_impersonal:
            is_own = word in _REFLEXIVE if language == "it" else is_forbidden and verb.is_negated and word in formal
            is_expected = language == "it" and is_joined and "?" in source and _AWAITS.match(word) is not None
            if (verb.is_start and is_ordered and is_own) or is_expected:
                return word
            continue
        if word in ("puede", "pode", "può") and verb.behind in ("que", "darsi"):
            continue
        is_third = (word in third or grammar.third.match(word) is not None) and verb.behind not in _THINGS
        is_also_order = word in familiar and not grammar.third.match(word) and "?" not in source and not verb.is_negated
        if verb.is_start and is_told and is_third and not is_also_order:
            return word
        is_state = _PARTICIPLE.match(verb.behind) is not None or (is_told and verb.behind in _STATES)
        if language == "it" and verb.is_start and "?" in source and word in ("è", "sarebbe") and is_state:
            return word
        is_future = language == "pt" and _FUTURE.match(word)
        if verb.joint and verb.joint not in _AND and is_joined and (is_third or is_future):
            return word
        is_order = is_ordered and verb.is_passing
        if verb.is_start and is_order and word in formal:
            return word
    return ""


@lru_cache(maxsize=64)
def _verbs(text: str, language: str) -> tuple[_Verb, ...]:
    """The words of a text that stand where the verb of a clause does; none that an impersonal word stands before."""
    return tuple(_found_verbs(text, _GRAMMARS[language], language))


def _found_verbs(text: str, grammar: _Grammar, language: str) -> Iterator[_Verb]:
    found = [(one[0].casefold(), one.start(), one.end()) for one in _WORD.finditer(text)]
    telling = grammar.joins | grammar.passed | {grammar.impersonal}
    for number, (word, start, _) in enumerate(found):
        # Most words stand behind one that begins no clause.
        is_behind = number > 1 and text[found[number - 1][2] : start] == " "
        if is_behind and found[number - 1][0] not in telling and found[number - 2][0] not in grammar.asks:
            continue
        at, place, passed = number, start, []
        while at:
            before, _, end = found[at - 1]
            gap = text[end:place]
            # In Portuguese `se` is `if`, too, unless a negation stands before it.
            is_self = before == grammar.impersonal and (language != "pt" or (at > 1 and found[at - 2][0] in grammar.no))
            if gap.strip(_ELISION) or (before not in grammar.passed and not is_self):
                break
            passed.append(before)
            at, place = at - 1, found[at - 1][1]
        gap = text[found[at - 1][2] : place] if at else ""
        is_start = not at or bool(_ENDS.search(gap))
        joint = found[at - 1][0] if at and not gap.strip() else ""
        is_asked = bool(joint) and at > 1 and found[at - 2][0] in grammar.asks
        if joint not in grammar.joins:
            joint = found[at - 2][0] if is_asked else ""
        if is_start or joint:
            following = found[number + 1 : number + 2]
            is_last = not following or _ENDS.search(text[found[number][2] : following[0][1]])
            behind = "" if is_last else following[0][0]
            is_negated = any(one in grammar.no for one in passed)
            is_impersonal = grammar.impersonal in passed
            yield _Verb(word, joint, is_start, is_negated, bool(passed), is_impersonal, behind)


@cache
def _second(language: str) -> frozenset[str]:
    """Present forms of known verbs that say `tú`."""
    found: set[str] = set()
    for informal, formal in pairs_of(language):
        if language == "it":
            found.add(informal if informal.endswith("i") else formal)
        elif len(informal) > 2:
            found |= {f"{informal}s", f"{formal}s"}
    return frozenset(found - {"", "s"})


@cache
def _third(language: str) -> frozenset[str]:
    """Forms of known verbs that say `usted`, of the past and present: in Italian `annulla`, `prende`; else the familiar
    order (`abre`) and what is wished (`abra`)."""
    found: set[str] = set()
    for informal, formal in pairs_of(language):
        if language == "it":
            found.add(f"{informal[:-1]}e" if informal.endswith("i") else informal)
        else:
            found |= {informal, formal}
    return frozenset(found - {""}) | formed(language, *_PAST[language])


@cache
def _formal(language: str) -> frozenset[str]:
    return frozenset(formal for _, formal in pairs_of(language) if formal)


@cache
def _familiar(language: str) -> frozenset[str]:
    return frozenset(informal for informal, _ in pairs_of(language))
