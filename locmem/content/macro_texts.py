"""Which values of a macro file readers see: Zendesk's macros by their actions, other saved replies by their keys.

Zendesk names what an action sets in `field`.  The value of a comment is a text, or a pair of channel and text; that
of a side conversation is a list of subject, body, recipients and content type; that of a notification a list of
recipient, subject and body.  A file in which no object has such actions is read by the usual keys of saved replies
(`macro_keys`): one reply, a list of them, or a mapping of names to them, however deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locmem.content.frontmatter import opens_flow
from locmem.content.macro_keys import Role, looks_like_html, role_of, says_html
from locmem.inline.pieces import is_address
from locmem.model.inline import Syntax
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence

NAMED_BY_DEFAULT = ("title", "description")
"""Keys that every content set names which does not say otherwise."""

_COMMENTS: Mapping[str, Syntax] = {
    "comment_value": Syntax.PLAIN,
    "subject": Syntax.PLAIN,
    "comment_value_html": Syntax.HTML,
}
_SIDE_CONVERSATION = "side_conversation"
_NOTIFICATIONS = frozenset(("notification_user", "notification_group"))
_CONTENT_TYPE = re.compile(r"\s*text/(html|plain)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}|\d{3}))*", re.ASCII)
_OWN_KEYS = frozenset(("locmem", "zendesk"))
_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroText:
    """One value that readers see.

    syntax: what its characters mean.  is_flow: whether it stands between brackets or braces.
    is_name: whether it only says what the reply is called.
    """

    node: YamlScalar
    syntax: Syntax
    is_flow: bool
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroTexts:
    """The texts of a file in file order, and the other strings that may be some: those of keys nobody knows."""

    texts: tuple[MacroText, ...]
    left: tuple[YamlScalar, ...]


def macro_texts(text: str, node: YamlNode, fields: tuple[str, ...]) -> MacroTexts:
    """What readers see of the file `text` whose tree is `node`.

    fields: keys that the content set names.  In a macro of Zendesk they are no matter here; in other files each is
    a key of a reply, or a path to one, and its text is among the texts.  An alias is taken once, where its anchor is.
    """
    walk = _Walk(text, frozenset(fields), is_desk=_is_of_desk(node))
    walk.enter(node, is_flow=False)
    ordered = sorted(walk.texts.values(), key=lambda one: one.node.start)
    left = {one.start: one for one in walk.left if one.start not in walk.texts}
    return MacroTexts(texts=tuple(ordered), left=tuple(left[start] for start in sorted(left)))


def html_starts(text: str, node: YamlNode) -> frozenset[int]:
    """Where the values of a macro file begin that hold HTML, whichever keys a content set names."""
    found = macro_texts(text, node, NAMED_BY_DEFAULT)
    starts = {one.node.start for one in found.texts if one.syntax is Syntax.HTML}
    if not _is_of_desk(node):
        starts |= {one.start for one in found.left if looks_like_html(one.text)}
    return frozenset(starts)


def is_desk_macro(node: YamlNode) -> bool:
    """Whether a node is one macro in the shape of Zendesk's."""
    return isinstance(node, YamlMapping) and node.find("actions") is not None and not _is_of_other_desk(node)


def plain_key(scalar: YamlScalar) -> str:
    """The path to a value without the numbers of lists: `replies.body` of `replies[3].body`."""
    return _INDEX.sub("", scalar.key).removeprefix(".")


def last_key(scalar: YamlScalar) -> str:
    """The innermost key that a value stands under, without the numbers of lists."""
    return plain_key(scalar).rpartition(".")[2]


def _is_of_other_desk(node: YamlMapping) -> bool:
    """Whether the actions are no pairs of field and value, but what another help desk calls so."""
    actions = node.find("actions")
    items = actions.items if isinstance(actions, YamlSequence) else ()
    mappings = [item for item in items if isinstance(item, YamlMapping)]
    return bool(mappings) and not any(item.find("field") for item in mappings)


def _is_of_desk(node: YamlNode) -> bool:
    return is_desk_macro(node) or (isinstance(node, YamlMapping) and node.find("zendesk") is not None)


