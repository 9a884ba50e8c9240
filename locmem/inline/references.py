"""Links and images by reference: `[text][label]` and `[label]` are links only where the document defines the label.

A document is read with the labels it defines.  A text alone does not know them, so that its brackets are found as
links whenever they could be (`markdown_markup`), and sorted out where two texts are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from locmem.inline.matching import Group, groups
from locmem.model.inline import Code, CodeRole, CodeType, Inline, inline

_DEFINITION = re.compile(r"^[ \t>]*\[((?:[^\[\]\\]|\\.)+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?:link|image) \[(.*)\]\Z", re.DOTALL)


def normal_label(label: str) -> str:
    """A label as labels are compared (CommonMark 0.31, 4.7)."""
    return " ".join(label.split()).casefold()


def labels_defined(text: str) -> frozenset[str]:
    """The labels that the link definitions of a Markdown text define."""
    return frozenset(normal_label(found[1]) for found in _DEFINITION.finditer(text)) if "]:" in text else frozenset()


def label_of(identity: str) -> str:
    """The label that a link or image names; empty for one with an address."""
    found = _REFERENCE.match(identity)
    return normal_label(found[1]) if found else ""


def labels_in(source: Inline) -> frozenset[str] | None:
    """The labels that a target of `source` may use, as far as the source tells; None where it does not.

    Brackets that stand in its text are text: its document was read, and defines no such label.
    """
    if any(label_of(code.identity) for code in source.codes):
        return None
    return frozenset() if any(isinstance(part, str) and "[" in part for part in source.parts) else None


def read_as_links(source: Inline, target: Inline, defined: Collection[str] | None) -> tuple[list[Group], list[Group]]:
    """The groups of a source and of its target without brackets that are only text.

    In the target, brackets count that name a label of the source or a defined one, and those of `translated_labels`.
    The two halves of `[text] [label]` are no link any more.
    """
    sources, targets = groups(source.parts), groups(target.parts)
    if not any(label_of(group.head.identity) for side in (sources, targets) for group in side):
        return sources, targets
    ours = [group for group in sources if _is_link(group, defined)]
    labels = {label_of(group.head.identity) for group in ours} | set(defined or ()) | {""}
    loose = {group.places for group, _ in translated_labels(source, target, defined)}
    theirs: list[Group] = []
    text: list[Group] = []
    for group in targets:
        is_link = label_of(group.head.identity) in labels or group.places in loose
        (theirs if is_link else text).append(group)
    ends = {group.places[-1] for group in text}
    return ours, [group for group in theirs if not _is_torn(group, ends, target)]


def settled(content: Inline, source: Inline, defined: Collection[str]) -> Inline:
    """`content`, a target of `source`, with those brackets as text that are no link; see `read_as_links`."""
    if not any(label_of(code.identity) for code in content.codes):
        return content
    links = {place for group in read_as_links(source, content, defined)[1] for place in group.places}
    parts = [
        part.original if isinstance(part, Code) and label_of(part.identity) and place not in links else part
        for place, part in enumerate(content.parts)
    ]
    return inline(parts, content.syntax)


def translated_labels(source: Inline, target: Inline, defined: Collection[str] | None) -> list[tuple[Group, str]]:
    """The `[text]` and `[text][]` of a target whose text was a label in the source, each with that label.

    They are told apart by how they are spelled and by their order.  Nothing for those of which more stand there than
    in the source: which are meant cannot be told.
    """
    if not any(label_of(code.identity) for code in source.codes):
        return []
    sources = sorted(groups(source.parts), key=lambda group: is_short(group.codes[-1]))
    targets = groups(target.parts)
    given = Counter(map(_reference, targets))
    lost: list[Group] = []
    for group in sources:
        if given[_reference(group)]:
            given[_reference(group)] -= 1
        elif is_short(group.codes[-1]):
            lost.append(group)
    labels = {label_of(group.head.identity) for group in sources} | set(defined or ())
    loose = [group for group in targets if is_short(group.codes[-1]) and label_of(group.head.identity) not in labels]
    partners: list[tuple[Group, Group]] = []
    for key in (_kind, _type):
        for kind in dict.fromkeys(map(key, loose)):
            some = [group for group in loose if key(group) == kind]
            wanted = [group for group in lost if key(group) == kind]
            real = [group for group in wanted if _is_link(group, defined)]
            pairs = list(zip(some, wanted if len(some) == len(wanted) else real, strict=False))
            if len(some) in (len(wanted), len(real)) or (key is _type and len(some) < len(real)):
                partners += pairs
                settled, named = {group.places for group in some}, {other.places for _, other in pairs}
                loose = [group for group in loose if group.places not in settled]
                lost = [group for group in lost if group.places not in named]
    return [(group, label_of(other.head.identity)) for group, other in partners if _is_link(other, defined)]


def _type(group: Group) -> tuple[CodeType, str]:
    return group.head.type, ""


def _kind(group: Group) -> tuple[CodeType, str]:
    return group.head.type, group.codes[-1].original


def is_short(code: Code) -> bool:
    """Whether a code closes `[label]` or `[label][]`, whose text is also the name of its definition."""
    return code.role is CodeRole.CLOSE and code.original in ("]", "][]") and bool(label_of(code.identity))


def read_text(content: Inline) -> str:
    """The text a reader sees, with one blank for any white space and for a line break."""
    shown = (
        part if isinstance(part, str) else " " if part.type is CodeType.BREAK else part.text for part in content.parts
    )
    return " ".join("".join(shown).split())


def outline(content: Inline, defined: Collection[str] | None = None) -> list[tuple[CodeRole, str]]:
    """The codes that must survive, in order, by role and identity; of a reference only that it is one.

    defined: where it is given, brackets that name another label are left out.
    """
    found: list[tuple[CodeRole, str]] = []
    for code in content.codes:
        label = label_of(code.identity)
        if not label:
            found.append((code.role, code.identity))
        elif defined is None or label in defined:
            found.append((code.role, code.type.value))
    return found


def _reference(group: Group) -> tuple[CodeType, str]:
    return group.head.type, label_of(group.head.identity)


def _is_torn(group: Group, ends: Collection[int], target: Inline) -> bool:
    """Whether `[label]` stands a blank behind a `[text]` that is no link, to which it belonged.

    ends: the places where brackets that are no links end.
    """
    start = group.places[0]
    before = target.parts[start - 1] if start else ""
    if not label_of(group.head.identity) or not isinstance(before, str) or not before.isspace():
        return False
    return start - 2 in ends


def _is_link(group: Group, defined: Collection[str] | None) -> bool:
    label = label_of(group.head.identity)
    return not label or defined is None or label in defined
