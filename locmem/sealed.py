"""Caches that only this machine can have written.

A clone or an archive may bring a `.locmem/` along, made by somebody else: a cache that said "nothing is wrong here"
would be believed.  So what is kept there is sealed with a key that lies among the user's own files, outside every
project; what bears no such seal is as if it were not there, and is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, ProjectError

_HEAD = b"locmem sealed 1\n"
_SEAL = 32
_KEY = 32


def key_file() -> Path:
    """Where the key is kept: `locmem/seal` in XDG_STATE_HOME, or in ~/.local/state."""
    folder = os.environ.get("XDG_STATE_HOME", "")
    # What is no absolute path is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
    start = Path(folder) if Path(folder).is_absolute() else Path("~/.local/state").expanduser()
    return start / "locmem" / "seal"


def read_sealed(place: Path) -> bytes | None:
    """What this machine wrote into a file; None where there is none, where it was changed, or came from elsewhere."""
    key = _key(make=False)
    if key is None:
        return None
    try:
        data = place.read_bytes()
    except OSError:
        return None
    start = len(_HEAD) + _SEAL
    if not data.startswith(_HEAD) or len(data) < start:
        return None
    content = data[start:]
    return content if hmac.compare_digest(_seal(key, content), data[len(_HEAD) : start]) else None


def write_sealed(place: Path, content: bytes) -> None:
    """Writes a file that `read_sealed` believes; nothing where no key can be kept, or the file cannot be written."""
    key = _key(make=True)
    if key is None:
        return
    with contextlib.suppress(ProjectError, OSError):
        textfile.write_bytes(place, _HEAD + _seal(key, content) + content, durable=False, is_private=True)


def _seal(key: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SEAL, key=key).digest()


def _key(*, make: bool) -> bytes | None:
    """The user's key, made where there is none; None where it cannot be read or kept, or others may have written it."""
    file = key_file()
    try:
        if make and not file.exists():
            textfile.write_bytes(file, secrets.token_bytes(_KEY), is_private=True)
        return _own(file)
    except (InputErrors, ProjectError, OSError):
        return None


def _own(file: Path) -> bytes | None:
    found = file.stat()
    is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    data = textfile.read_bytes(file) if is_ours and not found.st_mode & 0o022 else b""
    return data if len(data) == _KEY else None
