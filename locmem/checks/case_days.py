"""Loops over the cases of a fact that leave customers to guess which case is theirs, or tell only some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from locmem.catalogs.pairs import Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.passages import hidden_in
from locmem.checks.places import source_finding, spot
from locmem.checks.untold_cases import untold_cases
from locmem.content.html_tags import tags_of
from locmem.inline.liquid import Form, Owner, Tag, mask, scan
from locmem.markets.same_reading import told
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Syntax
from locmem.model.wording import listed
from locmem.render import expression as says
from locmem.render.cases import DAY_FIELDS, Case
from locmem.render.liquid import TagError, read_tag
from locmem.render.places import Place, spots
from locmem.render.regions import Region, regions
from locmem.render.tree import Block, Node, Text, tree_of

WITHOUT_DAYS = "case-without-days"

_DO = (
    "Print `days`, `from` or `until` of the case in the text of each sentence; `{% if forloop.length > 1 %}` may stand"
    " around it."
)
_SAY_THE_OTHERS = "Say the others, too: in `{% else %}`, with their days."

_READ = (Place.MARKDOWN, Place.HTML, Place.CODE, Place.PLAIN)
"""Where a reader of a page sees a value; the title of a link or a picture's file is no such place."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DEFINITION = re.compile(r"^[ >\ue000]*+\[(?!\^)[^\]\n]++\]:.*$", re.MULTILINE)
"""Where a link of Markdown leads, and what people write as a comment, `[//]: # (…)`; a footnote is text."""

_MASKED = "\ue000"

_PLACES_IN_LOOP = ("first", "last", "index", "index0")
"""What of `forloop` is another thing in each round."""


class _Fault(Enum):
    """What is wrong with a loop.

    UNDATED: a text does not say of which days its case is.  LEFT_OUT: a condition lets only some of the cases through.
    SHADOWED: its variable is called as that of a loop around it, of which nobody reads anything within.
    """

    UNDATED = "undated"
    LEFT_OUT = "left out"
    SHADOWED = "shadowed"


def cases_without_days(context: CheckContext) -> Iterator[Finding]:
    """Loops over the cases of a fact that do not say, where readers see it, of which days each of them is."""
    for source in context.workspace.sources:
        document = source.document
        if "cases" not in document.text:
            continue
        for region in regions(document.text, document.path, source.content_set.kind)[0]:
            read = _read_nodes(region.template, region.syntax)
            for tag, name, fault in _of_nodes(*read, set()) if read else ():
                what, do = f"nobody can tell which `{name}` is theirs where there are several.", _DO
                if fault is _Fault.LEFT_OUT:
                    what, do = (
                        "only some of the cases are told, and whoever has another one reads nothing.",
                        _SAY_THE_OTHERS,
                    )
                elif fault is _Fault.SHADOWED:
                    what = f"the loop around it has the variable `{name}`, too, and its own are not told here."
                    do = "Give each loop a name of its own."
                yield _finding(source, region, tag, what, do)
            for tag, what in _untold(context, source, *read) if read else ():
                yield _finding(source, region, tag, what, _SAY_THE_OTHERS)


def _finding(source: Source, region: Region, tag: Tag, what: str, do: str) -> Finding:
    start, last = region.origin(tag.start), region.origin(tag.end - 1)
    place = spot(source, start, last + 1 - start)
    return source_finding(place, WITHOUT_DAYS, Severity.ERROR, f"`{tag.text}`: {what}", do)


def _untold(context: CheckContext, source: Source, nodes: Sequence[Node], sight: _Sight) -> Iterator[tuple[Tag, str]]:
    """The blocks of which no branch is for some case that a market has, with what is wrong."""
    if not any(_may_leave_out(node) for node in nodes):
        return

    def is_choice(block: Block, name: str) -> bool:
        return _Loop(name=name, sight=sight).is_choice(block)

    found: dict[int, tuple[Tag, Case, list[str]]] = {}
    for market in context.markets:
        for one in untold_cases(nodes, market, context.day, is_choice) if source.ships_to(market.code) else ():
            _, _, codes = found.setdefault(one.tag.start, (one.tag, one.case, []))
            codes += [] if market.code in codes else [market.code]
    for tag, case, codes in found.values():
        yield (
            tag,
            f"the case of {case.path} {case.window} (“{told(case.held)}”) fits no branch in {listed(tuple(codes))}.",
        )


def _may_leave_out(node: Node) -> bool:
    """Whether some block within has several branches and no `else` for what fits none."""
    if not isinstance(node, Block):
        return False
    is_open = len(node.branches) > 1 and not isinstance(node.branches[0][1], says.Loop)
    return is_open or any(_may_leave_out(one) for _, _, body in node.branches for one in body)


