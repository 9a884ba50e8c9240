"""Hosts that are nearly a known one: a slip of the hand, or letters chosen to look like others."""

from __future__ import annotations

from functools import cache

from locmem.markets.citations import official_hosts
from locmem.values.address_likeness import is_one_slip

_LEAST = 5
"""Signs below which every host is nearly another one."""
_LOOKS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "3": "e", "4": "a", "-": "", "$": "s"})


@cache
def lookalike(host: str, known: frozenset[str]) -> str:
    """The known host that a host is nearly, and is not; empty for none."""
    if host in known or len(host) < _LEAST:
        return ""
    for one in sorted(known):
        if len(one) < _LEAST or host.endswith(f".{one}") or one.endswith(f".{host}"):
            continue
        is_long = len(one) >= 2 * _LEAST or sorted(one) == sorted(host)
        is_near = is_long and is_one_slip(one, host) and one.rpartition(".")[2] == host.rpartition(".")[2]
        if is_near or _bones(one) == _bones(host):
            return one
    return ""


@cache
def _bones(host: str) -> str:
    """A host without what the eye runs over: doubled letters, digits for letters, hyphens, accents in punycode."""
    text = host
    if "xn--" in host:
        try:
            text = host.encode("ascii").decode("idna")
        except UnicodeError:
            text = host
    plain = text.translate(_LOOKS).replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_CYRILLIC)
    return "".join(sign for number, sign in enumerate(plain) if number == 0 or plain[number - 1] != sign)


_CYRILLIC = str.maketrans("аеорсухіԁѕӏ", "aeopcyxldsl")


@cache
def authority_hosts() -> frozenset[str]:
    """Hosts of laws and authorities of all countries."""
    return frozenset(host for country, host in official_hosts() if country != "*" and host.count("."))
