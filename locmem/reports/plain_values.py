"""Values in the words that JSON has, the same for commands and for whoever asks a server."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from locmem.model.inline import Inline


def plain(value: Any) -> Any:
    """A value in the words JSON has: dataclasses and mappings become objects, enums their values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Inline):
        return value.native
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, bytes):
        return len(value)
    return value
