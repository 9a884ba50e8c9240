"""What is said of a file in which nothing, no more than its title, or only a part was recognised as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from locmem.content.macro_keys import Role, looks_like_html, role_of, sorts_replies
from locmem.content.macro_texts import NAMED_BY_DEFAULT, is_desk_macro, last_key, plain_key
from locmem.content.source_findings import warning
from locmem.inline.pieces import is_address
from locmem.inline.tag import Tag
from locmem.model.finding import Finding
from locmem.model.segment import Unit, UnitKind
from locmem.yamlfile import YamlNode, YamlScalar

MAX_KEYS = 3
"""How many keys a finding names."""

_OUT = "or take the file out of the content set"
_NONE = "or leave it so where only your own people read them"
_PATH = re.compile(r"\s*(?:[\w./#-]*[/#][\w./#-]*|[A-Za-z][\w+.-]*:)\s*\Z")
"""A path or the name of a value (`size:`)."""
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[^\w\n]*[ \t\n][^\w\n]*[^\W_]+)+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4,}")
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+-->")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_HTML_TAG = re.compile(r"<(?:[A-Za-z/!?])(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_KEPT = re.compile(r"locmem:off|translate\s*=\s*[\"']?no\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？](?:[\"'”’»)\]]|</\w+>|\s)*+\Z")
_FRONT_VALUE = re.compile(
    r"^[ \t]*[\"']?(?P<key>[A-Za-z_][\w-]*)[\"']?[ \t]*[:=][ \t]*[\"']?(?P<value>[^\"'\n#{\[][^\"\n]*?)[\"']?,?[ \t]*$",
    re.MULTILINE,
)
"""A key of front matter with its value on the same line."""
_MANY_WORDS = 3
_WEB_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|\]\([^()\s]*\)")


def unrecognised_values(
    text: str, path: str, node: YamlNode, units: Sequence[Unit], left: Sequence[YamlScalar]
) -> Iterator[Finding]:
    """A finding where no value of a macro file, only what its reply is called, or not every sentence became a unit.

    node: the tree of the file.  left: its strings under keys that nobody knows.
    """
    taken = {unit.place.scalar[0] for unit in units if unit.place.scalar}
    passed = [one for one in left if one.start not in taken]
    if not units:
        letters = [one for one in passed if _has_letters(one.text)]
        if letters:
            longer = [one for one in letters if is_prose(one.text)]
            yield _finding(text, path, "nothing in this file is recognised as text", node, longer or letters)
    elif all(map(_is_name, units)):
        longer = [one for one in passed if is_prose(one.text)]
        if longer:
            yield _finding(text, path, "nothing but the title of this file is recognised as text", node, longer)
    elif passed:
        shown = "\n".join(_plain(unit.content.text) for unit in units)
        sentences = [one for one in passed if _is_left_sentence(one, shown)]
        if sentences:
            yield _finding(text, path, "not all of this file is recognised as text", node, sentences)


def unrecognised_page(path: str, text: str, body: int, units: Sequence[Unit], tags: Sequence[Tag]) -> Iterator[Finding]:
    """A finding where no segment was found in an article though it has words outside of comments and addresses.

    body: where the page begins after its front matter.  tags: the Liquid tags of the text.
    """
    if units or not text or _KEPT.search(text):
        return
    parts: list[str] = []
    last = body
    for tag in (tag for tag in tags if tag.start >= body):
        parts += (text[last : tag.start], " ".join(_QUOTED.findall(tag.text)))
        last = max(last, tag.end)
    rest = _COMMENT.sub(" ", "".join((*parts, text[last:])))
    rest = _HTML_TAG.sub(lambda tag: " ".join(_QUOTED.findall(tag.group())), rest)
    if is_prose(_WEB_ADDRESS.sub(" ", rest)):
        what = "nothing in this page is recognised as text."
        yield warning("text-not-read", path, text, body, what, f"Look what keeps its words from being read, {_OUT}.")
    elif sentences := [one for one in _FRONT_VALUE.finditer(text, 0, body) if is_sentence(one["value"])]:
        keys = ", ".join(f"`{one['key']}`" for one in sentences[:MAX_KEYS])
        what = f"nothing in this page is recognised as text; its front matter holds sentences under {keys}."
        do = f"Name the keys that customers read in `fields` of the content set, {_OUT}."
        yield warning("text-not-read", path, text, sentences[0].start("key"), what, do)


def is_prose(text: str) -> bool:
    """Whether a text has words side by side, or a run of letters in a script that writes none between blanks."""
    return not _leads_somewhere(text) and bool(_WORDS.search(text) or _UNSPACED.search(text))


def is_sentence(text: str) -> bool:
    """Whether a text is prose that somebody may have written to readers: of three words, or with the end of one."""
    words = text.split()
    is_long = len(words) >= _MANY_WORDS or bool(_UNSPACED.search(text)) or looks_like_html(text)
    return is_prose(text) and (is_long or bool(_ENDS_SENTENCE.search(text)))


def _is_left_sentence(one: YamlScalar, shown: str) -> bool:
    """Whether a string beside texts is a sentence that none of them says.  shown: the words of all texts.

    Exports of help desks say a text once more in short or without markup.
    """
    key = last_key(one)
    if key in NAMED_BY_DEFAULT or sorts_replies(key) or not is_sentence(one.text):
        return False
    return _plain(one.text).rstrip(".… ") not in shown


def _plain(text: str) -> str:
    return " ".join(_HTML_TAG.sub(" ", text).split())


def _leads_somewhere(text: str) -> bool:
    return is_address(text) or bool(_PATH.match(text))


def _finding(text: str, path: str, what: str, node: YamlNode, left: Sequence[YamlScalar]) -> Finding:
    # In one macro of Zendesk a key is named by its whole path, in other files by the key of any reply.
    key_of = plain_key if is_desk_macro(node) else last_key
    keys = list(dict.fromkeys(key for key in map(key_of, left) if key and key not in NAMED_BY_DEFAULT))
    named = ", ".join(f"`{key}`" for key in keys[:MAX_KEYS])
    more = f" and {len(keys) - MAX_KEYS} more" if len(keys) > MAX_KEYS else ""
    held = f"; it holds strings under {named}{more}" if keys else ""
    out = _OUT if what.startswith("nothing") else _NONE
    do = f"Name the keys that customers read in `fields` of the content set, {out}."
    return warning("text-not-read", path, text, left[0].start, f"{what}{held}.", do)


def _is_name(unit: Unit) -> bool:
    key = re.sub(r"\[\d+\]", "", unit.name).rpartition(".")[2]
    return unit.kind is UnitKind.TITLE or (unit.kind is UnitKind.FIELD and role_of(key) is Role.NAME)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text) and not _leads_somewhere(text)
