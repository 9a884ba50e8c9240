"""A text with Liquid tags rendered: our tags evaluated, everything else copied byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from locmem.inline.liquid import Form, Owner, Tag, scan
from locmem.model.fact import FactType
from locmem.model.finding import Severity
from locmem.model.inline import CodeRole, Syntax
from locmem.render import expression as says
from locmem.render.emphasis import is_at_risk, pairs_in, with_standing, written
from locmem.render.evaluation import MAX_ITERATIONS, MAX_OUTPUT, Evaluation, LimitError, LoopPlace, Value
from locmem.render.facts import FactError, FactFault, FactScope, FactUse, Field, Item, Items, Known
from locmem.render.liquid import CLOSERS, TagError, read_tag
from locmem.render.places import Place, Spot, UnsafeValueError, escape, spots

MAX_TAGS = 5_000
"""Tags of ours in one text."""

MAX_NESTING = 20
"""How deep blocks of ours may stand in one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateProblem:
    """One reason why a text cannot be rendered; start, end: where, in characters, half open.

    path: the fact it is about, empty for problems of the Liquid itself.  fault: why it cannot be used.
    """

    start: int
    end: int
    what: str
    do: str = ""
    path: str = ""
    fault: FactFault = FactFault.MISUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """The rendered text, the facts it was made with, and every problem; with problems the text is not whole."""

    text: str
    uses: tuple[FactUse, ...]
    problems: tuple[TemplateProblem, ...]