class _Walk:
    """Goes once through a tree, innermost names last: a name counts where a text stands beside or below it."""

    def __init__(self, text: str, fields: frozenset[str], *, is_desk: bool) -> None:
        self.text = text
        self.fields = fields
        self.is_desk = is_desk
        self.texts: dict[int, MacroText] = {}
        self.left: list[YamlScalar] = []

    def enter(self, node: YamlNode, *, is_flow: bool, is_named: bool = True) -> bool:
        """Whether texts were found that bear no name of their own.  is_named: whether names may be texts here."""
        is_flow = is_flow or opens_flow(self.text, node)
        if isinstance(node, YamlMapping):
            if _is_by_language(node):
                self.left += _strings(node)
                return False
            if is_desk_macro(node):
                return self._desk_macro(node, is_flow)
            return self._reply(node, is_flow, is_named)
        found = False
        for item in node.items if isinstance(node, YamlSequence) else ():
            found |= self.enter(item, is_flow=is_flow, is_named=is_named)
        if isinstance(node, YamlScalar):
            self._pass(node, is_flow)
        return found

    def _desk_macro(self, node: YamlMapping, is_flow: bool) -> bool:
        """The texts among its actions; of one macro among several its named fields too, as of one alone."""
        for name, value in node.entries:
            if name.text == "actions":
                for one in _action_texts(self.text, value, is_flow):
                    self._take(one)
            elif not self.is_desk and name.text in self.fields and (_is_text(value) or name.text == "title"):
                self._take_all(value, Syntax.PLAIN, is_flow, is_name=True)
            elif name.text not in _OWN_KEYS and role_of(name.text) is not Role.SILENT:
                self.left += _strings(value)
        return False

    def _reply(self, node: YamlMapping, is_flow: bool, is_named: bool) -> bool:
        has_strings = any(_is_text(value) for _, value in node.entries)
        found = False
        names: list[YamlScalar] = []
        for key, value in node.entries:
            if key.text in _OWN_KEYS:
                continue
            role = Role.OTHER if self.is_desk else role_of(key.text)
            is_leaf = _is_text(value)
            if role is Role.SILENT and has_strings and not self._is_field(value):
                # Of a mapping of names to replies, the keys are what its author called them.
                continue
            if role in (Role.NAME, Role.SUBJECT) and isinstance(value, YamlScalar):
                names += [value] if is_leaf else []
            elif role in (Role.BODY, Role.BODIES) and self._bodies(key.text, role, value, is_flow):
                found = True
            elif not isinstance(value, YamlScalar):
                found |= self.enter(value, is_flow=is_flow, is_named=is_named and key.text != "actions")
            elif is_leaf:
                self._pass(value, is_flow)
        for name in names:
            # A subject goes to the customer also where an action of another help desk bears a name of its own.
            is_subject = role_of(last_key(name)) is Role.SUBJECT
            if (found and is_named and self._is_wanted(last_key(name))) or (is_subject and not is_named):
                self._take(MacroText(node=name, syntax=Syntax.PLAIN, is_flow=is_flow, is_name=True))
            else:
                self._pass(name, is_flow)
        return found and not (names and is_named)

    def _is_wanted(self, name: str) -> bool:
        """Whether the content set wants what stands under a name beside a text; a subject is part of it."""
        asked = name if name in NAMED_BY_DEFAULT else "title"
        return role_of(name) is Role.SUBJECT or asked in self.fields or name in self.fields

    def _bodies(self, key: str, role: Role, value: YamlNode, is_flow: bool) -> bool:
        """Whether the strings right under a key of texts were taken: it itself, a list, or names with texts."""
        if isinstance(value, YamlMapping):
            values = [inner for _, inner in value.entries]
            if role is not Role.BODIES or not values or not all(map(_is_text, values)) or _is_by_language(value):
                return False
            if any(role_of(name.text) is not Role.OTHER for name, _ in value.entries):
                return False
        elif isinstance(value, YamlSequence):
            if not value.items or not all(map(_is_text, value.items)):
                return False
        elif not _is_text(value):
            return False
        self._take_all(value, Syntax.HTML if says_html(key) else None, is_flow)
        return True

    def _take_all(self, node: YamlNode, syntax: Syntax | None, is_flow: bool, *, is_name: bool = False) -> None:
        is_flow = is_flow or opens_flow(self.text, node)
        for scalar in _strings(node):
            own = syntax or _syntax_of(scalar.text)
            self._take(MacroText(node=scalar, syntax=own, is_flow=is_flow, is_name=is_name))

    def _take(self, one: MacroText) -> None:
        self.texts.setdefault(one.node.start, one)

    def _pass(self, scalar: YamlScalar, is_flow: bool) -> None:
        if not isinstance(scalar.value, str):
            return
        if not self.is_desk and self._is_field(scalar):
            is_name = role_of(last_key(scalar)) is Role.NAME
            syntax = Syntax.PLAIN if is_name else _syntax_of(scalar.text)
            self._take(MacroText(node=scalar, syntax=syntax, is_flow=is_flow, is_name=is_name))
        else:
            self.left.append(scalar)

    def _is_field(self, node: YamlNode) -> bool:
        """Whether the content set names the value: by its innermost key, by its path, or by the end of its path.

        Tags, folders and actions have titles and names too: below the top these count beside a text only, or where
        their path is named; of titles and descriptions, which are named by default, the whole path.
        """
        if not isinstance(node, YamlScalar) or self.is_desk:
            return False
        path, last = plain_key(node), last_key(node)
        is_top = node.key == last
        if path in self.fields and (is_top or path != last):
            return True
        if last in NAMED_BY_DEFAULT and not is_top:
            return False
        is_name = role_of(last) is Role.NAME and not is_top
        return any(path[start:] in self.fields for start in _ends(path) if not is_name or "." in path[start:])


