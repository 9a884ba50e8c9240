"""Mail addresses as people write them, and what keeps a letter from reaching one.

The rule is narrower than RFC 5321 allows and wider than any help desk needs: no quoted names, no addresses of a
machine's own network, no numbers in place of a domain.  Whether somebody reads there is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WRITTEN = re.compile(
    r"[a-z0-9][\w.%+'-]*[@＠](?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9-]+(?:,[a-z0-9-]+)*)", re.ASCII | re.IGNORECASE
)
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*\Z")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)\Z")
_ENDING = re.compile(r"[^\W\d_]{2,63}\Z|xn--[a-z0-9-]+\Z")
_FULL_WIDTH = re.compile(r"[\uff01-\uff5e\u3000]")


def mails_in(text: str) -> Iterator[str]:
    """What stands in a text as a mail address in plain letters, sound or not."""
    if "@" in text or "＠" in text:
        for found in _WRITTEN.finditer(text):
            # What holds no letter is the version of a program.
            if re.search(r"[A-Za-z]", re.split("[@＠]", found[0])[1]):
                yield found[0]


def mail_problem(address: str) -> str:
    """What keeps a letter from reaching an address, in words; empty where nothing does as far as can be seen."""
    text = address.strip()
    if _FULL_WIDTH.search(text):
        return "it has full-width signs"
    if re.search(r"\s", text):
        return "it has a blank inside"
    if text.count("@") != 1:
        return "it has no `@`" if "@" not in text else "it has more than one `@`"
    local, _, host = text.partition("@")
    if not _LOCAL.match(local) or len(local) > 64:
        return f"“{local}” cannot stand before the `@`" if local else "nothing stands before the `@`"
    labels = host.split(".")
    if "," in host or ";" in host:
        return f"“{host}” has a comma" if "," in host else f"“{host}” has a semicolon"
    if len(labels) < 2:
        return f"“{host}” has no ending such as `.com`" if host else "nothing stands behind the `@`"
    if not all(_LABEL.match(label) for label in labels) or not _ENDING.match(labels[-1].lower()):
        return f"“{host}” is no domain"
    return ""
