"""Whether a target carries its source's codes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import unescape

from locmem.inline.attributes import emptied_texts
from locmem.inline.interface_words import are_words_changed
from locmem.inline.matching import Group, match
from locmem.inline.references import label_of, read_as_links
from locmem.inline.standing_marks import EMPHASIS, why_not_read
from locmem.inline.transfer import ADDRESSED
from locmem.inline.uses import Uses, fact_uses, is_fact
from locmem.model.inline import Code, CodeRole, CodeType, Inline
from locmem.model.settings import InterfaceWords
from locmem.model.wording import listed

_NAMED = frozenset({CodeType.LIQUID, CodeType.VARIABLE, CodeType.CODE, CodeType.FOOTNOTE, CodeType.HTML})
_WITHOUT_WIDTH = "\u200b\u2060\ufeff"
_NEVER = Uses(least=0, most=0)
_Key = tuple[str, CodeRole, tuple[str, ...]]
_MARKS = {CodeRole.OPEN: "<", CodeRole.MIDDLE: "|", CodeRole.CLOSE: ">", CodeRole.SINGLE: "="}


class Damage(Enum):
    """What happened to a code between source and target."""

    MISSING = "missing"
    EXTRA = "extra"
    UNBALANCED = "unbalanced"
    RENAMED = "renamed"
    EMPTY = "empty"
    LINK_CHANGED = "link-changed"
    WORDS_CHANGED = "words-changed"
    UNFIT = "unfit"


MAY_BE_MEANT = frozenset({Damage.LINK_CHANGED, Damage.WORDS_CHANGED})
"""What may be right: a page has another address in another language, and an interface other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeProblem:
    """One damaged code, or one that differs in a way that may be meant.

    before, after: of a link that changed, its addresses in source and target; empty for all others.
    """

    kind: Damage
    identity: str
    what: str
    before: str = ""
    after: str = ""


def code_problems(source: Inline, target: Inline, defined: Collection[str] | None = None) -> tuple[CodeProblem, ...]:
    """What is wrong with the codes of `target`; empty when all survived.

    Each code must be there as often as in the source, in any order, pairs nested right, none emptied (nor a text in
    a tag), and Liquid
    blocks with their middles.  A fact of ours may stand with any filter, and in each branch of an `if`: no page may
    print it more often than the source does, and none may lack it.  The help desk's codes must be the same text.
    Codes that only spell text are free.

    defined: the labels that the document's link definitions define.  Brackets that name no definition are text;
    where it is None, those of the source are taken for links.
    """
    silent = [
        _problem(Damage.EMPTY, code, f"`{code.original}` lost its {name}: take the tag as the source has it")
        for code, name in emptied_texts(source, target)
    ]
    if _same_singles(source, target) or _same_in_order(source, target):
        return tuple(silent)
    sources, targets = read_as_links(source, target, defined)
    problems = [
        *silent,
        *_unbalanced(target, targets),
        *_linked_twice(targets),
        *_emptied(source, sources, target, targets),
        *_swallowed(sources, targets),
    ]
    facts = list(_fact_problems(source, target))
    missing, extra = _one_sided(sources, targets), _one_sided(targets, sources)
    broken = {problem.identity for problem in problems if problem.kind is Damage.UNBALANCED}
    problems += _differences(
        [group for group in missing if group.head.identity not in broken],
        [group for group in extra if group.head.identity not in broken],
        target,
        Counter(map(_key, sources)),
    )
    return (*problems, *facts)


def serious(problems: Iterable[CodeProblem], words: InterfaceWords) -> Iterator[CodeProblem]:
    """The problems that are damage, whatever is meant: changed words of an interface only where these are fixed."""
    are_fixed = words is InterfaceWords.FIXED
    for problem in problems:
        if problem.kind not in MAY_BE_MEANT or (are_fixed and problem.kind is Damage.WORDS_CHANGED):
            yield problem


