"""What only exchange files say of an entry, as compact JSON and back, exactly: the form the memory stores."""

from __future__ import annotations

import json

from locmem.model.match import Entry, Mark, MarkPlace


def dump(entry: Entry) -> str:
    """The date and author of the first target and the marks, as a JSON array; empty where there are none."""
    if not (entry.created or entry.creator or entry.marks):
        return ""
    marks = [[mark.place.value, mark.name, mark.text] for mark in entry.marks]
    return json.dumps([entry.created, entry.creator, marks], ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[str, str, tuple[Mark, ...]]:
    """`created`, `creator` and `marks` of the entry that `dump` wrote as `text`."""
    if not text:
        return "", "", ()
    created, creator, marks = json.loads(text)
    return created, creator, tuple(Mark(MarkPlace(place), name, words) for place, name, words in marks)