def _read_nodes(template: str, syntax: Syntax) -> tuple[list[Node], _Sight] | None:
    """A template as a tree, with what readers see of it; None where its tags cannot be read."""
    scanned = scan(template)
    if any(problem.severity is Severity.ERROR for problem in scanned.problems):
        # Another check tells of it; what the blocks hold is not sure.
        return None
    tags = scanned.tags
    try:
        statements = {tag.start: read_tag(tag) for tag in tags if tag.owner is Owner.OURS}
    except TagError:
        return None
    sight = _sight(template, tags, syntax)
    return tree_of(sight.text, tags, statements), sight


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    """What of a template readers see.

    text: the template at its own length with blanks for what is markup.  hidden: where our outputs begin that are read
    by nobody.  aside: where those begin that are no text, such as the title of a link, and these.
    """

    text: str
    hidden: frozenset[int]
    aside: frozenset[int]


def _sight(template: str, tags: Sequence[Tag], syntax: Syntax) -> _Sight:
    if syntax is Syntax.PLAIN:
        return _Sight(text=template, hidden=frozenset(), aside=frozenset())
    places = {start: one.place for start, one in spots(template, tags, syntax).items()}
    masked = mask(template, tags, _MASKED)
    unread = (_COMMENT, _DEFINITION) if syntax is Syntax.MARKDOWN else (_COMMENT,)
    comments = [found.span() for pattern in unread for found in pattern.finditer(masked)]
    comments += hidden_in(template, syntax, tags)
    hidden = {
        start
        for start, place in places.items()
        if place is not Place.CODE and any(first <= start < last for first, last in comments)
    }
    aside = hidden | {start for start, place in places.items() if place not in _READ}
    markup = [(one.start, one.end) for one in tags_of(masked) if one.name]
    text = list(template)
    for first, last in (*comments, *markup):
        text[first:last] = " " * (last - first)
    return _Sight(text="".join(text), hidden=frozenset(hidden), aside=frozenset(aside))


def _of_nodes(
    nodes: Sequence[Node], sight: _Sight, names: set[str], around: frozenset[str] = frozenset()
) -> Iterator[tuple[Tag, str, _Fault]]:
    """The loops in which a case is told without its days, or not at all, each with the name of its variable.

    around: the variables of the loops that a node stands in.
    """
    for node in nodes:
        match node:
            case (_, says.Assignment(name=name, value=value)) if _gives_cases(value, names):
                names.add(name)
            case Block():
                tag, statement, body = node.branches[0]
                inner = around | {statement.name} if isinstance(statement, says.Loop) else around
                if isinstance(statement, says.Loop) and statement.name in around:
                    yield tag, statement.name, _Fault.SHADOWED
                elif isinstance(statement, says.Loop) and _gives_cases(statement.items, names):
                    fault = _Loop(name=statement.name, sight=sight).fault(body)
                    if fault:
                        yield tag, statement.name, fault
                for _, _, inside in node.branches:
                    yield from _of_nodes(inside, sight, names, inner)


