"""Blocks, names and owners of Liquid tags, followed from tag to tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from locmem.inline.tag import Form, LiquidProblem, Owner, Scan, Tag
from locmem.inline.unknown_pairs import OPENERS, unknown_openers
from locmem.model.finding import Severity
from locmem.model.inline import CodeRole

OUR_ROOTS = ("market", "company")
"""The roots of facts and company data; everything else is the help desk's."""

_MIDDLES = frozenset({"else", "elsif", "elseif", "when"})
_LOOPS = {"for": "forloop", "tablerow": "tablerowloop"}
_INSIDE_LOOPS = frozenset({"break", "continue", "cycle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable as written: its root and the rest of its path (`.tax.name`, `[].name`)."""

    root: str
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagParts:
    """What a tag says by itself: name, variables read, names bound; or why it was refused.

    The name of another engine's block has its engine before it: `bars #if`, `hugo /tabs`.
    """

    name: str = ""
    reads: tuple[Variable, ...] = ()
    binds: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Binding:
    """What a name stands for; the path is empty where it is no value of its own (`forloop`)."""

    owner: Owner
    path: str


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A tag whose block and owner may still change when later tags are read."""

    start: int
    text: str
    form: Form
    name: str
    owner: Owner
    paths: tuple[str, ...]
    is_alone: bool
    role: CodeRole = CodeRole.SINGLE
    block: int | None = None

    def tag(self) -> Tag:
        return Tag(
            start=self.start,
            end=self.start + len(self.text),
            text=self.text,
            form=self.form,
            name=self.name,
            role=self.role,
            block=self.block,
            owner=self.owner,
            paths=self.paths,
            is_alone=self.is_alone,
        )


@dataclass(slots=True, kw_only=True)
class _Open:
    """An open block: its tags so far, its owner, the names to give back when it closes."""

    name: str
    tags: list[_Draft]
    owner: Owner
    binds: tuple[str, ...] = ()
    shadowed: dict[str, _Binding | None] = field(default_factory=dict)
    inside: set[Owner] = field(default_factory=set)
    paths: list[str] = field(default_factory=list)


class Blocks:
    """Takes the tags of a text in order and gives them blocks, owners and resolved paths."""

    def __init__(self, names: Sequence[str], known: frozenset[str]) -> None:
        """names: of all tags that will be added, in order.  known: names of tags that open no block of the help desk's.

        An unknown tag opens a block where its own end stands in the text, or where it borrows the end of another.
        """
        self.tags: list[_Draft] = []
        self.problems: list[LiquidProblem] = []
        self._stack: list[_Open] = []
        self._depth: dict[str, int] = {}
        self._names: dict[str, _Binding] = {root: _Binding(owner=Owner.OURS, path=root) for root in OUR_ROOTS}
        self._count = 0
        self._closed = {closed for name in names if (closed := _closes(name))}
        self.borrowed = unknown_openers(names, known)

    def add(self, start: int, text: str, form: Form, parts: TagParts, is_alone: bool) -> None:
        """Add the next tag of the text."""
        paths, owner = self._resolve(parts)
        tag = _Draft(
            start=start,
            text=text,
            form=form,
            name=parts.name if form is Form.TAG else "",
            owner=owner,
            paths=paths,
            is_alone=is_alone,
        )
        self.tags.append(tag)
        if owner is Owner.MIXED:
            self._mixed(tag)
        name = parts.name
        closed = _closes(name)
        if closed:
            self._close(closed, name)
        elif self._is_middle(name):
            self._divide(name)
        elif name in OPENERS or name in self._closed or name in self.borrowed:
            self._open(parts)
        else:
            self._single(parts)

    def finish(self, broken: Iterable[LiquidProblem]) -> Scan:
        """The tags and, together with those `broken` in themselves, all problems in order."""
        for block in reversed(self._stack):
            self._unclosed(block, "at the end")
        problems = [*self.problems, *broken]
        problems.sort(key=lambda problem: (problem.start, problem.end, problem.what))
        return Scan(tags=tuple(draft.tag() for draft in self.tags), problems=tuple(problems))

    def _resolve(self, parts: TagParts) -> tuple[tuple[str, ...], Owner]:
        paths: dict[str, None] = {}
        owners: set[Owner] = set()
        for variable in parts.reads:
            binding = self._names.get(variable.root)
            if binding is None or binding.path:
                paths[(binding.path if binding else variable.root) + variable.rest] = None
            owners.add(binding.owner if binding else Owner.HELP_DESK)
        return tuple(paths), _together(owners)

    def _is_middle(self, name: str) -> bool:
        # `{{else}}` divides a Handlebars block; anywhere else it is an output like any other.
        if name == "bars else":
            return bool(self._stack) and self._stack[-1].name.startswith("bars ")
        return name in _MIDDLES

    def _open(self, parts: TagParts) -> None:
        tag = self.tags[-1]
        tag.role = CodeRole.OPEN
        block = _Open(name=self.borrowed.get(parts.name, parts.name), tags=[tag], owner=tag.owner)
        if parts.name in _LOOPS:
            path = f"{tag.paths[0]}[]" if tag.paths else parts.binds[0] if parts.binds else ""
            for name in (*parts.binds, _LOOPS[parts.name]):
                block.shadowed[name] = self._names.get(name)
                self._bind(name, tag.owner, path if name in parts.binds else "")
        elif parts.name == "capture":
            block.binds = parts.binds
        self._stack.append(block)
        self._depth[block.name] = self._depth.get(block.name, 0) + 1

    def _divide(self, name: str) -> None:
        tag = self.tags[-1]
        tag.role = CodeRole.MIDDLE
        if not self._stack:
            self._report(tag, f"`{name}` stands outside of any block")
            return
        block = self._stack[-1]
        if tag.owner not in (Owner.NEUTRAL, Owner.MIXED, block.owner):
            opener = block.tags[0]
            self._report(
                tag,
                f"`{name}` reads {', '.join(tag.paths)}, but its block `{opener.text}` is evaluated by "
                f"{'locmem' if block.owner is Owner.OURS else 'the help desk'}",
            )
        tag.owner = block.owner if tag.owner in (Owner.NEUTRAL, block.owner) else Owner.MIXED
        block.tags.append(tag)

    def _close(self, closed: str, name: str) -> None:
        tag = self.tags[-1]
        tag.role = CodeRole.CLOSE
        if not self._depth.get(closed):
            # An end that is none of Liquid's can close no block of ours; what it closes is for the help desk to say.
            severity = Severity.ERROR if closed in OPENERS else Severity.WARNING
            fault = f"`{_bare(name)}` closes nothing: `{_bare(closed)}` is missing before it"
            self._report(tag, fault, severity)
            return
        while self._stack[-1].name != closed:
            self._unclosed(self._pop(), f"before `{_bare(name)}`")
        block = self._pop()
        if block.name == "capture":
            self._capture(block)
        self._count += 1
        tag.owner = block.owner
        for part in (*block.tags, tag):
            part.block = self._count

    def _pop(self) -> _Open:
        block = self._stack.pop()
        self._depth[block.name] -= 1
        for name, binding in block.shadowed.items():
            self._names.pop(name, None)
            if binding:
                self._names[name] = binding
        if self._stack and block.name != "capture":
            self._stack[-1].inside |= block.inside | {block.owner}
            self._stack[-1].paths += block.paths
        return block

    def _capture(self, block: _Open) -> None:
        """A captured text belongs to whoever evaluates the tags in it."""
        block.owner = _together(block.inside)
        opener = block.tags[0]
        opener.owner, opener.paths = block.owner, tuple(dict.fromkeys(block.paths))
        if block.owner is Owner.MIXED:
            self._mixed(opener)
        for name in block.binds:
            self._bind(name, block.owner, opener.paths[0] if opener.paths else name)
        if self._stack:
            self._stack[-1].inside.add(block.owner)
            self._stack[-1].paths += opener.paths

    def _single(self, parts: TagParts) -> None:
        tag = self.tags[-1]
        if tag.name in _INSIDE_LOOPS and not tag.paths:
            loops = (block.owner for block in reversed(self._stack) if block.name in _LOOPS)
            tag.owner = next(loops, tag.owner)
        for name in parts.binds:
            self._bind(name, tag.owner, tag.paths[0] if tag.paths else name)
        if self._stack:
            self._stack[-1].inside.add(tag.owner)
            self._stack[-1].paths += tag.paths

    def _bind(self, name: str, owner: Owner, path: str) -> None:
        # What is bound to a literal is left to the help desk, as the tag that binds it is.
        owner = Owner.HELP_DESK if owner is Owner.NEUTRAL else owner
        self._names[name] = _Binding(owner=owner, path=path)

    def _unclosed(self, block: _Open, where: str) -> None:
        # Other engines know tags that are closed in one place and stand alone in the next.
        if " " in block.name:
            block.tags[0].role = CodeRole.SINGLE
            return
        what = f"`{block.name}` is not closed: `end{block.name}` is missing {where}"
        self._report(block.tags[0], what)

    def _mixed(self, tag: _Draft) -> None:
        ours = [path for path in tag.paths if path.split(".")[0].split("[")[0] in OUR_ROOTS]
        theirs = [path for path in tag.paths if path not in ours]
        self._report(
            tag,
            f"one tag reads our facts ({', '.join(ours)}) and the help desk's values ({', '.join(theirs)})",
        )

    def _report(self, tag: _Draft, what: str, severity: Severity = Severity.ERROR) -> None:
        end = tag.start + len(tag.text)
        self.problems.append(LiquidProblem(start=tag.start, end=end, what=what, severity=severity))


def _together(owners: set[Owner]) -> Owner:
    owners = owners - {Owner.NEUTRAL}
    if len(owners) > 1:
        return Owner.MIXED
    return owners.pop() if owners else Owner.NEUTRAL


def _closes(name: str) -> str:
    """The opener that `name` closes, or empty: `if` of `endif`, `bars #if` of `bars /if`."""
    if name.startswith("end") and len(name) > 3:
        return name[3:]
    engine, _, rest = name.partition(" ")
    if rest.startswith("/") and len(rest) > 1:
        return f"bars #{rest[1:]}" if engine == "bars" else f"{engine} {rest[1:]}"
    return ""


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]
