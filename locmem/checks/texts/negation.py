"""A `not` of the source that its translation does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity

_SAID = re.compile(
    r"\b(?:do|does|did|must|should|can|could|will|would|may|is|are|was|were|has|have)\s?(?:not\b|n['’]t\b)"
    r"|\bcannot\b|\bnever\b",
    re.IGNORECASE,
)
_MAY_BE_SAID_OTHERWISE = re.compile(
    r"\b(?:not only|whether or not|or not|if not|why do|why not|unless|except)\b|\?|['\"]never['\"]"
    r"|\b(?:is|are|do|does|can|have)n['’]t (?:you|we|it|they)\b"
    r"|\b(?:not|don['’]t) (?:have to|need|forget|worry|hesitate)|\bcould(?: not|n['’]t)\b|\bnot the same\b",
    re.IGNORECASE,
)
_LATIN = r"inv[aá]l\w+|ina[ctd]\w+|inco[mnr]\w+|indisp\w+|inex\w+|insu\w+|imp[eio][cdsr]\w+|ilegal\w*"
"""Adjectives with a prefix of their own: `inválido`, `incompatible`, `imposible`."""
_IN = {
    "es": rf"\b(?:no|nunca|jamás|sin|ni|tampoco|nadie|nada|ning\w+|evit\w+|{_LATIN}|desactiv\w+|deshabilit\w+"
    r"|desconoc\w+|fall\w+|excep\w+|salvo|carec\w+|dej[ae]\w*|prohib\w+|solo|sólo|únic\w+|error\w*|lugar|vez)\b",
    "pt": rf"\b(?:não|nunca|jamais|sem|nem|ninguém|nada|nenhum\w*|evit\w+|{_LATIN}|desativ\w+|desabilit\w+"
    r"|desconhec\w+|falh\w+|exce\w+|deix\w+|proib\w+|só|somente|apenas|erro\w*|vez)\b",
    "it": rf"\b(?:non|mai|senza|né|nessun\w*|nulla|niente|evit\w+|{_LATIN}|disattiv\w+|solo|vietat\w+)\b",
    "fr": rf"\b(?:ne|pas|jamais|sans|ni|aucun\w*|rien|non|personne|évit\w+|{_LATIN}|désactiv\w+|seul\w*|sauf"
    r"|interdi\w*|impossib\w+|inconnu\w*|désaccord\w*)\b|\bn['’]",
    "de": r"nicht|\b(?:kein\w*|nie|niemals|ohne|weder|un\w{3,}|niemand\w*|vermeid\w+|nur|außer|fehl\w+|statt)\b"
    r"|\w+(?:los|frei)\b",
    "nl": r"\b(?:niet\w*|geen|nooit|zonder|noch|on\w{4,}|niemand|alleen|vermijd\w*)\b",
    "ja": r"な[いくかけし]|ませ|ず[にとは、。]?|ぬ|無|不|未|非|避け|禁|除|以外|のみ|だけ|まで"
    r"|できかね|失敗|省略|異な|やめ|間違",
}  # fmt: skip
"""What says a `not` in a language, or takes its place in sound translations: `sin`, `evitar`, `imposible`, `solo`."""
_MOST_WORDS = 40
"""Words of a source beyond which one `not` may be said in many ways."""


def lost_negations(text: Text) -> Iterator[Flaw]:
    """English texts that say `not` or `never` where their translation says nothing of the kind."""
    pattern = _IN.get(text.language)
    if pattern is None or text.source_language != "en" or len(text.source_words) > _MOST_WORDS:
        return
    said = _SAID.search(text.source)
    if said and not _MAY_BE_SAID_OTHERWISE.search(text.source) and not re.search(pattern, text.target, re.IGNORECASE):
        yield Flaw(what=f"has no word for the “{said[0]}” of its source")


CHECKS = (
    text_check(
        lost_negations,
        name="negation-lost",
        family="negation",
        severity=Severity.WARNING,
        why="Customers are told to do what they must not do.",
        example="Desenchufa la lámpara. (Do not unplug the lamp.)",
        do="Say that it is not so, or must not be done.",
    ),
)
