"""How instructions address their readers: by the form of their first verb, which tells `abre` from `abra`.

The forms stand in `locmem/data/commands.csv`.  Most of them mean something else in a statement (`abre`, it opens), so
they count only as the first word of a sentence, where the source has an instruction, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from locmem.model.tags import language_of
from locmem.tables import rows_of
from locmem.terms.address_words import forms_of_address

_FIRST = re.compile(r"(?:\A|[.!?:…\n•*–—(>])[\W\d_]*(?P<words>(?:[^\W\d_]+['’-]?[^\W\d_]*,?\s){0,2}[^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_LEADS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "please then now first next just simply always never finally also do not",
        "es": "por favor después luego ahora primero entonces finalmente siempre también",
        "pt": "por favor depois agora primeiro então em seguida finalmente sempre também",
        "it": "per favore poi dopo ora prima quindi infine sempre adesso",
        "fr": "ensuite puis maintenant alors enfin toujours d’abord",
        "de": "bitte dann danach jetzt nun zuerst zunächst anschließend immer",
        "pl": "nie następnie teraz potem najpierw nigdy zawsze",
    }.items()
}
"""Words that may stand before the verb of an instruction."""
_SUBJECTS = frozenset(("you", "we", "they", "i", "he", "she"))
_NOUN_BEHIND = frozenset(("de", "del", "da", "do", "dos", "das", "di", "du", "des", "von", "der"))
"""Behind these the form is a noun: `descarga de la aplicación`."""
_TIED = re.compile(r"(?:me|te|se|nos|lo|la|los|las|le|les|mi|ti|ci|li|ne|gli)\Z")


_TYING = ("es", "it")
"""Languages that write pronouns behind a verb in one word."""
_SHORT = 3


def command_register(text: str, source: str, locale: str, source_locale: str) -> tuple[str, str]:
    """The register of an instruction and the word that tells it; two empty texts where nothing does.

    source: what the text translates, in a language that the table has; in others nothing is certain.
    """
    forms = _forms(language_of(locale))
    if not forms or not is_command(source, language_of(source_locale)):
        return "", ""
    language = language_of(locale)
    orders = [_is_order(found, source, _forms(language_of(source_locale))) for found in _FIRST.finditer(source)]
    starts = list(_FIRST.finditer(text))
    for number, found in enumerate(starts):
        # Where both have as many sentences each stands for its own.
        if len(orders) == len(starts) and not orders[number]:
            continue
        words = _WORD.findall(found["words"])
        behind = _WORD.match(text, found.end() + 1)
        for at, word in enumerate(words):
            following = words[at + 1] if at + 1 < len(words) else behind[0] if behind else ""
            register = register_of(word, language)
            if register and not _is_other(word, following, language):
                return register, word
            if word.casefold() not in _LEADS.get(language, ()):
                break
    return "", ""


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
    forms = _plain_forms(language)
    while tie := _TIED.search(bare):
        bare = bare[: tie.start()]
        # In Spanish `créate` says to whom, and `create` is no word.
        if bare in forms and (language != "es" or plain != low or len(bare) <= _SHORT):
            return forms[bare]
    return forms.get(plain, "") if plain == low else ""


@lru_cache(maxsize=2_048)
def is_command(text: str, language: str) -> bool:
    """Whether a sentence of a text begins with a verb that tells readers to do something."""
    verbs = _forms(language)
    return bool(verbs) and any(_is_order(found, text, verbs) for found in _FIRST.finditer(text))


def _is_order(found: re.Match[str], text: str, verbs: Mapping[str, str]) -> bool:
    """Whether the first verb of a sentence is one of these, and its subject is not said: `do you have it?`."""
    for word in _WORD.finditer(text, found.start("words"), found.end("words")):
        if word[0].casefold() in verbs:
            behind = _WORD.search(text, word.end())
            return not behind or behind[0].casefold() not in _SUBJECTS
        if word[0].casefold() not in _LEADS["en"]:
            return False
    return False


def _is_other(word: str, following: str, language: str) -> bool:
    """Whether a form is something else before the word that follows: a noun, or a verb of somebody else."""
    forms = forms_of_address(language)
    if word.casefold() in forms.noun and forms.behind:
        return following.casefold() not in forms.behind
    if language == "de":
        # Then it is a statement, or another form: `dann sende ich`.
        return following in ("ich", "Sie")
    return following in _NOUN_BEHIND and language not in ("fr", "pl")


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
