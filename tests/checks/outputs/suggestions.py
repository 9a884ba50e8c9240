"""Suggestions of reviewdog's format put into files, as its page says: columns in bytes from 1, ends exclusive."""

from __future__ import annotations

from typing import Any


def with_suggestion(data: bytes, suggestion: Any) -> bytes:
    """The bytes of a file with a suggestion in them."""
    start, end = (_offset(data, suggestion["range"][name]) for name in ("start", "end"))
    text: str = suggestion["text"]
    return data[:start] + text.encode() + data[end:]


def _offset(data: bytes, position: Any) -> int:
    lines = data.split(b"\n")
    before = sum(len(line) + 1 for line in lines[: position["line"] - 1])
    assert 1 <= position["column"] <= len(lines[position["line"] - 1]) + 1
    offset: int = before + position["column"] - 1
    return offset
