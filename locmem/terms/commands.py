"""How instructions address their readers: by the form of their first verb, which tells `abre` from `abra`.

The forms stand in `locmem/data/commands.csv`.  Most of them mean something else in a statement (`abre`, it opens), so
they count only as the first word of a sentence, where the source has an instruction, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.terms.address_words import forms_of_address
from locmem.terms.orders import Order, orders_in, sentences_of

_WORD = re.compile(r"[^\W\d_]+")
_LEADS = {
    language: frozenset(words.split())
    for language, words in {
        "es": "por favor después luego ahora primero entonces finalmente siempre también",
        "pt": "por favor depois agora primeiro então em seguida finalmente sempre também",
        "it": "per favore poi dopo ora prima quindi infine sempre adesso",
        "fr": "ensuite puis maintenant alors enfin toujours d’abord",
        "de": "bitte dann danach jetzt nun zuerst zunächst anschließend immer",
        "pl": "nie następnie teraz potem najpierw nigdy zawsze",
    }.items()
}
"""Words that may stand before the verb of an instruction."""
_NOUN_BEHIND = frozenset(("de", "del", "da", "do", "dos", "das", "di", "du", "des", "von", "der"))
"""Behind these the form is a noun: `descarga de la aplicación`."""
_GOVERNING = {
    language: frozenset(words.split())
    for language, words in {
        "es": "sal salga disfruta disfrute cuida cuide trata trate deja deje dispón disponga acuerda acuerde",
        "pt": "sai saia desfruta desfrute cuida cuide trata trate deixa deixe lembra lembre",
        "it": "cerca cerchi ricorda ricordi evita eviti tenta tenti smetti smetta dimentica dimentichi",
    }.items()
}
"""Orders behind which it does not make them nouns: `disfrute de su lámpara`."""
_MODALS = frozenset(
    ["puede", "pueda", "debe", "deba", "quiere", "quiera", "pode", "possa", "deve", "deva", "quer", "queira"]
)
"""Nobody is told to be able, to have to or to want."""
_TIED = re.compile(r"(?:me|te|se|nos|lo|la|los|las|le|les|mi|ti|ci|li|ne|gli|ce|ve|glie)\Z")


_TYING = ("es", "it")
"""Languages that write pronouns behind a verb in one word."""
_LABEL = re.compile(r"(?<=\w )\*\*(?=[^\W\d_a-zà-ÿąćęłńóśźż])[^*\n.!?]+\*\*")
"""What stands in bold inside of a sentence is what a button says: `kliknij **Resetuj**`."""
_SHORT = 3
_BRIEF = (
    ("informal", re.compile(r"(?:haz|pon|ten|di|ven|sal|da)(?:me|te|nos|les?|(?:me|te|nos|se)?l[oa]s?)\Z")),
    ("formal", re.compile(r"de(?:me|se|nos|les?|(?:me|se|nos)?l[oa]s?)\Z")),
)
"""Spanish orders too short for their accents to tell them: pronouns tied to them do, `dilo`, `dese`."""
_UNSTRESSED = str.maketrans("íú", "iu")
_AHEAD = 4
"""Words in which the verb of an instruction is looked for, with those that may stand before it."""


_OF_READERS = re.compile(
    r"\b(?:you|yours?|yourself|please|us|don['’]t|never|try again|let (?:\w+ )+know)\b"
    r"|(?:\A\W*|[.!?:;,(] ?|\b(?:and|or|then|now|also|to) )(?:click|tap|open|press|choose|enter|type|go|contact|send"
    r"|write|call|wait|keep|pay|sign|log|scroll|plug|unplug|visit|follow|tell|reply|put|clean|download|restart|drag|swipe)\b"
    r"|\bsee (?:the |our )?\[|(?:\A|[.!?:] )(?:be|bring|buy|charge|come|fold|forgive|hang"
    r"|pack|pour|rate|rinse|rub|say|shake|spray|talk|think|tighten|unscrew|wash|wear|wipe) ",
    re.IGNORECASE,
)
"""Words of a sentence that tell instructions to readers from what a program does; verbs where an order has them."""


def command_register(text: str, source: str, locale: str, source_locale: str) -> tuple[str, str]:
    """The register of an instruction and the word that tells it; two empty texts where nothing does.

    source: what the text translates, in a language that the table has; in others nothing is certain.
    """
    forms = _forms(language_of(locale))
    if not forms or not is_command(source, language_of(source_locale)):
        return "", ""
    language = language_of(locale)
    text, source = _without_labels(text), _without_labels(source)
    orders = orders_in(source, language_of(source_locale), _verbs(language_of(source_locale)))
    sentences, told = sentences_of(text), sentences_of(source)
    is_even = len(orders) == len(sentences)
    for number, sentence in enumerate(sentences):
        # Where both have as many sentences each stands for its own.
        order = orders[number] if is_even else Order.LATE
        if order is Order.NONE or sentence.endswith("?"):
            continue
        # What a program does is told in Brazil in the form in which elsewhere a friend is told what to do: `ativa o
        # modo`.
        of_whom = told[number] if is_even else source
        never = "informal" if locale == "pt-BR" and not _OF_READERS.search(of_whom) else ""
        parts = sentence.split(",") if order is Order.LATE else [sentence]
        for part in parts:
            register, word = _first_verb(part, language)
            if register and register != never:
                return register, word
        if language == "pl":
            # The order of words is free, and few of these forms are anything else.
            for word in _WORD.findall(sentence):
                if register_of(word, language) or _is_polish_order(word):
                    return "informal", word
    return "", ""


def _first_verb(text: str, language: str) -> tuple[str, str]:
    """The register of the verb with which a text begins, and the verb."""
    words = _WORD.findall(text)[:_AHEAD]
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        register = register_of(word, language) or _by_its_end(word, following, language)
        if register and not _is_other(word, following, language):
            return register, word
        if word.casefold() not in _LEADS.get(language, ()):
            break
    return "", ""


def _by_its_end(word: str, following: str, language: str) -> str:
    """The same of a verb that no table has, in languages where one of the two has an ending of its own."""
    low = word.casefold()
    forms = forms_of_address(language)
    is_infinitive = language == "fr" and low.endswith("re")
    if language in ("de", "fr") and low.endswith("e") and not is_infinitive and low not in forms.never:
        return "informal" if following.casefold() in forms.object else ""
    return ""


def _is_polish_order(word: str) -> bool:
    low = word.casefold()
    return low not in forms_of_address("pl").never and re.fullmatch(r"\w{2,}[aiyu]j(?:cie)?", low) is not None


def register_of(word: str, language: str) -> str:
    """The register in which a form tells somebody to do something; empty for any other word.

    Pronouns may be tied to it (`envíanosla`), which gives it an accent; else accents tell words apart: `de` and `dé`.
    """
    low = word.casefold()
    if register := _forms(language).get(low, ""):
        return register
    if language not in _TYING or len(low) <= _SHORT:
        return ""
    bare = plain = _plain(low)
    if language == "es" and (brief := next((one for one, pattern in _BRIEF if pattern.match(plain)), "")):
        return brief
    forms = _plain_forms(language)
    while tie := _TIED.search(bare):
        bare = bare[: tie.start()]
        # In Spanish `créate` says to whom, and `create` is no word.
        if bare in forms and (language != "es" or plain != low or len(bare) <= _SHORT):
            return forms[bare]
    return forms.get(plain, "") if plain == low else ""


def formed(language: str, first: Sequence[str], others: Sequence[str]) -> frozenset[str]:
    """Forms of the known verbs of a language with these endings, as far as their stems are those of instructions.

    first: the endings of verbs whose instruction ends in -a (`compra`); others: those of all other verbs (`vende`).
    """
    found: set[str] = set()
    for informal, _ in pairs_of(language):
        if len(informal) >= _SHORT and informal[-1] in "aei":
            endings = first if informal[-1] == "a" else others
            found |= {stem + ending for stem in _stems(informal, language) for ending in endings}
    return frozenset(found)


def is_command(text: str, language: str) -> bool:
    """Whether a sentence of a text tells its readers to do something."""
    verbs = _verbs(language)
    return bool(verbs) and any(order is not Order.NONE for order in orders_in(text, language, verbs))


def _stems(informal: str, language: str) -> Iterator[str]:
    """What endings with a stress of their own are put behind: of `cuenta` `cont`, of `pide` `ped`, of `envía` `envi`.

    Not all that it gives are stems; those that are none make no words.
    """
    stem = informal[:-1]
    if language == "es":
        yield stem.translate(_UNSTRESSED)
        yield re.sub(r"ie(?=[^aeiou]+\Z)", "e", stem)
        yield re.sub(r"ue(?=[^aeiou]+\Z)", "o", stem)
        if informal.endswith("e"):
            yield re.sub(r"i(?=[^aeiou]+u?\Z)", "e", stem)
    else:
        # `-isc-` is only in forms without a stress of their own: `spedisci`, but `spedivi`.
        yield stem.removesuffix("isc") if language == "it" else stem


def _without_labels(text: str) -> str:
    return _LABEL.sub(lambda found: " " * len(found[0]), text)


def _is_other(word: str, following: str, language: str) -> bool:
    """Whether a form is something else before the word that follows: a noun, or a verb of somebody else."""
    forms = forms_of_address(language)
    if word.casefold() in _MODALS:
        return True
    if language == "pt" and following == "se" and _forms(language).get(word.casefold()) == "informal":
        # That is nobody's: `espera-se que`.
        return True
    if word.casefold() in forms.noun and forms.behind:
        return following.casefold() not in forms.behind
    if word.casefold() not in _forms(language) and language in _TYING:
        # A pronoun that is tied to it makes it a verb: `ricordati di`, `inténtalo de nuevo`.
        return False
    if language == "de":
        # Then it is a statement, or another form: `dann sende ich`.
        return following in ("ich", "Sie")
    if word.casefold() in _GOVERNING.get(language, ()):
        return False
    return following in _NOUN_BEHIND and language not in ("fr", "pl")


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset(_forms(language))


@cache
def _forms(language: str) -> Mapping[str, str]:
    """The register of each form; one that two verbs have in both registers tells nothing."""
    found: dict[str, set[str]] = {}
    for pair in pairs_of(language):
        for register, form in zip(("informal", "formal"), pair, strict=True):
            if form:
                found.setdefault(form, set()).add(register)
    return {form: next(iter(registers)) for form, registers in found.items() if len(registers) == 1}


@cache
def _plain_forms(language: str) -> Mapping[str, str]:
    """The same without accents, for the forms that no other one is like then."""
    found: dict[str, set[str]] = {}
    for form, register in _forms(language).items():
        if len(form) > _SHORT or language == "it":
            found.setdefault(_plain(form), set()).add(register)
    return {form: next(iter(registers)) for form, registers in found.items() if len(registers) == 1}


@cache
def pairs_of(language: str) -> tuple[tuple[str, str], ...]:
    """The instructions of a language as a friend and as a stranger is told; the latter empty without an own form."""
    rows = rows_of("commands.csv", "language", "informal", "formal")
    return tuple((row["informal"], row["formal"]) for row in rows if row["language"] == language)


@cache
def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
