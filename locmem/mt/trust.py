"""What the settings name on this machine or elsewhere and the user vouched for: addresses, programs, folders.

Settings come with a clone, and may be hostile (`SECURITY.md`).  A service's own address needs no word of the user's;
every other address would be sent texts, and the key that the environment holds, and a program could do anything.
"""

from __future__ import annotations

import os

VARIABLE = "LOCMEM_MT_TRUST"


def is_trusted(named: str) -> bool:
    """Whether a line of the environment's LOCMEM_MT_TRUST is exactly what the settings name."""
    lines = os.environ.get(VARIABLE, "").splitlines()
    return named.strip() in (line.strip() for line in lines if line.strip())


def how_to_trust(named: str) -> str:
    """What to do so that it is used, as a sentence."""
    return f"If you trust it, put it on a line of its own in the environment variable {VARIABLE}: {named}"