@dataclass(slots=True)
class _Block:
    """A block of ours: the tag and statement that open each branch, and what stands in it."""

    branches: list[_Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    """Text of the template; is_below: the line above it vanished."""

    text: str
    is_below: bool


_Node = _Text | Tag | tuple[Tag, says.Statement] | _Block
"""Text, a tag that is copied, a print or assignment of ours, or a block of ours."""

_Branch = tuple[Tag, says.Statement, list[_Node]]


def render(template: str, scope: FactScope, syntax: Syntax) -> Rendering:
    """`template` with our tags evaluated and their values escaped for their place; never raises for content.

    Block tags of ours alone on their line vanish with it unless they carry white-space control (`{%-`), which
    then does what it does everywhere in Liquid.  The help desk's tags, raw blocks and comments are copied.
    """
    scanned = scan(template)
    problems = [
        TemplateProblem(start=problem.start, end=problem.end, what=f"{problem.what}.", do="Mend the tag.")
        for problem in scanned.problems
        if problem.severity is Severity.ERROR
    ]
    broken = {problem.start for problem in problems}
    ours = [tag for tag in scanned.tags if tag.owner is Owner.OURS]
    if len(ours) > MAX_TAGS:
        fault = f"the text has {len(ours):,} tags of facts; {MAX_TAGS:,} are allowed."
        problems.append(TemplateProblem(start=ours[0].start, end=ours[0].end, what=fault, do="Split it."))
        ours = []
    statements: dict[int, says.Statement] = {}
    for tag in ours:
        if tag.start not in broken and not (tag.role is CodeRole.CLOSE and tag.name not in CLOSERS):
            try:
                statements[tag.start] = read_tag(tag)
            except TagError as error:
                start = tag.start + error.at
                problems.append(TemplateProblem(start=start, end=max(tag.end, start), what=error.what, do=error.do))
    if not problems:
        problems += _too_deep(scanned.tags)
    if problems:
        return Rendering(text="", uses=(), problems=tuple(sorted(problems, key=lambda problem: problem.start)))
    places = spots(template, scanned.tags, syntax)
    run = _Run(scope, places)
    run.nodes(_tree(template, scanned.tags, statements))
    text = "".join(run.output)
    if syntax is Syntax.MARKDOWN and not run.problems and is_at_risk(run.output):
        pairs = pairs_in(template, scanned.tags)
        again = _Run(scope, places)
        again.nodes(_tree(with_standing(template, pairs), scanned.tags, statements))
        text = written("".join(again.output), pairs)
    if not run.problems and [tag.text for tag in scan(text).tags] != run.copied:
        fault = "the rendered text has Liquid tags that the template has not."
        run.problem(TemplateProblem(start=0, end=0, what=fault, do="Remove the braces beside its tags."))
    return Rendering(text=text, uses=run.evaluation.used(), problems=tuple(run.problems))


def _too_deep(tags: Sequence[Tag]) -> Iterator[TemplateProblem]:
    depth = 0
    for tag in tags:
        if tag.owner is Owner.OURS and tag.role is CodeRole.OPEN:
            depth += 1
            if depth > MAX_NESTING:
                what = f"more than {MAX_NESTING} blocks stand in one another."
                yield TemplateProblem(start=tag.start, end=tag.end, what=what, do="Flatten them.")
                return
        elif tag.owner is Owner.OURS and tag.role is CodeRole.CLOSE:
            depth -= 1


def _tree(text: str, tags: Sequence[Tag], statements: Mapping[int, says.Statement]) -> list[_Node]:
    """The text and its tags as a tree; only blocks of ours are nested."""
    top: list[_Node] = []
    stack: list[_Block] = []
    inside = top
    pieces = _pieces(text, tags)
    inside.append(next(pieces))
    for tag, piece in zip(tags, pieces, strict=True):
        statement = statements.get(tag.start)
        if statement is None:
            inside.append(tag)
        elif tag.role is CodeRole.OPEN:
            block = _Block()
            inside.append(block)
            stack.append(block)
        if statement is not None and tag.role in (CodeRole.OPEN, CodeRole.MIDDLE):
            inside = []
            stack[-1].branches.append((tag, statement, inside))
        elif statement is not None and tag.role is CodeRole.CLOSE:
            stack.pop()
            inside = stack[-1].branches[-1][2] if stack else top
        elif statement is not None:
            inside.append((tag, statement))
        inside.append(piece)
    return top


def _pieces(text: str, tags: Sequence[Tag]) -> Iterator[_Text]:
    """The texts before, between and after the tags, trimmed where our tags ask for it or vanish."""
    vanishing = _vanishing(text, tags)
    position, after = 0, ""
    for tag in [*tags, None]:
        piece = text[position : tag.start if tag else len(text)]
        before = _trim(tag, 2) if tag else ""
        if after == "line":
            piece = piece.lstrip(" \t").removeprefix("\r").removeprefix("\n")
        elif after:
            piece = piece.lstrip(None if after == "-" else "\r\n")
        if tag and tag.start in vanishing:
            piece = piece.rstrip(" \t")
        elif before:
            piece = piece.rstrip(None if before == "-" else "\r\n")
        yield _Text(piece, after == "line")
        if tag:
            position = tag.end
            after = "line" if tag.start in vanishing else _trim(tag, -3)


def _trim(tag: Tag, at: int) -> str:
    """The white-space control of a tag of ours: `-`, `~` or nothing."""
    return tag.text[at] if tag.owner is Owner.OURS and tag.text[at] in "-~" else ""


def _vanishing(text: str, tags: Sequence[Tag]) -> set[int]:
    """Offsets of our block tags that stand, with nothing but their like, on their line."""
    offsets: set[int] = set()
    run: list[Tag] = []
    for number, tag in enumerate(tags):
        between = text[tags[number - 1].end if number else 0 : tag.start]
        opens_line = "\n" in between or number == 0
        if opens_line:
            run = [] if between.rpartition("\n")[2].strip() else [tag]
        elif run and not between.strip():
            run.append(tag)
        else:
            run = []
        following = text[tag.end : tags[number + 1].start if number + 1 < len(tags) else len(text)]
        line, newline, _ = following.partition("\n")
        closes_line = bool(newline) or number + 1 == len(tags)
        if run and closes_line and not line.strip() and all(_may_vanish(block) for block in run):
            offsets |= {block.start for block in run}
    return offsets


def _may_vanish(tag: Tag) -> bool:
    return tag.owner is Owner.OURS and tag.form is Form.TAG and not _trim(tag, 2) and not _trim(tag, -3)


class _Run:
    """One walk over a tree, gathering output and problems."""

    def __init__(self, scope: FactScope, places: Mapping[int, Spot]) -> None:
        self.evaluation = Evaluation(scope)
        self.places = places
        self.output: list[str] = []
        self.copied: list[str] = []
        self.problems: dict[TemplateProblem, None] = {}
        self.size = self.iterations = 0
        self.end = ""
        self.has_stop = False

    def nodes(self, nodes: Sequence[_Node]) -> None:
        """Render nodes; a limit that is reached ends it all with a problem."""
        try:
            self._nodes(nodes)
        except _StoppedError:
            return

    def problem(self, problem: TemplateProblem) -> None:
        """Note a problem once, however often a loop meets it."""
        self.problems[problem] = None

    def _nodes(self, nodes: Sequence[_Node]) -> None:
        for node in nodes:
            match node:
                case _Text(text=text, is_below=is_below):
                    # Empty lines on both sides of a vanished line become one.
                    is_doubled = is_below and (not self.end or _ENDS_IN_EMPTY_LINE.search(self.end))
                    # An abbreviation such as `Ltda.` that ends a sentence takes one full stop, not two.
                    told = text[1:] if self.has_stop and _ONE_STOP.match(text) else text
                    self._write(_EMPTY_LINES.sub("", told) if is_doubled else told)
                case Tag():
                    self.copied.append(node.text)
                    self._write(node.text)
                case _Block():
                    self._block(node)
                case tag, says.Print(value=value):
                    with self._reporting(tag):
                        printed = self._printed(tag, self.evaluation.value(value))
                        self._write(printed)
                        self.has_stop = printed.endswith(".")
                case tag, says.Assignment(name=name, value=value):
                    self.evaluation.names[name] = None
                    with self._reporting(tag):
                        self.evaluation.names[name] = self.evaluation.value(value)

    def _block(self, block: _Block) -> None:
        tag, statement, _ = block.branches[0]
        match statement:
            case says.Loop():
                self._loop(tag, statement, block)
            case says.Choice():
                subject = says.Path(steps=(_SUBJECT,))
                self.evaluation.names[_SUBJECT] = None
                with self._reporting(tag):
                    self.evaluation.names[_SUBJECT] = self.evaluation.value(statement.subject)
                self._first_that_holds(block.branches[1:], subject)
            case _:
                self._first_that_holds(block.branches, None)

    def _first_that_holds(self, branches: Sequence[_Branch], subject: says.Path | None) -> None:
        for tag, statement, body in branches:
            holds = False
            with self._reporting(tag):
                holds = any(self.evaluation.holds(one) for one in _conditions(statement, subject))
            if holds:
                self._nodes(body)
                return

    def _loop(self, tag: Tag, loop: says.Loop, block: _Block) -> None:
        listed: Items | None = None
        with self._reporting(tag):
            listed = self.evaluation.items(self.evaluation.value(loop.items), "a loop")
        if listed is None:
            return
        if not listed.items:
            for _, _, body in block.branches[1:]:
                self._nodes(body)
            return
        names = self.evaluation.names
        outer = dict(names)
        for index, item in enumerate(listed.items):
            with self._reporting(tag):
                self.iterations += 1
                if self.iterations > MAX_ITERATIONS:
                    raise LimitError(f"the page's loops run more than {MAX_ITERATIONS:,} times. Shorten them.")
            names[loop.name] = Item(path=listed.path, fact=listed.fact, item=item)
            names["forloop"] = LoopPlace(index=index, length=len(listed.items))
            self._nodes(block.branches[0][2])
        for name in (loop.name, "forloop"):
            names.pop(name)
            if name in outer:
                names[name] = outer[name]

    def _printed(self, tag: Tag, value: Value) -> str:
        spot = self.places[tag.start]
        is_address = isinstance(value, Known) and value.fact.type is FactType.URL
        is_address |= isinstance(value, Field) and value.name == "website"
        text = self.evaluation.shown(value, raw=spot.place in (Place.LINK, Place.URL))
        return escape(text, spot, is_address=is_address)

    def _write(self, text: str) -> None:
        self.size += len(text)
        if self.size > MAX_OUTPUT:
            what = f"the page grows beyond {MAX_OUTPUT:,} characters."
            self.problem(TemplateProblem(start=0, end=0, what=what, do="Shorten its loops or texts."))
            raise _StoppedError
        self.output.append(text)
        self.has_stop = False
        self.end = (self.end + text)[-80:]

    def _reporting(self, tag: Tag) -> _Reporting:
        return _Reporting(self, tag)

    def report(self, tag: Tag, error: FactError) -> None:
        """Note why a fact cannot be used in a tag."""
        self.problem(
            TemplateProblem(
                start=tag.start, end=tag.end, what=error.what, do=error.do, path=error.path, fault=error.fault
            )
        )


class _Reporting:
    """Turns what goes wrong with a tag into a problem at the tag, so that the walk goes on after it."""

    def __init__(self, run: _Run, tag: Tag) -> None:
        self.run, self.tag = run, tag
        self.weak = len(run.evaluation.weak)

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        match error:
            case FactError():
                self.run.report(self.tag, error)
            case LimitError() | UnsafeValueError():
                self.run.report(self.tag, FactError("", str(error)))
        for weak in list(self.run.evaluation.weak.values())[self.weak :]:
            self.run.report(self.tag, weak)
        if isinstance(error, LimitError):
            raise _StoppedError from None
        return isinstance(error, FactError | UnsafeValueError)


class _StoppedError(Exception):
    """A limit was reached; the problem is noted already."""


_ONE_STOP = re.compile(r"\.(?![.\w])")
_EMPTY_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")
_ENDS_IN_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n\Z")

_SUBJECT = "case"
"""The name that a `case` binds its value to; in content it would be a name of the help desk's."""


def _conditions(statement: says.Statement, subject: says.Path | None) -> Iterator[says.Expression]:
    if isinstance(statement, says.Condition):
        yield statement.holds
    elif isinstance(statement, says.Options) and subject:
        for value in statement.values:
            yield says.Comparison(operator="==", left=subject, right=value)