def _gives_cases(value: says.Expression, names: set[str]) -> bool:
    if isinstance(value, says.Path):
        return str(value) in names
    return isinstance(value, says.Filtered) and any(one.name == "cases" for one in value.filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loop:
    """A loop over cases, by the name of its variable, asked for the rounds in which there are several."""

    name: str
    sight: _Sight

    def fault(self, nodes: Sequence[Node]) -> _Fault | None:
        """What is wrong with `nodes`; None where whatever of them a customer reads says of which days it is."""
        if self._says_days(nodes):
            return None
        if any(self._speaks(node) for node in nodes):
            return _Fault.UNDATED
        blocks = [node for node in nodes if isinstance(node, Block)]
        found = [fault for block in blocks for body in _taken(block)[0] if (fault := self.fault(body))]
        if found:
            return found[0]
        said = [block for block in blocks if self._has_words([block])]
        return _Fault.LEFT_OUT if len(said) == 1 and self._picks(said[0]) else None

    def _picks(self, block: Block) -> bool:
        """Whether a block has words for some cases and none for the others, as their values or their order say.

        That a case has no value, and nothing is said of it, is no such thing.
        """
        if sum(self._has_words(body) for _, _, body in block.branches) != 1:
            return False
        statements = [statement for _, statement, _ in block.branches]
        return any(
            self._is_asked(one.subject) if isinstance(one, says.Choice) else self._tells_apart(one.holds)
            for one in statements
            if isinstance(one, says.Choice | says.Condition)
        )

    def is_choice(self, block: Block) -> bool:
        """Whether several branches of a block have words for some cases each, as their values or their order say."""
        if sum(self._has_words(body) for _, _, body in block.branches) < 2:
            return False
        return any(
            self._is_asked(one.subject) if isinstance(one, says.Choice) else self._tells_apart(one.holds)
            for _, one, _ in block.branches
            if isinstance(one, says.Choice | says.Condition)
        )

    def _tells_apart(self, condition: says.Expression) -> bool:
        match condition:
            case says.Negation(of=of):
                return self._tells_apart(of)
            case says.Both(left=left, right=right) | says.Either(left=left, right=right):
                return self._tells_apart(left) or self._tells_apart(right)
            case says.Comparison(left=left, right=right):
                is_about_nothing = any(_is_blank_or_flag(one) for one in (left, right))
                return any(self._is_asked(one, unless_value=is_about_nothing) for one in (left, right))
        return self._is_asked(condition, unless_value=True)

    def _is_asked(self, value: says.Expression, *, unless_value: bool = False) -> bool:
        """Whether an expression is another one for each case; unless_value: of the value it may be the same."""
        path = value.of if isinstance(value, says.Filtered) else value
        if not isinstance(path, says.Path) or len(path.steps) < 2:
            return False
        first, field, *_ = path.steps
        if first == "forloop":
            return field in _PLACES_IN_LOOP
        return first == self.name and not (unless_value and field == "value")

    def _has_words(self, nodes: Sequence[Node]) -> bool:
        return any(
            any(self._has_words(body) for _, _, body in node.branches)
            if isinstance(node, Block)
            else self._speaks(node)
            for node in nodes
        )

    def _says_days(self, nodes: Sequence[Node]) -> bool:
        aliases: set[str] = set()
        for node in nodes:
            match node:
                case (_, says.Assignment(name=name, value=value)) if self._is_day(value, aliases):
                    aliases.add(name)
                case (tag, says.Print(value=value)) if tag.start not in self.sight.aside and self._is_day(
                    value, aliases
                ):
                    return True
                case Block():
                    bodies, is_sure = _taken(node)
                    if is_sure and all(self._says_days(body) for body in bodies):
                        return True
        return False

    def _speaks(self, node: Node) -> bool:
        """Whether customers read words of a node itself; commas between the rounds are none."""
        match node:
            case Text(text=text):
                return any(sign.isalnum() for sign in text)
            case Tag():
                return node.form is Form.OUTPUT
            case (tag, says.Print()):
                return tag.start not in self.sight.hidden
        return False

    def _is_day(self, value: says.Expression, aliases: set[str]) -> bool:
        path = value.of if isinstance(value, says.Filtered) else value
        if not isinstance(path, says.Path):
            return False
        return str(path) in aliases or (path.steps[0] == self.name and path.steps[1:] in {(one,) for one in DAY_FIELDS})


def _is_blank_or_flag(value: says.Expression) -> bool:
    return isinstance(value, says.Blank) or (isinstance(value, says.Constant) and isinstance(value.value, bool | None))


def _taken(block: Block) -> tuple[list[Sequence[Node]], bool]:
    """The branches of a block that some customer may read where there are several cases, and whether one surely is."""
    if isinstance(block.branches[0][1], says.Loop):
        return [body for _, _, body in block.branches], False
    bodies: list[Sequence[Node]] = []
    for _, statement, body in block.branches:
        holds = _of_several(statement.holds) if isinstance(statement, says.Condition) else None
        if isinstance(statement, says.Choice) or holds is False:
            continue
        bodies.append(body)
        if holds:
            return bodies, True
    return bodies, False


def _of_several(condition: says.Expression) -> bool | None:
    """Whether a condition holds where there are several cases; None where that depends on something else."""
    match condition:
        case says.Constant(value=bool() as value):
            return value
        case says.Negation(of=of):
            holds = _of_several(of)
            return None if holds is None else not holds
        case says.Comparison(
            operator=sign, left=says.Path(steps=("forloop", "length")), right=says.Constant(value=Decimal() as number)
        ):
            told = {_compared(Decimal(length), sign, number) for length in (2, 3, 1_000)}
            return told.pop() if len(told) == 1 else None
    return None


def _compared(length: Decimal, sign: str, number: Decimal) -> bool:
    order = (length > number) - (length < number)
    return order in {">": (1,), ">=": (0, 1), "<": (-1,), "<=": (-1, 0), "==": (0,), "!=": (-1, 1)}.get(sign, ())


CHECKS = (
    Listed(
        name=WITHOUT_DAYS,
        family="case_days",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=cases_without_days,
        why="Customers read two rules one after the other, and cannot know which one is theirs; or nothing of theirs.",
        example="{% for case in market.guarantee | cases %}You have {{ case.value }}.{% endfor %}",
        do=_DO,
    ),
)
