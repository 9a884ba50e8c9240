"""Translators and their tools: what they write for a segment, and what happens to codes and blanks on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from locmem.inline.matching import groups
from locmem.inline.spelling import spell
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline

WORDS: Mapping[str, tuple[str, ...]] = {
    "es": ("Elige", "el reembolso", "año", "página", "más", "¿cómo?", "(ahora)", "«así»", "5 %", "niño.", "A&B"),
    "ja": ("返金", "を選ぶ", "（税込）", "「注文」", "です。", "3（三）", "お支払い", "、", "ＡＢＣ", "5％", "カード"),
    "ar": ("استرداد", "الطلب", "(الآن)", "،", "صفحة", "٥٪", "«هنا»", "؟", "\u200fABC", "نعم."),
}
"""Words of three writing systems, with the punctuation that stands beside codes."""

_JOINT = {"es": " ", "ja": "", "ar": " "}
_MARKUP = (
    "*", "**", "_", "`", "<b>", "</b>", "[", "](x)", "![", "#", "# ", "- ", "1. ", "> ", "|", "\\", "<", "&amp;", "&",
    "~~", "---", "\n", "\n\n", "    ", "{%", "{{", "}}", "***", "![x](y)", "[x](y)", "[^9]", ":::", "<!--", "</p>", "'",
    '"', "https://shop.example/new", "\u200b", "{{ market.name }}", "{{ company.support.phone }}", "{% raw %}",
    "%{name}", "<x1/>", "<g1>", "+ ", "= ", "```", "\t", "[ ]", "[guide]", ": ", "!!! note",
)  # fmt: skip

Change = Callable[[list[Part], "Translator"], list[Part]]


class Translator:
    """One person with one tool; everything comes from a number, so that it can be done once more."""

    def __init__(self, seed: str, locale: str, format_: str) -> None:
        self.random = Random(seed)
        self.locale = locale
        self.is_text = format_ in ("po", "csv", "xlsx")

    def words(self, least: int = 1) -> str:
        """Some words of the language."""
        count = self.random.randint(least, 4)
        return _JOINT[self.locale].join(self.random.choice(WORDS[self.locale]) for _ in range(count))

    def translated(self, source: Inline) -> list[Part]:
        """The source with other words around the same codes."""
        parts: list[Part] = []
        for part in source.parts:
            if isinstance(part, str):
                start, end = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
                words = self.words() if part.strip() else ""
                # Languages without spaces lose them, and every language has some punctuation beside a code.
                is_joint = self.locale == "ja" and self.random.random() < 0.4
                parts.append((words or part) if is_joint else f"{start}{words}{end}")
            elif part.is_text:
                parts.append(part if part.type is not CodeType.SOFT_BREAK else " ")
            else:
                parts.append(part)
        if not any(isinstance(part, str) and part.strip() for part in parts):
            parts.append(self.words())
        return parts

    def harmless(self, source: Inline) -> Inline:
        """A translation that keeps every code, as careful people and their tools write it."""
        parts = self.translated(source)
        for change in self.random.sample(_HARMLESS, self.random.randint(0, 3)):
            parts = change(parts, self)
        return self._spelled(parts, source)

    def harmful(self, source: Inline) -> Inline:
        """A translation in which things went wrong."""
        parts = self.translated(source)
        for change in self.random.choices((*_HARMFUL, *_HARMLESS), k=self.random.randint(1, 4)):
            parts = change(parts, self)
        return inline(parts, source.syntax)

    def _spelled(self, parts: list[Part], source: Inline) -> Inline:
        """In PO or a table a careful person escapes what Markdown would read; a tool for XLIFF does that by itself."""
        if not self.is_text or source.syntax is not Syntax.MARKDOWN:
            return inline(parts, source.syntax)
        return spell(inline(parts, source.syntax).parts, source)


def _swapped(parts: list[Part], by: Translator) -> list[Part]:
    """Two things that hold together change places."""
    blocks = _blocks(parts)
    if len(blocks) > 1:
        one, other = by.random.sample(range(len(blocks)), 2)
        blocks[one], blocks[other] = blocks[other], blocks[one]
    return [part for block in blocks for part in block]


def _blocks(parts: list[Part]) -> list[list[Part]]:
    blocks: list[list[Part]] = []
    depth = 0
    for part in parts:
        if depth:
            blocks[-1].append(part)
        else:
            blocks.append([part])
        if isinstance(part, Code):
            depth += {CodeRole.OPEN: 1, CodeRole.CLOSE: -1}.get(part.role, 0)
    return blocks


def _blank_inside(parts: list[Part], by: Translator) -> list[Part]:
    """A blank comes to stand inside of a pair."""
    places = [n for n, part in enumerate(parts) if isinstance(part, Code) and part.role is not CodeRole.SINGLE]
    if not places:
        return parts
    place = by.random.choice(places)
    code = parts[place]
    assert isinstance(code, Code)
    return _inserted(parts, place + (0 if code.role is CodeRole.CLOSE else 1), " ")


def _words_beside(parts: list[Part], by: Translator) -> list[Part]:
    """Words or punctuation right beside a code."""
    joint = _JOINT[by.locale]
    return _inserted(parts, by.random.randint(0, len(parts)), f"{joint}{by.words()}{joint}")


def _indented(parts: list[Part], by: Translator) -> list[Part]:
    """A tool that writes each target on lines of its own."""
    blank = by.random.choice(("\n      ", " ", "\n", "\t"))
    return [blank, *parts, by.random.choice((blank, "", "\n    "))]


def _wrapped(parts: list[Part], by: Translator) -> list[Part]:
    """A tool that breaks long lines."""
    places = [n for n, part in enumerate(parts) if isinstance(part, str) and " " in part.strip()]
    if not places:
        return parts
    place = by.random.choice(places)
    text = parts[place]
    assert isinstance(text, str)
    before, after = text.split(" ", 1)
    return [*parts[:place], f"{before}\n{after}", *parts[place + 1 :]]


def _respaced(parts: list[Part], by: Translator) -> list[Part]:
    """White space inside of Liquid tags, in tools that show them as text."""
    if not by.is_text:
        return parts
    loose = by.random.random() < 0.5
    done: list[Part] = []
    for part in parts:
        if isinstance(part, Code) and part.type is CodeType.LIQUID and "'" not in part.original:
            inner = part.original[2:-2].strip(" ")
            new = f" {inner} " if loose else inner
            part = replace(part, original=f"{part.original[:2]}{new}{part.original[-2:]}")
        done.append(part)
    return done


def _dropped(parts: list[Part], by: Translator) -> list[Part]:
    """A code gets lost, or one half of it."""
    places = [number for number, part in enumerate(parts) if isinstance(part, Code)]
    if not places:
        return parts
    place = by.random.choice(places)
    return [*parts[:place], *parts[place + 1 :]]


def _unwrapped(parts: list[Part], by: Translator) -> list[Part]:
    """A code gets lost as a whole."""
    found = groups(parts)
    if not found:
        return parts
    gone = by.random.choice(found).places
    return [part for number, part in enumerate(parts) if number not in gone]


def _doubled(parts: list[Part], by: Translator) -> list[Part]:
    """Something stands there twice."""
    blocks = _blocks(parts)
    block = by.random.choice(blocks)
    blocks.insert(by.random.randint(0, len(blocks)), list(block))
    return [part for one in blocks for part in one]


def _moved(parts: list[Part], by: Translator) -> list[Part]:
    """One code or text goes anywhere, whatever stands around it."""
    if len(parts) < 2:
        return parts
    place = by.random.randrange(len(parts))
    rest = [*parts[:place], *parts[place + 1 :]]
    return _inserted(rest, by.random.randint(0, len(rest)), parts[place])


def _emptied(parts: list[Part], by: Translator) -> list[Part]:
    """A pair loses what stands in it."""
    pairs = [group for group in groups(parts) if len(group.places) > 1]
    if not pairs:
        return parts
    pair = by.random.choice(pairs)
    return [
        part
        for number, part in enumerate(parts)
        if not (pair.places[0] < number < pair.places[-1] and isinstance(part, str))
    ]


def _wrapped_around(parts: list[Part], by: Translator) -> list[Part]:
    """A pair is drawn around more, or all of it."""
    pairs = [group for group in groups(parts) if len(group.places) == 2]
    if not pairs:
        return parts
    first, last = by.random.choice(pairs).places
    rest = [part for number, part in enumerate(parts) if number not in (first, last)]
    start = by.random.randint(0, min(first, len(rest)))
    end = by.random.randint(start, len(rest))
    return [*rest[:start], parts[first], *rest[start:end], parts[last], *rest[end:]]


def _marked_up(parts: list[Part], by: Translator) -> list[Part]:
    """Characters that mean something to a reader of Markdown, HTML or Liquid."""
    mark = by.random.choice(_MARKUP)
    texts = [number for number, part in enumerate(parts) if isinstance(part, str)]
    if not texts or by.random.random() < 0.3:
        return _inserted(parts, by.random.choice((0, len(parts))), mark)
    place = by.random.choice(texts)
    text = parts[place]
    assert isinstance(text, str)
    cut = by.random.randint(0, len(text))
    return [*parts[:place], f"{text[:cut]}{mark}{text[cut:]}", *parts[place + 1 :]]


def _typed(parts: list[Part], by: Translator) -> list[Part]:
    """A code that was typed instead of kept."""
    places = [number for number, part in enumerate(parts) if isinstance(part, Code) and part.original]
    if not places:
        return parts
    place = by.random.choice(places)
    code = parts[place]
    assert isinstance(code, Code)
    return [*parts[:place], code.original, *parts[place + 1 :]]


def _torn(parts: list[Part], by: Translator) -> list[Part]:
    """The characters of a code are spoilt, in tools that show them as text."""
    places = [number for number, part in enumerate(parts) if isinstance(part, Code) and len(part.original) > 1]
    if not places or not by.is_text:
        return parts
    place = by.random.choice(places)
    code = parts[place]
    assert isinstance(code, Code)
    cut = by.random.randrange(len(code.original))
    rest = code.original[cut + by.random.randint(0, 1) :]
    return [*parts[:place], f"{code.original[:cut]}{by.random.choice(('', ' ', '　', 'x'))}{rest}", *parts[place + 1 :]]


def _inserted(parts: list[Part], place: int, part: Part) -> list[Part]:
    return [*parts[:place], part, *parts[place:]]


_HARMLESS: tuple[Change, ...] = (_swapped, _blank_inside, _words_beside, _indented, _wrapped, _respaced)
_HARMFUL: tuple[Change, ...] = (
    _dropped,
    _unwrapped,
    _doubled,
    _moved,
    _emptied,
    _wrapped_around,
    _marked_up,
    _typed,
    _torn,
)