def _one_sided(here: list[Group], there: list[Group]) -> list[Group]:
    """The groups of `here` that are not `there`; a fact counts once, however often it is used."""
    left = Counter(map(_key, there))
    lost: list[Group] = []
    told: set[object] = set()
    for group in here:
        key = _key(group)
        if is_fact(key[0]):
            if key not in left and key not in told:
                lost.append(group)
                told.add(key)
        elif left[key]:
            left[key] -= 1
        else:
            lost.append(group)
    return lost


def _fact_problems(source: Inline, target: Inline) -> Iterator[CodeProblem]:
    """Facts that some page would print more often than the source does, or would lack; see `uses`."""
    wanted, given = fact_uses(source.parts), fact_uses(target.parts)
    for identity in wanted.keys() & given.keys():
        before, after = wanted[identity], given[identity]
        code = next(code for code in target.codes if code.identity == identity)
        if after.most > before.most:
            what = f"`{code.original}` stands there {after.most} times, in the source {before.most or 'never'}"
            yield _problem(Damage.EXTRA, code, what.replace("source 1", "source once"))
        elif after.least < min(before.least, 1):
            yield _problem(Damage.MISSING, code, f"`{code.original}` is missing in one of the branches")


def _linked_twice(targets: list[Group]) -> Iterator[CodeProblem]:
    """Links inside of links: no browser shows one."""
    last = 0
    for group in targets:
        if group.head.type is CodeType.LINK and group.is_whole and len(group.places) > 1:
            end = group.places[-1]
            if end < last:
                what = f"the link `{_value(group)}` stands inside of another link"
                yield _problem(Damage.UNBALANCED, group.head, what)
            last = max(last, end)


def _swallowed(sources: list[Group], targets: list[Group]) -> Iterator[CodeProblem]:
    """Codes that came to stand in the alt text of a picture, which is read out and shows none."""
    before = Counter(group.head.identity for group in _in_pictures(sources))
    for group in _in_pictures(targets):
        before[group.head.identity] -= 1
        if before[group.head.identity] < 0:
            yield _problem(Damage.UNBALANCED, group.head, f"`{_shown(group.head)}` stands in the text of a picture")


def _in_pictures(found: list[Group]) -> Iterator[Group]:
    last = 0
    for group in found:
        if group.places[0] < last and group.head.type not in (CodeType.LIQUID, CodeType.VARIABLE):
            yield group
        if group.head.type is CodeType.IMAGE and len(group.places) == 2:
            last = max(last, group.places[1])


def _emptied(source: Inline, sources: list[Group], target: Inline, targets: list[Group]) -> Iterator[CodeProblem]:
    """Pairs with nothing in them that hold something in the source."""
    full = Counter(group.head.identity for group in sources if _holds(source, group))
    for group in targets:
        if _is_pair(group) and full[group.head.identity] and not _holds(target, group):
            what = f"`{_shown(group.head)}` has nothing in it"
            yield _problem(Damage.EMPTY, group.head, what)


def _is_pair(group: Group) -> bool:
    return group.is_whole and len(group.places) == 2 and group.head.type is not CodeType.LIQUID


def _holds(content: Inline, group: Group) -> bool:
    """Whether a pair has more in it than blanks."""
    if not _is_pair(group):
        return False
    # Not a slice: of pairs in pairs each would copy all that is in it.
    inside = (content.parts[place] for place in range(group.places[0] + 1, group.places[-1]))
    return any(_is_seen(part if isinstance(part, str) else part.text if part.is_text else "x") for part in inside)


def _is_seen(text: str) -> bool:
    return any(not character.isspace() and character not in _WITHOUT_WIDTH for character in text)


def _same_singles(source: Inline, target: Inline) -> bool:
    """Whether both have the same codes and none that belongs to another: most pairs, and quickly seen."""
    sides = (source.codes, target.codes)
    if any(code.role is not CodeRole.SINGLE for side in sides for code in side):
        return False
    here, there = (sorted(code.identity for code in side) for side in sides)
    return here == there


