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
    }.items()
}
"""Words that may stand before the verb of an instruction."""
_NOUN_BEHIND = frozenset(("de", "del", "da", "do", "dos", "das", "di", "du", "des", "von", "der"))
"""Behind these the form is a noun: `descarga de la aplicación`."""
_TIED = re.compile(r"(?:me|te|se|nos|lo|la|los|las|le|les|mi|ti|ci|li|ne|gli){1,2}\Z")


def command_register(text: str, source: str, locale: str, source_locale: str) -> tuple[str, str]:
    """The register of an instruction and the word that tells it; two empty texts where nothing does.

    source: what the text translates, in a language that the table has; in others nothing is certain.
    """
    forms = _forms(language_of(locale))
    if not forms or not is_command(source, language_of(source_locale)):
        return "", ""
    language = language_of(locale)
    for found in _FIRST.finditer(text):
        words = _WORD.findall(found["words"])
        behind = _WORD.match(text, found.end() + 1)
        for number, word in enumerate(words):
            following = words[number + 1] if number + 1 < len(words) else behind[0] if behind else ""
            register = _register(word, forms)
            if register and not _is_other(following, language):
                return register, word
            if word.casefold() not in _LEADS.get(language, ()):
                break
    return "", ""


def register_of(word: str, language: str) -> str:
    """The register in which a form tells somebody to do something; empty for any other word."""
    return _forms(language).get(_plain(word), "")


@lru_cache(maxsize=2_048)
def is_command(text: str, language: str) -> bool:
    """Whether a sentence of a text begins with a verb that tells readers to do something."""
    verbs = _forms(language)
    for found in _FIRST.finditer(text) if verbs else ():
        for word in _WORD.findall(found["words"]):
            if word.casefold() in verbs:
                return True
            if word.casefold() not in _LEADS.get(language, ()):
                break
    return False


def _is_other(following: str, language: str) -> bool:
    if language == "de":
        # Then it is a statement, or another form: `dann sende ich`.
        return following in ("ich", "Sie")
    return following in _NOUN_BEHIND


def _register(word: str, forms: Mapping[str, str]) -> str:
    plain = _plain(word)
    return forms.get(plain) or forms.get(_TIED.sub("", plain), "")


@cache
def _forms(language: str) -> Mapping[str, str]:
    """The register of each form without accents; one that two verbs have in both registers tells nothing."""
    found: dict[str, set[str]] = {}
    for row in rows_of("commands.csv", "language", "informal", "formal"):
        if row["language"] == language:
            for register in ("informal", "formal"):
                if row[register]:
                    found.setdefault(_plain(row[register]), set()).add(register)
    return {form: next(iter(registers)) for form, registers in found.items() if len(registers) == 1}


@cache
def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
