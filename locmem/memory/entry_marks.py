"""What only exchange files say of an entry, as compact JSON and back, exactly: the form the memory stores."""

from __future__ import annotations

import json

from locmem.memory.inline_json import json_text
from locmem.model.match import Entry, Mark, MarkPlace


def dump(entry: Entry) -> str:
    """The date and author of the first target and the marks, as a JSON array; empty where there are none."""
    if not (entry.created or entry.creator or entry.marks):
        return ""
    marks = ",".join([f'["{mark.place.value}",{json_text(mark.name)},{json_text(mark.text)}]' for mark in entry.marks])
    return f"[{json_text(entry.created)},{json_text(entry.creator)},[{marks}]]"


def load(text: str) -> tuple[str, str, tuple[Mark, ...]]:
    """`created`, `creator` and `marks` of the entry that `dump` wrote as `text`."""
    if not text:
        return "", "", ()
    created, creator, marks = json.loads(text)
    return created, creator, tuple(Mark(MarkPlace(place), name, words) for place, name, words in marks)