def _same_in_order(source: Inline, target: Inline) -> bool:
    """Whether both have the same codes one after the other, none in another and none empty: seen in one pass."""
    here, there = source.codes, target.codes
    if len(here) != len(there):
        return False
    for code, other in zip(here, there, strict=True):
        is_same = code.id == other.id and code.role is other.role and code.identity == other.identity
        if not is_same or code.type is not other.type or label_of(code.identity):
            return False
    opened = 0
    for place, part in enumerate(target.parts):
        if isinstance(part, str) or part.is_text or part.role is CodeRole.SINGLE:
            continue
        if part.role is CodeRole.OPEN and not opened and part.type is not CodeType.LIQUID:
            inside = target.parts[place + 1 : place + 2]
            if not (inside and isinstance(inside[0], str) and _is_seen(inside[0])):
                return False
            opened = part.id
        elif part.role is CodeRole.CLOSE and opened == part.id:
            opened = 0
        else:
            return False
    return not opened


def memory_key(content: Inline) -> str:
    """The key under which a memory files `content`: equal for equal text with equal codes in any syntax.

    The text in NFC with runs of white space as one blank; codes as their role and identity, so that `**x**` and
    `<b>x</b>` have one key and another link target has another.  Brackets without an address stand as they are: whether
    they are a link is told by their document alone.
    """
    text = content.only_text
    key = " ".join(("".join(map(_written, content.parts)) if text is None else text).split())
    return key if key.isascii() else unicodedata.normalize("NFC", key).strip(" ")


def _written(part: str | Code) -> str:
    """What a part is in the key of a memory."""
    if isinstance(part, str):
        return part
    if part.is_text:
        return part.text
    return part.original if label_of(part.identity) else f" {_MARKS[part.role]}{part.identity} "


def _key(group: Group) -> _Key:
    """What makes two groups the same: a block with its middles, another code with its role."""
    rest = tuple(code.identity for code in group.codes[1:]) if group.head.type is CodeType.LIQUID else ()
    return group.head.identity, group.head.role, rest


def _unbalanced(target: Inline, targets: Iterable[Group]) -> Iterator[CodeProblem]:
    for group in targets:
        if not group.is_whole:
            end = "end" if group.head.role is CodeRole.OPEN else "start"
            yield _problem(Damage.UNBALANCED, group.head, f"the {end} of `{_shown(group.head)}` is missing")
    stack: list[Code] = []
    # Codes may be nested by the thousand, so that nobody goes through the stack for each of them.
    opened: Counter[int] = Counter()
    whole = {place for group in targets if group.is_whole for place in group.places}
    for place, code in enumerate(target.parts):
        if isinstance(code, str) or place not in whole:
            continue
        if code.role is CodeRole.OPEN:
            stack.append(code)
            opened[code.id] += 1
        elif code.role in (CodeRole.MIDDLE, CodeRole.CLOSE):
            if not opened[code.id]:
                continue
            while not opened[stack[-1].id]:
                stack.pop()
            if stack[-1].id != code.id:
                fault = f"`{_shown(stack[-1])}` and `{_shown(code)}` cross each other"
                yield _problem(Damage.UNBALANCED, code, fault)
                opened[code.id] = 0
            elif code.role is CodeRole.CLOSE:
                opened[stack.pop().id] -= 1


