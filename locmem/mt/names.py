"""Where a text greets somebody by name, or is signed by one: `Dear Maria Schmidt,`, `Un saludo, Ana`, 佐藤様.

How languages greet and close a letter, which titles stand before a name, and who is greeted that is nobody (`Dear
Customer`) stands in `locmem/data/greetings.csv`.  The words of all languages count in each: a name that is hidden
though it is none costs nothing, since it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.tables import greeting_words

Place = tuple[int, int]

OBJECT = "\ufffc"
"""What stands in a text for a code."""

BREAK = "\u2028"
"""What stands there for a code that ends a line."""

_MOST = 7
"""Words of a name."""
_BEGIN = rf"(?:\A|(?<=[\n.!?¡¿:;\"“„«(>{OBJECT}–—]))[ \t\u00a0¡¿\"“„«]{{0,40}}"
_END = re.compile(rf"[ \t\u00a0]*(?:\Z|[\n,;:!?.)\"”»|{OBJECT}–—-])")
_GAP = re.compile(r"[ \t\u00a0\u3000]+")
_WORD = re.compile(r"['’]t\b|(?:[^\W\d_]['’])?[^\W\d_][\w'’]*(?:(?:\.?[-‐]|\.)[^\W\d_][\w'’]*)*\.?")
_PARTICLES = frozenset(
    re.findall(
        r"\S+",
        "de del della di da do dos das du van von der den ter ten zu la le el los las y e i 't ’t bin ibn al af av",
    )
)
_ANDS = "and|und|y|et|en|och|og|i|e|ja|és|și|a"
"""What joins two closings: `Thank you and best regards`."""

_ADJECTIVES = ("Best", "Signed")
"""Closing words that often stand before a noun."""

_JOINERS = frozenset(("and", "und", "et", "og", "och", "en", "ja", "és", "și", "a"))
_VOCATIVE = re.compile(r"[ \t\u00a0]*[,，!！:：]")
_TAIL = re.compile(
    r"[ \u00a0]+(?:from|at|of|in|with|vom?|aus|bei[m]?|im|del?|da|do|dal|della|du|des|chez|van|bij|uit|från|på|hos|fra"
    r"|ze?|od|din|από)[ \u00a0]+\S|[ \t\u00a0]*[(\[/&+]"
)
"""What goes on behind who signs: `Tom from the warehouse`, `Tom (warehouse)`."""

_SMALL_WORDS = _PARTICLES | _JOINERS | frozenset(("again", "from", "to", "my", "our", "you", "wieder", "nochmal", "på"))
_GIVEN = re.compile(r"(?<=[^\W_] )(?P<name>[^\W\d_][\w'’-]+) \Z")
"""A word right before a place, and not the first of its sentence."""

_TITLED = re.compile(r"(?<![\w.])(?=(?:Mr|Mrs|Ms|Mx|Dr|Mme|Mlle|Sra|Srta)\b\.?[ \u00a0]+[^\W\d_a-z])")
"""The place before a title that stands before nothing but a name, also in the middle of a sentence."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*[^\W\d_A-Z]"
_WHOLE_NAME = rf"(?P<name>{_CAPITAL}(?:[ \u00a0]{_CAPITAL}){{0,2}})"
_DASHED = re.compile(rf"(?:\A|(?<=[.!?\n{OBJECT}])[ ]?)[—―–][ \u00a0]?{_WHOLE_NAME}[ \t]*\Z")
"""The last line of a text, where it is a dash and a name: `— Astrid`."""

_LONGEST = 40
_SMALL = re.compile(r"(?P<name>[^\W\d_A-Z][^\W\d_]+(?:[ \u00a0][^\W\d_A-Z][^\W\d_]+){0,2})[ \u00a0]*[,!:]")
_POSSESSIVES = "ihre|ihr|dein|deine|euer|yours|your|su|tu|vuestro|votre|ton|il|la|el|o|a|twój|państwa"

_KANJI = r"[々\u4e00-\u9fff]"
_KANA = r"[\u30a0-\u30ff]"
_JAPANESE = re.compile(
    rf"(?<!{_KANJI})(?<!{_KANA})(?P<name>(?:{_KANJI}{{1,6}}|{_KANA}{{2,10}})"
    rf"(?:[ \u3000・](?:{_KANJI}|{_KANA}|[\u3041-\u3096]){{1,6}}?|(?:{_KANJI}|{_KANA}){{1,6}})?)"
    r"[ \u3000]?(?:様|さま(?!ざ)|さん|殿|氏|くん|ちゃん)(?![々\u4e00-\u9fff])"
)
_NO_ONE = (
    *"者客員主先社業店母父供姉兄彼長",
    *("本人", "法人", "個人", "義人", "理人", "友人", "知人", "証人", "取人", "貴方", "先生", "学生", "部屋", "作家"),
)
"""How words end that call somebody by what they are."""

_NO_NAME = frozenset("皆仕無有模同多異一神仏王奥外殿何様손형누달해벗딸")
"""Signs that make another word of what stands behind a name: 同様, 손님."""

