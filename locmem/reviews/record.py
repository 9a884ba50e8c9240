"""The file of a review: YAML that people edit, read with all its problems at once; what stands stays as it is written.

    market: ES
    month: 2026-11
    begun: 2026-11-21
    due: 2026-12-05
    items:
      - id: ES/fact/tax.standard_rate
        kind: legal_fact
        …
        proof: 3f9ac2d1e0b4
        answer: confirm
        by: Ana
        on: 2026-11-23
        reason:

    end: ES 2026-11

An item is a block of lines of its own, so that git merges what two branches answered.  Blocks that say what they said
stay as they are, to the byte; the last line shows that nothing was cut off, and the proof of an item that nobody
changed what was asked.  Files of before had none: there no item has one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from locmem.errors import InputErrors, Location, Problems, input_error
from locmem.model.review_rules import ItemKind
from locmem.reviews.items import Answer, Earlier, Review, ReviewItem, Said
from locmem.textfile import TextFile, decode
from locmem.yamlfields import Fields, fields_of, unique
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence

_HEAD = """\
# The review of {market} for {month}: `locmem review next --market {market}` goes through it.
# Or write here, under an item: answer: confirm, change or skip, by: your name, on: the day, reason: why.
# The answers change and skip need a reason.
market: {market}
month: {month}
begun: {begun}
due: {due}
"""
_PLAIN = re.compile(r"[A-Za-z][\w./#@+-]*", re.ASCII)
_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def read_review(data: bytes, path: str, today: date = date.max) -> Review:
    """The review in the bytes of the file at a path from the project's folder.

    today: no answer can be of a later day.
    Raises InputErrors with every problem of the file: what git could not merge, a file that was cut off or that is of
    another market or month, an item that stands twice or is not what was asked, an answer without name, day or the
    reason it needs, or of a day on which it cannot have been given.
    """
    file = decode(data, path)
    text = file.text.replace("\r\n", "\n")
    if marked := next((n for n, line in enumerate(text.split("\n"), start=1) if line.startswith("<<<<<<< ")), 0):
        do = "Keep the blocks of both sides, and of an item answered twice one answer, without the lines git wrote."
        raise input_error(Location(path=path, line=marked), "git could not merge two branches here.", do)
    with fields_of(text, path) as top:
        market, month = top.text("market", required=True), top.text("month", required=True)
        begun, due = (_day(top, name, required=True) for name in ("begun", "due"))
        nodes = top.items("items", required=True)
        has_proofs = any(isinstance(node, YamlMapping) and node.find("proof") for node in nodes)
        days = _Days(begun=begun or date.min, today=today)
        items = [item for node in nodes if (item := _item(node, top.problems, market, days, has_proofs=has_proofs))]
        unique(((item.id, _place(node, "id")) for node, item in zip(nodes, items, strict=False)), top.problems, "item")
        _require_place(top, path, market, month)
        _require_end(top, text, path, f"{market} {month}")
    head, blocks, tail = _blocks(text, top.node, nodes)
    return Review(
        market=market,
        month=month,
        begun=begun or date.min,
        due=due or date.min,
        items=tuple(
            replace(item, written=block if has_proofs else "", comments=tuple(_comments(text, node, block)))
            for item, node, block in zip(items, nodes, blocks, strict=True)
        ),
        head=head,
        tail=tail,
        file=file,
    )


def _require_place(top: Fields, path: str, market: str, month: str) -> None:
    folder, _, name = path.rpartition("/")
    for key, said, meant in (("market", market, name.removesuffix(".yaml")), ("month", month, folder[-7:])):
        if said and said != meant and (node := top.node_of(key)):
            top.problems.add(node.location, f"this is of {said}, and the file lies at {path}.", f"Write {meant}.")


def _require_end(top: Fields, text: str, path: str, wanted: str) -> None:
    if not top.has("end"):
        place = Location(path=path, line=text.count("\n") + 1)
        do = f"Bring it back from git; a whole file ends with `end: {wanted}`."
        top.node_of("end")
        top.problems.add(place, "the file has no end: it was cut off.", do)
    elif (said := top.text("end")) != wanted and (node := top.node_of("end")):
        top.problems.add(node.location, f"this is {said!r}.", f"Write {wanted}.")


class _Days(NamedTuple):
    """When a review was begun, and today."""

    begun: date
    today: date


def wrong_day(said: Said, since: date, begun: date, today: date) -> str:
    """Why an answer cannot have been given on its day, in words; empty where it can.  Days are those of UTC."""
    if said.on > today:
        return f"{said.on} has not come yet: it is {today}"
    if said.on < (first := max(since, begun)):
        return f"{said.on} is before {first}, since when it is asked"
    return ""


def _item(node: YamlNode, problems: Problems, market: str, days: _Days, *, has_proofs: bool) -> ReviewItem | None:
    known = len(problems.found)
    fields = Fields(node, problems)
    if not isinstance(node, YamlMapping):
        return None
    key = fields.text("id", required=True)
    if key and not key.startswith(f"{market}/"):
        do = f"Write {market}/…: it is in the review of {market}."
        problems.add(_place(node, "id"), f"{key!r} is of another market.", do)
    item = ReviewItem(
        id=key,
        kind=fields.choice("kind", ItemKind, required=True) or ItemKind.FACT,
        what=_text(fields, "what"),
        why=_text(fields, "why"),
        evidence=fields.texts("evidence"),
        owner=_text(fields, "owner"),
        since=_day(fields, "since", required=True) or date.min,
        question=_text(fields, "question"),
        urgent=fields.flag("urgent"),
        tickets=fields.integer("tickets"),
        views=fields.integer("views"),
        before=_text(fields, "before"),
        said=_said(fields),
        earlier=tuple(one for inner in _listed(fields, "earlier") if (one := _earlier(inner, problems))),
        gone=_day(fields, "gone"),
        kept=_kept(fields),
    )
    proof = _text(fields, "proof")
    fields.finish()
    if len(problems.found) == known:
        _require_days(fields, item, days)
        if has_proofs:
            _require_asked(fields, item, proof)
    return item


def _require_days(fields: Fields, item: ReviewItem, days: _Days) -> None:
    """Note answers that cannot have been given on the day they name."""
    node = fields.node_of("on")
    if item.said and node and (why := wrong_day(item.said, item.since, days.begun, days.today)):
        fields.problems.add(node.location, f"{why}.", "Write the day on which it was answered, in UTC.")
    if item.kept and item.kept.on > days.today and (kept := fields.node_of("kept")):
        fields.problems.add(kept.location, f"{item.kept.on} has not come yet.", "Bring the item back from git.")
    for one, inner in zip(item.earlier, _listed(fields, "earlier"), strict=False):
        if why := wrong_day(one.said, date.min, days.begun, days.today):
            fields.problems.add(_place(inner, "on"), f"{why}.", "Bring the earlier answer back from git.")


def _require_asked(fields: Fields, item: ReviewItem, proof: str) -> None:
    """Note an item that says something else than was asked."""
    if proof == item.proof:
        return
    what = f"{item.id} is not as it was asked: its id, kind, what, why, evidence or since was changed."
    do = "Bring the item back from git; beside it only answer, by, on, reason and owner are yours to write."
    if not proof:
        what = f"nobody was asked {item.id}: it has no proof."
        do = "Take the item out, or bring its line `proof` back from git; `locmem review start` adds items."
    fields.problems.add(_place(fields.node, "id"), what, do)


def _kept(fields: Fields) -> Said | None:
    node = fields.node_of("kept")
    if node is None:
        return None
    inner = Fields(node, fields.problems)
    said = _said(inner)
    inner.finish()
    return said


def _earlier(node: YamlNode, problems: Problems) -> Earlier | None:
    fields = Fields(node, problems)
    said, evidence = _said(fields), fields.texts("evidence")
    fields.finish()
    return Earlier(said=said, evidence=evidence) if said else None


def _said(fields: Fields) -> Said | None:
    """The answer, None where there is none; notes what it lacks."""
    node = fields.node_of("answer")
    by, on, reason = _text(fields, "by"), _day(fields, "on"), _text(fields, "reason")
    if node is None or (isinstance(node, YamlScalar) and node.value is None):
        if by or on or reason:
            place = node.location if node else fields.location
            fields.problems.add(place, "there is no answer beside what stands here.", "Write confirm, change or skip.")
        return None
    answer = fields.member(node, Answer)
    if answer is None:
        return None
    lacking = [name for name, value in (("by", by), ("on", on)) if not value and not _is_written(fields, name)]
    lacking += ["reason"] if answer.needs_reason and not reason else []
    for name in lacking:
        do = {"by": "by: YOUR NAME", "on": "on: 2026-11-21", "reason": "reason: WHY"}[name]
        what = f"the answer {answer.value} has no {'day' if name == 'on' else 'name' if name == 'by' else name}."
        fields.problems.add(fields.key_location(name) if fields.has(name) else node.location, what, f"Write `{do}`.")
    return Said(answer=answer, by=by, on=on or date.min, reason=reason)


def _is_written(fields: Fields, name: str) -> bool:
    """Whether something stands under a name; where it is wrong, that is noted already."""
    node = fields.node_of(name)
    return node is not None and not (isinstance(node, YamlScalar) and (node.value is None or not node.text.strip()))


def _text(fields: Fields, name: str) -> str:
    node = fields.node_of(name)
    is_empty = node is None or (isinstance(node, YamlScalar) and node.value is None)
    return "" if is_empty else " ".join(fields.text(name).split())


def _day(fields: Fields, name: str, *, required: bool = False) -> date | None:
    fields.node_of(name, required=required)
    return fields.day(name)


def _listed(fields: Fields, name: str) -> tuple[YamlNode, ...]:
    return fields.items(name) if fields.has(name) else ()


def _place(node: YamlNode, name: str) -> Location:
    inner = node.find(name) if isinstance(node, YamlMapping) else None
    return (inner or node).location


def _blocks(text: str, top: YamlNode, nodes: Sequence[YamlNode]) -> tuple[str, list[str], str]:
    """The lines before the first item, of each, and after the last; empty where they cannot be told apart."""
    lines = text.split("\n")
    starts = [_dash(lines, node.line) for node in nodes]
    if not starts or starts != sorted(set(starts)) or 0 in starts:
        return "", [""] * len(nodes), ""
    keys = [key.line for key, _ in top.entries] if isinstance(top, YamlMapping) else []
    end = min((line for line in keys if line > starts[-1]), default=len(lines) + 1)
    blocks = [
        "\n".join(lines[start - 1 : stop - 1]).rstrip() + "\n"
        for start, stop in zip(starts, (*starts[1:], end), strict=True)
    ]
    return "\n".join(lines[: starts[0] - 1]) + "\n", blocks, "\n".join(lines[end - 1 :])


def _comments(text: str, node: YamlNode, block: str) -> Iterator[str]:
    """What somebody noted in the lines of an item, behind values or on lines of its own."""
    for scalar in _scalars(node):
        rest = text[scalar.end : text.find("\n", scalar.end)].lstrip(": ").rstrip()
        if rest.startswith("#") and scalar.style not in ("|", ">"):
            yield rest
    yield from (line.strip() for line in block.split("\n") if line.lstrip().startswith("#"))


def _scalars(node: YamlNode) -> Iterator[YamlScalar]:
    """The values of an item, and in place of one that is not there its key: where it would stand nobody knows."""
    if isinstance(node, YamlScalar):
        yield node
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, YamlMapping):
        for key, value in node.entries:
            is_there = not isinstance(value, YamlScalar) or value.value is not None
            yield from _scalars(value if is_there else key)


def _dash(lines: Sequence[str], line: int) -> int:
    """The line, from 1, of the dash before an item that begins on a line; 0 where there is none."""
    return next((n for n in range(line, 0, -1) if lines[n - 1].lstrip().startswith("-")), 0)


def write_review(review: Review) -> bytes:
    """The file; of an item that was read and says the same the lines are those that were read."""
    file = review.file or TextFile(text="")
    text = _text_of(review)
    if not review.file:
        return file.encode(text)
    try:
        is_same = read_review(text.encode(), review.path) == review
    except InputErrors:
        is_same = False
    if not is_same:
        # Written by hand in a way in which single blocks cannot stay.
        text = _text_of(
            replace(review, head="", tail="", items=tuple(replace(one, written="") for one in review.items))
        )
    return file.encode(text.replace("\n", "\r\n") if "\r\n" in file.text else text)


def _text_of(review: Review) -> str:
    head = review.head
    if not head:
        head = _HEAD.format(market=review.market, month=review.month, begun=review.begun, due=review.due)
        head += "items:\n" if review.items else "items: []\n"
    blocks = "\n".join(one.written or _block(one) for one in review.items)
    return head + blocks + "\n" + (review.tail or f"end: {review.market} {review.month}\n")


def _block(item: ReviewItem) -> str:
    lines = [
        f"  - id: {_scalar(item.id)}",
        f"    kind: {item.kind.value}",
        *([f"    question: {_quoted(item.question)}"] if item.question else []),
        f"    what: {_quoted(item.what)}",
        f"    why: {_quoted(item.why)}",
        *_list("evidence", item.evidence, 4),
        *(["    urgent: true"] if item.urgent else []),
        *(f"    {name}: {count}" for name, count in (("tickets", item.tickets), ("views", item.views)) if count),
        *([f"    owner: {_scalar(item.owner)}"] if item.owner else []),
        f"    since: {item.since}",
        f"    proof: {_quoted(item.proof)}",
        *([f"    before: {_quoted(item.before)}"] if item.before else []),
        *([f"    gone: {item.gone}"] if item.gone else []),
    ]
    if item.kept:
        lines += ["    kept:", *_answer(item.kept, 6)]
    if item.earlier:
        lines.append("    earlier:")
        for one in item.earlier:
            first, *others = [*_answer(one.said, 8), *_list("evidence", one.evidence, 8)]
            lines += [f"      - {first.strip()}", *others]
    if item.kind is not ItemKind.DONE or item.said:
        lines += _answer(item.said, 4)
    lines += (f"    {line}" for line in item.comments)
    return "\n".join(lines) + "\n"


def _answer(said: Said | None, indent: int) -> Iterator[str]:
    """The four lines of an answer, which stand empty where there is none yet."""
    values = (
        ("answer", said.answer.value if said else ""),
        ("by", _scalar(said.by) if said else ""),
        ("on", str(said.on) if said else ""),
        ("reason", _quoted(said.reason) if said and said.reason else ""),
    )
    for name, value in values:
        yield f"{' ' * indent}{name}: {value}".rstrip()


def _list(name: str, lines: Iterable[str], indent: int) -> Iterator[str]:
    found = [f"{' ' * (indent + 2)}- {_quoted(line)}" for line in lines]
    if found:
        yield f"{' ' * indent}{name}:"
        yield from found


def _scalar(text: str) -> str:
    """A name as it is where YAML takes it for text, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    # What JSON says in quotes YAML reads as the same; characters it does not take as they are, it takes by number.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
