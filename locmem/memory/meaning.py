"""What a text says, as a row of signs: values, codes, words with a meaning that matters, and other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from locmem.memory.currencies import meanings, signs
from locmem.memory.lexicon import SAME, WEAK, Lexicon, Sense, lexicon_of
from locmem.memory.placeables import Placeable, PlaceableKind, mask, placeables
from locmem.model.inline import Code, CodeRole, CodeType, Inline, inline
from locmem.tables import rows_of

WORDING = "wording"
"""The family of words that stand for nothing but themselves."""

LABEL = "label"

LETTER = "letter"
"""The family of letters that name something; like all that is soft, they count where one stands for another."""

_SYMBOLS = {kind: chr(0xF8D0 + number) for number, kind in enumerate(PlaceableKind)}
_NO_SYMBOLS = {ord(symbol): " " for symbol in _SYMBOLS.values()}
_NOT_WORDS = frozenset({CodeType.CODE, CodeType.LIQUID, CodeType.VARIABLE, CodeType.UNKNOWN})
_SPOKEN = frozenset({"negation", "obligation", "condition", "quantity"})
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_MEASURED = re.compile(r"(\d+)([A-Za-z]+)\Z")
_ADDRESSES = ("mailto:", "tel:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing a text says.

    family: a family of the lexicon, a kind of value, `code`, or WORDING.  key: equal for what means the same.
    surface: the words of the text.  is_name: whether it is written like a name.
    """

    family: str
    key: str
    surface: str
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a text says, in order, without the words that promise nothing.

    spoken: all words in small letters.  text: all that a reader sees.  codes: the values of the codes.
    labels: the emphasised parts, as they are.
    """

    signs: tuple[Sign, ...]
    spoken: tuple[str, ...]
    text: str
    codes: str
    labels: tuple[str, ...]

    def says(self, words: str) -> bool:
        """Whether `words` stand in the text in any case, or among its codes as they are."""
        pattern = rf"(?<!\w){re.escape(words.strip())}(?!\w)"
        return bool(re.search(pattern, self.text, re.IGNORECASE) or re.search(pattern, self.codes))


@lru_cache(maxsize=2_000)
def meaning_of(content: Inline, locale: str) -> Meaning:
    """What `content` says; without a lexicon for the language only its values, currencies and codes."""
    lexicon = lexicon_of(locale)
    tokens = list(_tokens(content))
    signs = tuple(_signs(tokens, lexicon))
    seen = unicodedata.normalize("NFC", content.text)
    codes = " ".join(code.identity.partition(" ")[2] for code in content.codes if code.type in _NOT_WORDS)
    return Meaning(
        signs=signs,
        spoken=tuple(token.text.lower() for token in tokens),
        text=seen,
        codes=codes,
        labels=tuple(_labels(content)) if lexicon else (),
    )


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, value, sign or code.  is_first: whether a sentence begins with it."""

    text: str
    family: str = ""
    key: str = ""
    is_first: bool = False


def _tokens(content: Inline) -> Iterator[_Token]:
    is_first = True
    for part in content.parts:
        if isinstance(part, Code) and not part.is_text:
            token = _code_token(part)
            if token is not None:
                yield token
                is_first = False
            continue
        text = unicodedata.normalize("NFC", part if isinstance(part, str) else part.text).translate(_NO_SYMBOLS)
        values = iter(placeables(inline((text,), content.syntax)))
        for match in _scanner().finditer(mask(text, _SYMBOLS)):
            kind = match.lastgroup
            if kind == "end":
                is_first = True
                if match.group() == "?" and match.end() < len(text.rstrip()):
                    # `Not at home? We come again.` is a condition too.
                    yield _Token("?", "condition", "asked")
                continue
            if kind == "value":
                yield _value_token(next(values))
            elif kind == "sign":
                family, key = _known()[match.group()]
                yield _Token(match.group(), family, key)
            else:
                family, key = _known().get(match.group(), ("", ""))
                yield _Token(match.group(), family, key, is_first=is_first)
            is_first = False


@cache
def _known() -> Mapping[str, tuple[str, str]]:
    """The family and meaning of signs and abbreviations that mean the same in any language."""
    short = rows_of("abbreviations.csv", "written", "family", "means")
    return {sign: ("currency", meaning) for sign, meaning in meanings().items()} | {
        row["written"]: (row["family"], row["means"]) for row in short
    }


@cache
def _scanner() -> re.Pattern[str]:
    letter = r"[^\W\d_]"
    values = "".join(_SYMBOLS.values())
    return re.compile(
        rf"(?P<value>[{values}])|(?P<sign>U\.S\.|%|{signs()})"
        rf"|(?P<word>{letter}+(?:['’]{letter}+)?)|(?P<end>[.!?:;•|\n])"
    )


def _code_token(code: Code) -> _Token | None:
    value = code.identity.partition(" ")[2]
    if code.type in _NOT_WORDS:
        return None if code.role is CodeRole.CLOSE else _Token(value, "code", _spelt(value))
    if code.type is CodeType.URL:
        return _Token(value, "URL", _address(value))
    if code.type is CodeType.LINK and code.role is CodeRole.OPEN and value.startswith(_ADDRESSES):
        return _Token(value, "address", value)
    return None


def _spelt(code: str) -> str:
    """A code without what is a matter of style: quotes, escapes, empty brackets, the case of `<placeholders>`."""
    plain = code.replace('"', "'").replace("\\*", "*").removesuffix("()")
    return re.sub(r"<[\w -]+>", lambda found: found.group().lower(), plain)


