"""Web addresses as a browser reads them, whatever way they are written.

Rules: the URL Standard of the WHATWG, 4.4 (URL parsing) and 3.5 (host parsing): blanks and control characters around
an address and tabs and line ends inside it do not count, case does not, a backslash is a slash, and a host may follow
one slash, three, or none at all.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What an address may begin with without doing more than opening a page, a letter or a call."""

_SPECIAL = frozenset({"http", "https", "ftp", "ws", "wss"})
_AROUND = "".join(map(chr, range(0x21)))
_INSIDE = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SLASHES = re.compile(r"[/\\]*")
_HOST_END = re.compile(r"[/\\?#]")
_NOT_READ = re.compile(r"[\u00ad\u034f\u180b-\u180f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
_DOTS = re.compile(r"[\u3002\uff0e\uff61]")


def stripped(address: str) -> str:
    """The address without what a browser takes away before it reads one."""
    return _INSIDE.sub("", address.strip(_AROUND))


def scheme_of(address: str) -> str:
    """The scheme in lower case, empty for an address that begins with none."""
    found = _SCHEME.match(stripped(address))
    return found[1].lower() if found else ""


def host_of(address: str) -> str:
    """The host that opening the address on a web page reaches, in lower case; empty where it stays on the site.

    User names and ports are left out, full-width letters and dots are the plain ones, a dot at the end is none.  A
    letter's address gives the host behind its `@`.  Hosts in punycode and numbers for IP addresses stay as written.
    """
    text = stripped(address)
    scheme = scheme_of(text)
    rest = text[len(scheme) + 1 :] if scheme else text
    if scheme == "mailto":
        return _host(_HOST_END.split(rest.rpartition("@")[2] if "@" in rest else "", maxsplit=1)[0])
    if scheme == "file":
        # A share on another machine is a host, too.
        rest = rest.replace("\\", "/")
        return _host(rest[2:].split("/")[0]) if rest.startswith("//") else ""
    if not scheme or scheme not in _SPECIAL:
        slashes = _SLASHES.match(rest)
        count = len(slashes[0]) if slashes else 0
        if scheme and not rest.startswith("//"):
            return ""
        if count < 2:
            return ""
    authority = _HOST_END.split(rest.lstrip("/\\"), maxsplit=1)[0]
    return _host(authority.rpartition("@")[2])


def _host(authority: str) -> str:
    text = unquote(authority)
    if text.startswith("["):
        return text.partition("]")[0].lower() + "]"
    text = re.sub(r":[0-9]*\Z", "", text)
    text = _DOTS.sub(".", _NOT_READ.sub("", unicodedata.normalize("NFKC", text)))
    return text.casefold().rstrip(".")
