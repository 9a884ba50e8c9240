"""A text with Liquid tags rendered: our tags evaluated, everything else copied byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from locmem.inline.liquid import Owner, Tag, scan
from locmem.model.fact import FactType
from locmem.model.finding import Severity
from locmem.model.inline import CodeRole, Syntax
from locmem.render import expression as says
from locmem.render.cases import Case, Cases
from locmem.render.desk_cases import ENDIF, alone, branches, can_choose, may_be_chosen
from locmem.render.emphasis import is_at_risk, pairs_in, with_standing, written
from locmem.render.evaluation import MAX_ITERATIONS, MAX_OUTPUT, Evaluation, LimitError, Value
from locmem.render.facts import FactError, FactFault, FactScope, FactUse, Field, Item, Items, Known, origin_of
from locmem.render.liquid import CLOSERS, TagError, read_tag
from locmem.render.loop_place import LoopPlace
from locmem.render.places import Place, Spot, UnsafeValueError, escape, marked, spots
from locmem.render.tree import Block, Branch, Node, Text, tree_of

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
    """The rendered text, the facts it was made with, and every problem; with problems the text is not whole.

    printed: the paths of facts, and of fields of a list's items, of which it prints a value; None where its tags
    cannot be read.

    partial: where it says only one of several cases of a fact, which keeps nobody from rendering it.
    """

    text: str
    uses: tuple[FactUse, ...]
    problems: tuple[TemplateProblem, ...]
    partial: tuple[TemplateProblem, ...] = ()
    printed: frozenset[str] | None = None


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
    run.nodes(tree_of(template, scanned.tags, statements))
    text = "".join(run.output)
    if syntax is Syntax.MARKDOWN and not run.problems and is_at_risk(run.output):
        pairs = pairs_in(template, scanned.tags)
        again = _Run(scope, places)
        again.nodes(tree_of(with_standing(template, pairs), scanned.tags, statements))
        text = written("".join(again.output), pairs)
    if not run.problems and [tag.text for tag in scan(text).tags] != run.copied:
        fault = "the rendered text has Liquid tags that the template has not."
        run.problem(TemplateProblem(start=0, end=0, what=fault, do="Remove the braces beside its tags."))
    return Rendering(
        text=text,
        uses=run.evaluation.used(),
        problems=tuple(run.problems),
        partial=tuple(run.partial.values()),
        printed=frozenset(run.printed),
    )


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


class _Run:
    """One walk over a tree, gathering output and problems."""

    def __init__(self, scope: FactScope, places: Mapping[int, Spot]) -> None:
        self.evaluation = Evaluation(scope)
        self.places = places
        self.output: list[str] = []
        self.copied: list[str] = []
        self.problems: dict[TemplateProblem, None] = {}
        self.partial: dict[str, TemplateProblem] = {}
        self.printed: set[str] = set()
        self.assigned: dict[str, frozenset[str]] = {}
        self.size = self.iterations = 0
        self.end = ""
        self.has_stop = False
        self.printing: says.Expression | None = None

    def nodes(self, nodes: Sequence[Node]) -> None:
        """Render nodes; a limit that is reached ends it all with a problem."""
        try:
            self._nodes(nodes)
        except _StoppedError:
            return

    def problem(self, problem: TemplateProblem) -> None:
        """Note a problem once, however often a loop meets it."""
        self.problems[problem] = None

    def _nodes(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            match node:
                case Text(text=text, is_below=is_below):
                    # Empty lines on both sides of a vanished line become one.
                    is_doubled = is_below and (not self.end or _ENDS_IN_EMPTY_LINE.search(self.end))
                    # An abbreviation such as `Ltda.` that ends a sentence takes one full stop, not two.
                    told = text[1:] if self.has_stop and _ONE_STOP.match(text) else text
                    self._write(_EMPTY_LINES.sub("", told) if is_doubled else told)
                case Tag():
                    self.copied.append(node.text)
                    self._write(node.text)
                case Block():
                    self._block(node)
                case tag, says.Print(value=value):
                    self.printing = value
                    self.evaluation.told.clear()
                    with self._reporting(tag):
                        self._print(tag, self.evaluation.value(value))
                        self.printed |= self.evaluation.told | self._told_by_name(value)
                case tag, says.Assignment(name=name, value=value):
                    self.evaluation.names[name] = None
                    self.evaluation.told.clear()
                    with self._reporting(tag):
                        self.evaluation.names[name] = self.evaluation.value(value)
                        self.assigned[name] = self._told_by_name(value) | self.evaluation.told

    def _told_by_name(self, value: says.Expression) -> frozenset[str]:
        """What a filter made a text of before it was given its name, and is printed with it."""
        of = value.of if isinstance(value, says.Filtered) else value
        return self.assigned.get(str(of), frozenset()) if isinstance(of, says.Path) else frozenset()

    def _block(self, block: Block) -> None:
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

    def _first_that_holds(self, branches: Sequence[Branch], subject: says.Path | None) -> None:
        for tag, statement, body in branches:
            holds = False
            with self._reporting(tag):
                holds = any(self.evaluation.holds(one) for one in _conditions(statement, subject))
            if holds:
                self._nodes(body)
                return

    def _loop(self, tag: Tag, loop: says.Loop, block: Block) -> None:
        listed: Items | Cases | None = None
        with self._reporting(tag):
            found = self.evaluation.value(loop.items)
            listed = found if isinstance(found, Cases) else self.evaluation.items(found, "a loop")
        if isinstance(listed, Cases):
            self._by_case(
                tag, listed, lambda run, some: run._rounds(tag, loop.name, some.each, block, is_dated=some.is_dated)
            )
        elif listed is not None:
            rounds = [Item(path=listed.path, fact=listed.fact, item=item) for item in listed.items]
            self._rounds(tag, loop.name, rounds, block)

    def _rounds(
        self, tag: Tag, name: str, rounds: Sequence[Item | Case], block: Block, *, is_dated: bool = False
    ) -> None:
        if not rounds:
            for _, _, body in block.branches[1:]:
                self._nodes(body)
            return
        names = self.evaluation.names
        outer = dict(names)
        for index, one in enumerate(rounds):
            with self._reporting(tag):
                self.iterations += 1
                if self.iterations > MAX_ITERATIONS:
                    raise LimitError(f"the page's loops run more than {MAX_ITERATIONS:,} times. Shorten them.")
            names[name] = one
            names["forloop"] = LoopPlace(index=index, length=len(rounds), is_dated=is_dated)
            self._nodes(block.branches[0][2])
        # What was bound for one case is of no other customer's, so that nothing of it outlives the loop.
        kept = {} if isinstance(rounds[0], Case) else {key: names[key] for key in names if key not in (name, "forloop")}
        names.clear()
        names.update({**outer, **kept})

    def _by_case(self, tag: Tag, cases: Cases, say: Callable[[_Run, Cases], None]) -> None:
        """Say cases one after the other, or leave it to the help desk to say the one that a customer has."""
        day = self.evaluation.scope.desk_dates.get(cases.fact.decided_by, "")
        if not day or not can_choose(cases) or self.places[tag.start].place not in (Place.PLAIN, Place.HTML):
            say(self, cases)
            return
        sayable = tuple(one for one in cases.every if one in cases.each or self._can_say(one, cases, say))
        end, has_stop = self.end, self.has_stop
        for tags, some in branches(day, replace(cases, each=sayable)):
            self._keep(tags)
            self.end, self.has_stop = end, has_stop
            say(self, some)
        self._keep((ENDIF,))

    def _can_say(self, one: Case, cases: Cases, say: Callable[[_Run, Cases], None]) -> bool:
        """Whether a case that concerns nobody today can be said to whoever has it all the same.

        One that cannot (weak evidence, no text in the locale) keeps no macro from those whom it does not concern: its
        days choose nothing, like those of which nothing is known.
        """
        scope = self.evaluation.scope
        if not may_be_chosen(one) or scope.weakness(one.fact, one.held, one.path):
            return False
        trial = _Run(scope, self.places)
        trial.evaluation, trial.size, trial.iterations = self.evaluation.apart(), self.size, self.iterations
        with suppress(_StoppedError):
            say(trial, alone(cases, one))
        self.evaluation.worked, self.iterations = trial.evaluation.worked, trial.iterations
        return not trial.problems

    def _keep(self, tags: Sequence[str]) -> None:
        """Write tags for the help desk, which nobody reads: what stands before them counts for what comes next."""
        end, has_stop = self.end, self.has_stop
        for tag in tags:
            self.copied.append(tag)
            self._write(tag)
        self.end, self.has_stop = end, has_stop

    def _print(self, tag: Tag, value: Value) -> None:
        if isinstance(value, Cases):
            self._by_case(tag, value, lambda run, some: run._print_some(tag, some))
        else:
            self._print_one(tag, value)

    def _print_some(self, tag: Tag, cases: Cases) -> None:
        """Print cases; what goes wrong is told here, so that it counts for whoever tries to."""
        with self._reporting(tag):
            self._print_one(tag, cases)

    def _print_one(self, tag: Tag, value: Value) -> None:
        printed = self._printed(tag, value)
        is_marked = self.evaluation.scope.is_marked
        self._write(marked(printed, self._origin(), self.places[tag.start]) if is_marked else printed)
        self.has_stop = printed.endswith(".")

    def _origin(self) -> str:
        """Where what is being printed comes from, whatever filters made of it."""
        inner = self.printing.of if isinstance(self.printing, says.Filtered) else self.printing
        found = self.evaluation.value(inner) if isinstance(inner, says.Path) else None
        told = origin_of(found)
        return str(inner) if found is not None and not told else told

    def _printed(self, tag: Tag, value: Value) -> str:
        spot = self.places[tag.start]
        if isinstance(value, Cases):
            if len(value.each) > 1 and spot.place in (Place.LINK, Place.URL):
                what = f"{value.path} has {len(value.each)} cases here, and an address is one."
                raise FactError(value.path, what, f"Write a link for each: {{% for case in {value.path} | cases %}}.")
            if spot.place in _FOR_PROGRAMS:
                value = replace(value, is_dated=False)
            value = value.only or value
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
        """Note why a fact cannot be used in a tag, or that it is said in part."""
        found = TemplateProblem(
            start=tag.start, end=tag.end, what=error.what, do=error.do, path=error.path, fault=error.fault
        )
        if error.fault is FactFault.PARTIAL:
            self.partial.setdefault(error.path, found)
        else:
            self.problem(found)


class _Reporting:
    """Turns what goes wrong with a tag into a problem at the tag, so that the walk goes on after it."""

    def __init__(self, run: _Run, tag: Tag) -> None:
        self.run, self.tag = run, tag
        self.weak, self.partial = len(run.evaluation.weak), len(run.evaluation.partial)

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        match error:
            case FactError():
                self.run.report(self.tag, error)
            case LimitError() | UnsafeValueError():
                self.run.report(self.tag, FactError("", str(error)))
        evaluation = self.run.evaluation
        for found in (
            *list(evaluation.weak.values())[self.weak :],
            *list(evaluation.partial.values())[self.partial :],
        ):
            self.run.report(self.tag, found)
        if isinstance(error, LimitError):
            raise _StoppedError from None
        return isinstance(error, FactError | UnsafeValueError)


class _StoppedError(Exception):
    """A limit was reached; the problem is noted already."""


_FOR_PROGRAMS = (Place.LINK, Place.URL, Place.JSON)
"""Where programs read a value, which must hold nothing else."""

_ONE_STOP = re.compile(r"\.(?![.\w])")
_EMPTY_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")
_ENDS_IN_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n\Z")

_SUBJECT = "subject of case"
"""The name that a `case` binds its value to; no content can write it."""


def _conditions(statement: says.Statement, subject: says.Path | None) -> Iterator[says.Expression]:
    if isinstance(statement, says.Condition):
        yield statement.holds
    elif isinstance(statement, says.Options) and subject:
        for value in statement.values:
            yield says.Comparison(operator="==", left=subject, right=value)