def _value_token(value: Placeable) -> _Token:
    text = value.text
    if value.kind is PlaceableKind.NUMBER:
        key = re.sub(r"[,\u00a0\u202f'’](?=\d{3}(?!\d))", "", text).removesuffix(":00")
        key = re.sub(r"[.,]00\Z", "", key)
        return _Token(text, "number", key)
    if value.kind is PlaceableKind.IDENTIFIER and (ordinal := _ORDINAL.match(text)):
        return _Token(text, "number", ordinal[1])
    if value.kind is PlaceableKind.URL:
        return _Token(text, "URL", _address(text))
    return _Token(text, value.kind.value, text)


def _address(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url).rstrip("/").lower()


def _signs(tokens: Sequence[_Token], lexicon: Lexicon | None) -> Iterator[Sign]:
    if lexicon is None:
        yield from (Sign(family=token.family, key=token.key, surface=token.text) for token in tokens if token.family)
        return
    split = [piece for token in tokens for piece in _pieces(token, lexicon)]
    lower = [token.text.replace("’", "'").lower() if not token.family else "" for token in split]
    place = 0
    while place < len(split):
        token = split[place]
        if token.family:
            yield Sign(family=token.family, key=token.key, surface=token.text)
            place += 1
            continue
        length, sense = _sense(lexicon, split, lower, place)
        surface = " ".join(piece.text for piece in split[place : place + length])
        place += length
        if sense is None:
            is_name = (token.text[0].isupper() and not token.is_first) or not token.text[1:].islower()
            if _is_letter(split, place - 1):
                yield Sign(family=LETTER, key=token.text, surface=token.text)
                continue
            is_name = is_name and len(token.text) > 1
            yield Sign(family=WORDING, key=lexicon.stem(lower[place - 1]), surface=surface, is_name=is_name)
        elif sense.family == SAME:
            is_name = token.text[0].isupper() and not token.is_first
            yield Sign(family=WORDING, key=sense.meaning, surface=surface, is_name=is_name)
        elif _is_letter(split, place - 1):
            yield Sign(family=LETTER, key=token.text, surface=token.text)
        elif sense.family != WEAK:
            yield Sign(family=sense.family, key=sense.meaning, surface=surface)


def _is_letter(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a word is a letter that names something: `option B`; `A` and `I` only where the sentence ends."""
    token = tokens[place]
    if len(token.text) != 1 or not token.text.isupper() or token.is_first:
        return False
    is_last = place + 1 == len(tokens) or tokens[place + 1].is_first
    return is_last or token.text not in "AI"


def _pieces(token: _Token, lexicon: Lexicon) -> Iterator[_Token]:
    """The words of a short form: `don't` is `do` and `not`, `10GB` is `10` and `GB`."""
    if token.family == PlaceableKind.DATE.value and (day := _ISO_DATE.match(token.text)):
        year, month, number = day.groups()
        if 1 <= int(month) <= len(lexicon.months):
            yield _Token(token.text, "number", number.lstrip("0"))
            yield _Token(token.text, "date", lexicon.months[int(month) - 1])
            yield _Token(token.text, "number", year)
            return
    if token.family == PlaceableKind.IDENTIFIER.value and (measured := _MEASURED.match(token.text)):
        senses = lexicon.senses.get((measured[2].lower(),), ())
        if any(sense.family == "unit" for sense in senses):
            yield _Token(measured[1], "number", measured[1])
            yield _Token(measured[2])
            return
    if token.family or not ("'" in token.text or "’" in token.text or token.text.lower() in lexicon.contractions):
        yield token
        return
    lower = token.text.replace("’", "'").lower()
    if lower in lexicon.contractions:
        pieces = lexicon.contractions[lower]
    elif lower.endswith("n't"):
        pieces = (lower[:-3], "not")
    else:
        # What follows the apostrophe is a possessive or an auxiliary verb.
        pieces = (token.text.replace("’", "'").partition("'")[0],)
    for piece in pieces:
        yield _Token(piece, is_first=token.is_first)


def _sense(lexicon: Lexicon, tokens: Sequence[_Token], lower: Sequence[str], place: int) -> tuple[int, Sense | None]:
    """The sense of the longest form that begins at `place`, and how many words it has."""
    for length in range(min(lexicon.longest.get(lower[place], 0), len(lower) - place), 0, -1):
        for sense in lexicon.senses.get(tuple(lower[place : place + length]), ()):
            if _fits(sense, tokens, place) and not (length > 1 and _is_label(sense, tokens, place)):
                return length, sense
    return 1, lexicon.stems.get(lexicon.stem(lower[place]))


def _is_label(sense: Sense, tokens: Sequence[_Token], place: int) -> bool:
    """Whether the first of several words is a name and the form only looks like them: `Click Next to continue`."""
    token = tokens[place]
    is_written_apart = token.text.istitle() and not token.is_first and tokens[place + 1].text.islower()
    return is_written_apart and not sense.capital


def _fits(sense: Sense, tokens: Sequence[_Token], place: int) -> bool:
    if sense.capital and not tokens[place].text[0].isupper():
        return False
    if sense.family in _SPOKEN and _is_name(tokens, place):
        return False
    if not sense.beside_number:
        return True
    beside = (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2])
    return any(token.family in ("number", "currency", "date", "identifier") for token in beside)


def _is_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a word is written like a name among words that are not: `the value None`."""
    around = (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2])
    token = tokens[place]
    return token.text.istitle() and not token.is_first and not any(other.text.istitle() for other in around)


def _labels(content: Inline) -> Iterator[str]:
    """The texts in bold or italics; what opens last counts, and a label ends where it does."""
    text: list[str] | None = None
    for part in content.parts:
        if isinstance(part, Code) and part.type in (CodeType.BOLD, CodeType.ITALIC):
            if text:
                yield "".join(text)
            text = [] if part.role is CodeRole.OPEN else None
        elif text is not None:
            text.append(part if isinstance(part, str) else part.text)
