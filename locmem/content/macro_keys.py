"""Which keys of saved replies hold what readers see, as help desks and teams call them."""

from __future__ import annotations

import re
from enum import Enum

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\dA-Za-z_]+|\d+")
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strike"
    r"|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]*+>",
    re.IGNORECASE,
)

_FORMS = frozenset(("html", "text", "plain", "plaintext", "rich", "richtext", "markdown", "md"))
_FORM_ALONE = frozenset(("html", "text", "plaintext", "richtext"))
_BODIES = frozenset(("body", "content", "message", "reply", "response", "answer"))
_OTHER_BODIES = frozenset(("chat", "sms", "snippet", "greeting", "canned", "text"))
_NAMES = frozenset(
    ("title", "name", "description", "macro_name", "macro_title", "reply_title", "template_name", "template_title")
)
_MANY = frozenset(("bodies", "contents", "messages", "replies", "responses", "answers", "texts"))

_SILENT = re.compile(
    r"""
    active | assignee | attachment | attachments | author | bang | bcc | by | cc | channel | channels | code |
    conditions | created | creator | custom_fields | email | files | filename | from | href | id | ids | image |
    images | inbox | inboxes | key | keywords | label | labels | lang | language | languages | link | links |
    locale | locales | meta | metadata | mime | note | notes | owner | path | permissions | placeholders |
    priority | recipients | restriction | sender | sharing | shortcode | shortcut | shortcuts | slug | state |
    status | tag | tags | team | to | topic | type | updated | uri | url | urls | user | users | uuid |
    variables | version | visibility | visible_to | available_on
    """,
    re.VERBOSE,
)
_SORTS = frozenset((
    "brand", "categories", "category", "collection", "department", "folder", "folders", "group", "groups", "intent",
    "product", "section", "sections", "sentiment", "store", "workspace",
))  # fmt: skip
_SILENT_ENDS = frozenset(("at", "by", "code", "id", "ids", "key", "lang", "language", "locale", "type", "uri", "url"))


class Role(Enum):
    """What stands under a key of a saved reply."""

    BODY = "body"
    BODIES = "bodies"
    SUBJECT = "subject"
    NAME = "name"
    SILENT = "silent"
    OTHER = "other"


def role_of(key: str) -> Role:
    """What stands under `key`, in any spelling: `bodyHtml`, `body_html`, `Body HTML`, `chatText`.

    BODIES are several under one key (`replies`); SILENT is never for readers: ids, tags, channels, shortcuts, notes.
    """
    words = _words(key)
    core = [word for word in words if word not in _FORMS]
    if not words:
        return Role.OTHER
    if not core:
        return Role.BODY if _FORM_ALONE.intersection(words) or "".join(words) in _FORM_ALONE else Role.OTHER
    if core[-1] in _BODIES or "_".join(core) in _OTHER_BODIES:
        return Role.BODY
    if words[-1] in _MANY:
        return Role.BODIES
    if words[-1] == "subject":
        return Role.SUBJECT
    name = "_".join(words)
    if name in _NAMES:
        return Role.NAME
    return Role.SILENT if _SILENT.fullmatch(name) or words[-1] in _SILENT_ENDS else Role.OTHER


def sorts_replies(key: str) -> bool:
    """Whether a key says where a reply is kept, as `folder` and `category_name` do, and nothing to customers."""
    words = _words(key)
    return bool(words) and (words[-1] in _SORTS or (words[-1] in ("name", "title") and bool(_SORTS & set(words))))


def says_html(key: str) -> bool:
    """Whether a key says itself that its text is HTML: `content_html`, `bodyHTML`."""
    return "html" in _words(key)


def looks_like_html(text: str) -> bool:
    """Whether a text holds a tag of HTML; a placeholder such as `<name>` is none."""
    return "<" in text and bool(_MARKUP.search(text))


def _words(key: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(key)]