def _ends(path: str) -> Iterator[int]:
    yield 0
    yield from (found.end() for found in re.finditer(r"\.", path))


def _action_texts(text: str, actions: YamlNode, is_flow: bool) -> Iterator[MacroText]:
    is_flow = is_flow or opens_flow(text, actions)
    for action in actions.items if isinstance(actions, YamlSequence) else ():
        name = action.find("field") if isinstance(action, YamlMapping) else None
        if not isinstance(action, YamlMapping) or not isinstance(name, YamlScalar):
            continue
        value = action.find("value")
        is_inside = is_flow or opens_flow(text, action) or (value is not None and opens_flow(text, value))
        for node, syntax in _parts(name.text, action, value):
            if _is_text(node) and isinstance(node, YamlScalar):
                yield MacroText(node=node, syntax=syntax, is_flow=is_inside)


def _parts(field: str, action: YamlMapping, value: YamlNode | None) -> Iterator[tuple[YamlNode, Syntax]]:
    """The texts of one action with what their characters mean."""
    items = value.items if isinstance(value, YamlSequence) else ()
    if field in _COMMENTS:
        # The first item of a pair names the channel the text goes to.
        for node in items[1:2] if isinstance(value, YamlSequence) else (value,):
            if node is not None:
                yield node, _COMMENTS[field]
    elif field in _NOTIFICATIONS:
        for node in items[1:3]:
            yield node, _syntax_of(_text_of(node)) if node is items[-1] else Syntax.PLAIN
    elif field.startswith(_SIDE_CONVERSATION):
        yield from _conversation(action, value, items)


def _conversation(
    action: YamlMapping, value: YamlNode | None, items: tuple[YamlNode, ...]
) -> Iterator[tuple[YamlNode, Syntax]]:
    """Subject and body of a side conversation: the first two of a list, or a value with its subject beside it."""
    subject = action.find("notification_subject") or action.find("subject")
    subjects, bodies = items[:1], items[1:2]
    if not items:
        subjects, bodies = (subject,) if subject else (), (value,) if value else ()
    types = [_text_of(node) for node in (*items[1:], action.find("content_type")) if node is not None]
    said = next((found[1].lower() for found in map(_CONTENT_TYPE.match, types) if found), "")
    for node in (*subjects, *bodies):
        content = _text_of(node)
        if _CONTENT_TYPE.match(content) or is_address(content):
            continue
        syntax = Syntax.HTML if said == "html" else Syntax.PLAIN if said else _syntax_of(content)
        yield node, Syntax.PLAIN if node in subjects else syntax


def _is_by_language(node: YamlMapping) -> bool:
    """Whether the keys are languages, so that what stands under them is translated in the file itself."""
    return len(node.entries) > 1 and all(_LANGUAGE.fullmatch(name.text) for name, _ in node.entries)


def _strings(node: YamlNode) -> Iterator[YamlScalar]:
    if isinstance(node, YamlScalar):
        yield from (node,) if isinstance(node.value, str) else ()
        return
    children = node.items if isinstance(node, YamlSequence) else [value for _, value in getattr(node, "entries", ())]
    for child in children:
        yield from _strings(child)


def _is_text(node: YamlNode) -> bool:
    return isinstance(node, YamlScalar) and isinstance(node.value, str)


def _text_of(node: YamlNode) -> str:
    return node.text if isinstance(node, YamlScalar) else ""


def _syntax_of(content: str) -> Syntax:
    return Syntax.HTML if looks_like_html(content) else Syntax.PLAIN