_KOREAN = re.compile(r"(?<![가-힣])(?P<name>[가-힣]{1,4})[ ]?(?:고객)?(?:님|씨|귀하|드림|올림)(?![가-힣]{3})")


def names(text: str) -> Iterator[Place]:
    """The places of names in greetings and signatures, as first and behind the last character."""
    for found in _greetings().finditer(text):
        yield from _named(text, _behind_nobody(text, found.end()), is_greeting=True)
        yield from _in_small_letters(text, found)
    for found in _closings().finditer(text):
        yield from _named(text, found.end(), is_greeting=False)
    for pattern in (_addressed(), _welcomes()):
        for found in pattern.finditer(text):
            for start, end in _named(text, found.end(), is_greeting=False):
                if _VOCATIVE.match(text, end):
                    yield start, end
    for found in _TITLED.finditer(text):
        yield from _named(text, found.end(), is_greeting=False)
    for pattern in (_alone_behind_closings(), _DASHED):
        yield from (found.span("name") for found in pattern.finditer(text) if _is_one(found["name"]))
    yield from _eastern(text)


def _behind_nobody(text: str, place: int) -> int:
    """The place of the name behind what somebody is called in small letters: `Dear customer Hannah`."""
    end = place
    while (found := _WORD.match(text, end)) and found[0].islower() and found[0] in _nobody():
        gap = _GAP.match(text, found.end())
        if gap is None:
            return place
        end = gap.end()
    return end


def _is_one(name: str) -> bool:
    """Whether no word of what looks like a name says what somebody is."""
    return not any(word.casefold() in _nobody() for word in name.split())


def _in_small_letters(text: str, greeting: re.Match[str]) -> Iterator[Place]:
    """The name of whoever is greeted in small letters throughout: `dear maria schmidt,`."""
    found = _SMALL.match(text, greeting.end()) if greeting[0].islower() else None
    if found:
        words = found["name"].split()
        while words and words[0] in _titles():
            words = words[1:]
        if words and not any(one in _nobody() or one in _SMALL_WORDS for one in words):
            yield found.end("name") - len(" ".join(words)), found.end("name")


def longer(text: str, start: int, end: int, *, has_family: bool) -> Place:
    """The place of a whole name of which a part that is known stands at a place: what follows with a capital is of it.

    has_family: the known part is a family's name, so that the one before it is a given name.
    """
    for _ in range(_MOST):
        gap = _GAP.match(text, end)
        found = _WORD.match(text, gap.end()) if gap else None
        small = found[0].rstrip(".").casefold() if found else ""
        if found is None or not (
            (_is_capital(found[0]) and small not in _nobody())
            or (small in _PARTICLES and small not in _JOINERS and small != "y" and _goes_on(text, found.end()))
        ):
            break
        end = found.start() + len(found[0].rstrip(".'’"))
        if found[0].endswith("."):
            break
    before = _GIVEN.search(text, max(0, start - _LONGEST), start) if has_family else None
    if before and before["name"].casefold() not in _titles() | _nobody():
        start = before.start("name")
    return start, end


def is_behind_title(text: str, start: int) -> bool:
    """Whether a title stands before a place: what follows it is a family's name."""
    before = text[max(0, start - _LONGEST) : start].split()
    return bool(before) and before[-1].rstrip(".").casefold() in _titles()


def is_small(word: str) -> bool:
    """Whether a word of a name is none by itself: `de`, `van`."""
    return word.casefold() in _PARTICLES


def _named(text: str, start: int, *, is_greeting: bool) -> Iterator[Place]:
    """The names that stand at a place, behind titles; several where they are joined, as in `Anna and Tom`."""
    words: list[Place] = []
    after_title = is_joined = False
    end = start
    for _ in range(4 * _MOST):
        found = _WORD.match(text, end)
        if found is None:
            break
        word, small = found[0].rstrip("."), found[0].rstrip(".").casefold()
        stop = found.start() + len(word)
        if len(word) == 1:
            # The point of an initial belongs to it.
            stop = found.end()
        if small in _titles() and (not words or (found[0] != word and _goes_on(text, found.end()))):
            after_title, stop = True, found.end()
        elif _is_capital(word) or (small in _PARTICLES and _goes_on(text, stop)):
            words.append((found.start(), stop))
        elif small in _JOINERS and (words or after_title) and _goes_on(text, stop):
            if _is_somebody(text, words, after_title=after_title):
                yield words[0][0], words[-1][1]
            words, is_joined = [], True
        else:
            break
        end = stop
        gap = _GAP.match(text, end)
        if gap is None or len(words) == _MOST:
            break
        end = gap.end()
    last = words[-1][1] if words else start
    is_over = bool(_END.match(text, last)) or after_title or is_joined
    is_over = is_over or (not is_greeting and len(words) < 4 and bool(_TAIL.match(text, last)))
    goes_on_small = is_greeting and len(words) < 3 and not text[:start].count(" ", 0, start - 1)
    if (is_over or goes_on_small) and _is_somebody(text, words, after_title=after_title):
        yield words[0][0], last


