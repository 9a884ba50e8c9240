"""Signatures as files: one for each obligation of a market that somebody signed for, and two branches' as one."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from itertools import chain

from locmem.errors import InputErrors, Location, Problems, input_error
from locmem.model.signature import Signature, sign_command
from locmem.model.three_way import Disagreement, Merged, same_file
from locmem.workspace.approval_files import APPROVALS, OBLIGATIONS

PATTERN = f"{APPROVALS}/*/{OBLIGATIONS}/*.json"
"""The files of all signatures, from the project's folder."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")


def signature_path(market: str, obligation: str) -> str:
    """Where a signature is kept, from the project's folder; raises ValueError for a key that names no file."""
    if not _NAME.match(obligation):
        raise ValueError(f"{obligation!r} cannot name a file")
    return f"{APPROVALS}/{market}/{OBLIGATIONS}/{obligation}.json"


def written_signature(signature: Signature) -> bytes:
    """The signature as its file holds it."""
    return (json.dumps(asdict(signature), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_signature(data: bytes, path: str) -> Signature:
    """The signature in `data`, the bytes of the file at a path from the project's folder.

    Raises InputErrors for a damaged one, and for one that was copied from another place: it answers for nothing here.
    """
    try:
        fields = json.loads(data)
        signature = Signature(**{**fields, "texts": tuple((a, b, c) for a, b, c in fields["texts"])})
        said = [value for value in asdict(signature).values() if not isinstance(value, tuple)]
        if not all(isinstance(text, str) for text in (*said, *chain.from_iterable(signature.texts))):
            raise TypeError
        date.fromisoformat(signature.on)
        place = signature_path(signature.market, signature.obligation)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _damaged(path) from None
    if not signature.by.strip():
        raise _damaged(path)
    if place != path:
        problem = f"this is signed for {signature.obligation} of {signature.market}, not for what it lies under."
        raise input_error(Location(path=path), problem, "Delete it, and have this obligation signed for.")
    return signature


def merge_signatures(base: bytes | None, ours: bytes, theirs: bytes, *, path: str) -> Merged:
    """The signature that stands.  base: None where both added it.  path: of the file, from the project's folder.

    Two that answer for the same texts are one: the later one stands.  Of two that answer for different ones nobody but
    a person knows which the merged texts are: ours stands, and it is told.
    Raises InputErrors for a file that cannot be read.
    """
    if (same := same_file(base, ours, theirs)) is not None:
        return Merged(data=same)
    problems = Problems()
    found = [signature for data in (ours, theirs) if (signature := _sound(data, path, problems))]
    problems.raise_all()
    here, there = found
    key = f"{here.obligation} of {here.market}"
    names = f"{here.by} on {here.on}", f"{there.by} on {there.on}"
    if (here.asked, sorted(here.texts)) == (there.asked, sorted(there.texts)):
        newest = max(here, there, key=lambda one: (one.on, one.by, one.note))
        do = f"Both signed for the same texts. That of {newest.by} stands, the later one."
        told = Disagreement(key=key, ours=names[0], theirs=names[1], do=do, is_open=False)
        return Merged(data=written_signature(newest), disagreements=(told,) if here.by != there.by else ())
    sign = sign_command(here.market, here.obligation)
    do = f"They signed for different texts. Ours stands. Have the merged texts read: `{sign} --by NAME`."
    return Merged(data=ours, disagreements=(Disagreement(key=key, ours=names[0], theirs=names[1], do=do),))


def _sound(data: bytes, path: str, problems: Problems) -> Signature | None:
    try:
        return read_signature(data, path)
    except InputErrors as error:
        problems.take(error.problems)
        return None


def _damaged(path: str) -> InputErrors:
    return input_error(Location(path=path), "this is no signature.", "Restore the file from git, or delete it.")