def _differences(
    missing: list[Group], extra: list[Group], target: Inline, wanted: Counter[_Key]
) -> Iterator[CodeProblem]:
    """Missing and extra codes; one of each of the same type is one code changed.

    wanted: how often each group stands in the source.
    """
    extra_of_missing = {there: here for here, there in match(extra, missing).items()}
    changed: set[int] = set()
    for number, group in enumerate(missing):
        other = extra[extra_of_missing[number]] if number in extra_of_missing else None
        before = _shown(group.head)
        if len(group.codes) > 1 and (parts := _parts_of(group, extra, changed)):
            changed.update(parts)
            fault = _broken_up(group, [code for part in parts for code in extra[part].codes])
            yield _problem(Damage.UNBALANCED, group.head, fault)
        elif other and group.head.type in (ADDRESSED | _NAMED):
            changed.add(extra_of_missing[number])
            kind = Damage.LINK_CHANGED if group.head.type in ADDRESSED else Damage.RENAMED
            if are_words_changed(group.head, other.head):
                kind = Damage.WORDS_CHANGED
            before, after = _value(group), _value(other)
            problem = _problem(kind, group.head, f"`{before}` became `{after}`")
            yield replace(problem, before=before, after=after) if kind is Damage.LINK_CHANGED else problem
        else:
            why = why_not_read(target, group.head) if group.head.type in EMPHASIS else ""
            if label := label_of(group.head.identity):
                why = f"the {group.head.type.value} `[{label}]` is missing: write `[text][{label}]`"
            yield _problem(Damage.MISSING, group.head, why or f"`{before}` is missing")
    left = [group for number, group in enumerate(extra) if number not in changed]
    surplus = Counter(map(_key, left))
    for key, group in {_key(group): group for group in left}.items():
        times = wanted[key]
        fault = f"stands there {times + surplus[key]} times, in the source {'once' if times == 1 else times}"
        yield _problem(Damage.EXTRA, group.head, f"`{_shown(group.head)}` {fault if times else 'is not in the source'}")


def _parts_of(group: Group, extra: Sequence[Group], used: Collection[int]) -> list[int]:
    """Which extra groups are what is left of a pair or block that lost a code, or has one too many."""
    wanted = Counter(map(_spelt, group.codes))
    found = []
    for number, other in enumerate(extra):
        theirs = Counter(map(_spelt, other.codes))
        is_part = len(other.codes) == 1 and theirs <= wanted
        if number not in used and (is_part or other.head.identity == group.head.identity):
            found.append(number)
            wanted -= theirs
    return found


def _broken_up(group: Group, here: Sequence[Code]) -> str:
    """What a pair or block lost, by name, or what it has too many of, where these codes of it stand there."""
    lost, left = [], Counter(map(_spelt, here))
    for code in group.codes:
        if left[_spelt(code)]:
            left[_spelt(code)] -= 1
        else:
            lost.append(code)
    begin, end = (f"`{_shown(code)}`" for code in (group.head, group.codes[-1]))
    names = listed(tuple(f"`{_shown(code)}`" for code in lost))
    if lost == [group.codes[-1]]:
        return f"{names} is missing, which ends {begin}"
    if len(lost) == 1:
        return f"{names} is missing" + (f" between {begin} and {end}" if lost[0] is not group.head else "")
    if lost:
        return f"{names} are missing, which belong to {begin}"
    more = [code for code in here if left[_spelt(code)]]
    if more:
        return f"there is one `{_shown(more[0])}` too many in the block of {begin}"
    return f"the parts of {begin} stand in another order than in the source"


def _spelt(code: Code) -> str:
    """A code of a pair by itself: a half of one has another identity than the whole."""
    return " ".join(code.original.split())


def _problem(kind: Damage, code: Code, what: str) -> CodeProblem:
    return CodeProblem(kind=kind, identity=code.identity, what=what)


def _shown(code: Code) -> str:
    """A code as its reader knows it: the target of a link, else the characters in the file."""
    if code.type in (CodeType.LINK, CodeType.IMAGE):
        return code.identity
    if code.type is CodeType.UNKNOWN:
        # A tag that nobody sent was written so that a page shows it.
        return unescape(code.original).removeprefix("\\")
    if code.type is CodeType.BREAK and "<" not in code.original:
        return "line break"
    return code.original.strip() or code.type.value


def _value(group: Group) -> str:
    head = group.head
    return head.identity.partition(" ")[2] if head.type in ADDRESSED else head.original