def _goes_on(text: str, place: int) -> bool:
    """Whether a word with a capital, or a title, follows, with nothing but particles before it."""
    for _ in range(_MOST):
        gap = _GAP.match(text, place)
        found = _WORD.match(text, gap.end()) if gap else None
        if found is None:
            return False
        small = found[0].rstrip(".").casefold()
        if _is_capital(found[0]) or small in _titles():
            return True
        if small not in _PARTICLES:
            return False
        place = found.end()
    return False


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def _is_somebody(text: str, words: list[Place], *, after_title: bool) -> bool:
    small = [text[start:end].rstrip(".").casefold() for start, end in words]
    if all(one in _PARTICLES for one in small):
        return False
    return (after_title and small[0] not in _nobody()) or not any(one in _nobody() for one in small)


def _eastern(text: str) -> Iterator[Place]:
    for pattern in (_JAPANESE, _KOREAN, _signed()):
        for found in pattern.finditer(text):
            name = found["name"]
            if name not in _NO_NAME and not name.startswith(_called()) and not name.endswith((*_NO_ONE, *_called())):
                yield found.span("name")


@cache
def _called() -> tuple[str, ...]:
    """What somebody is called who is no one person, in Japanese and Korean."""
    words = (*greeting_words("ja", "nobody"), *greeting_words("ko", "nobody"))
    return tuple(word for word in words if len(word) > 1)


@cache
def _signed() -> re.Pattern[str]:
    """A closing word of Japanese or Korean, a sign behind it, and a name to the end of the line."""
    closings = "|".join(map(re.escape, (*greeting_words("ja", "closing"), *greeting_words("ko", "closing"))))
    family, given = rf"{_KANJI}{{2,6}}|{_KANA}{{2,10}}|[가-힣]{{2,4}}", rf"(?:{_KANJI}|{_KANA}|[\u3041-\u3096]){{1,8}}"
    name = rf"(?:{family})(?:[ \u3000]{given})?|{_KANJI}[ \u3000]{given}"
    return re.compile(rf"(?:{closings})[。.、：:\s{OBJECT}]+(?P<name>{name})(?=[\s。、,.）)]|\Z)")


@cache
def _titles() -> frozenset[str]:
    return frozenset(one.rstrip(".").casefold() for one in greeting_words("", "title"))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(one.casefold() for one in greeting_words("", "nobody"))


@cache
def _greetings() -> re.Pattern[str]:
    hello = _longest_first(greeting_words("", "greeting"))
    begin = rf"(?:{_BEGIN}|(?<=, )(?-i:(?=[A-Z])))"
    return re.compile(rf"{begin}(?:{hello})(?!\w)[ \u00a0]*,?[ \u00a0\u3000{OBJECT}]+", re.IGNORECASE)


@cache
def _addressed() -> re.Pattern[str]:
    """The place before a title that a sentence begins with; one of a sign or two with its point."""
    titles = sorted({one[0].upper() + one[1:] for one in greeting_words("", "title")}, key=len, reverse=True)
    either = "|".join(re.escape(one) + (r"\." if len(one) < 3 else "") for one in titles)
    return re.compile(rf"{_BEGIN}(?=(?:{either})(?!\w))")


@cache
def _closings() -> re.Pattern[str]:
    """Closing words; one word alone only where a sign or a new line parts it from the name."""
    words = greeting_words("", "closing")
    several = _longest_first(tuple(one for one in words if " " in one))
    single = _longest_first(tuple(one for one in words if " " not in one))
    part = rf"[ \t\u00a0]*[,;:!.\n{OBJECT}–—-][ \t\u00a0\n,{OBJECT}–—-]*"
    owner = rf"(?:(?:{_POSSESSIVES})[ \u00a0\n]+)?"
    return re.compile(
        rf"(?:{_BEGIN}(?:(?:{several})(?!\w)(?:{part}|[ \u00a0]+)|(?:{single})(?!\w){part})"
        rf"|(?<=[^\W_] )(?:{_ANDS})[ ](?:{several}|{single})(?!\w){part}){owner}",
        re.IGNORECASE,
    )


@cache
def _alone_behind_closings() -> re.Pattern[str]:
    """One closing word and nothing but a name behind it, on a line of their own: `Regards Genoveva`."""
    # `Best Practices` and `Signed Contracts` are headings.
    single = _longest_first(
        tuple(
            one for one in greeting_words("", "closing") if len(one) > 2 and " " not in one and one not in _ADJECTIVES
        )
    )
    return re.compile(rf"(?:\A|(?<=[\n{OBJECT}]))(?:{single})[ \u00a0]{_WHOLE_NAME}[ \t]*(?=\Z|[\n{OBJECT}])")


@cache
def _welcomes() -> re.Pattern[str]:
    """A word of welcome, which a name follows only where it is called: `Welcome Hortensia,`."""
    words = _longest_first(greeting_words("", "welcome"))
    return re.compile(rf"{_BEGIN}(?:{words})(?!\w),?[ \u00a0]+", re.IGNORECASE)


def _longest_first(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
