"""Loops over the cases of a fact that leave customers to guess which case is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding, spot
from locmem.inline.liquid import Form, Owner, Tag, scan
from locmem.model.finding import Finding, Gate, Severity
from locmem.render import expression as says
from locmem.render.cases import DAY_FIELDS
from locmem.render.liquid import TagError, read_tag
from locmem.render.regions import regions
from locmem.render.tree import Block, Node, Text, tree_of

WITHOUT_DAYS = "case-without-days"

_DO = "Print `days`, `from` or `until` of the case in each sentence; `{% if forloop.length > 1 %}` may stand around it."


def cases_without_days(context: CheckContext) -> Iterator[Finding]:
    """Loops over the cases of a fact in which a text does not say of which days each of them is."""
    for source in context.workspace.sources:
        document = source.document
        if "cases" not in document.text:
            continue
        for region in regions(document.text, document.path, source.content_set.kind)[0]:
            for tag, name in _undated(region.template):
                start, last = region.origin(tag.start), region.origin(tag.end - 1)
                what = f"`{tag.text}`: nobody can tell which `{name}` is theirs where there are several."
                yield source_finding(spot(source, start, last + 1 - start), WITHOUT_DAYS, Severity.ERROR, what, _DO)


def _undated(template: str) -> Iterator[tuple[Tag, str]]:
    """The loops in which a case is told without its days, each with the name of its variable."""
    scanned = scan(template)
    if any(problem.severity is Severity.ERROR for problem in scanned.problems):
        # Another check tells of it; what the blocks hold is not sure.
        return
    tags = scanned.tags
    try:
        statements = {tag.start: read_tag(tag) for tag in tags if tag.owner is Owner.OURS}
    except TagError:
        return
    yield from _of_nodes(tree_of(template, tags, statements), set())


def _of_nodes(nodes: Sequence[Node], names: set[str]) -> Iterator[tuple[Tag, str]]:
    for node in nodes:
        match node:
            case (_, says.Assignment(name=name, value=value)) if _gives_cases(value, names):
                names.add(name)
            case Block():
                tag, statement, body = node.branches[0]
                if isinstance(statement, says.Loop) and _gives_cases(statement.items, names):
                    loop = _Loop(name=statement.name)
                    if not loop.is_told(body):
                        yield tag, statement.name
                for _, _, inside in node.branches:
                    yield from _of_nodes(inside, names)


def _gives_cases(value: says.Expression, names: set[str]) -> bool:
    if isinstance(value, says.Path):
        return str(value) in names
    return isinstance(value, says.Filtered) and any(one.name == "cases" for one in value.filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loop:
    """A loop over cases, by the name of its variable, asked for the rounds in which there are several."""

    name: str

    def is_told(self, nodes: Sequence[Node]) -> bool:
        """Whether whatever of `nodes` a customer reads says of which days it is."""
        if self._says_days(nodes):
            return True
        if any(_speaks(node) for node in nodes):
            return False
        return all(self.is_told(body) for node in nodes if isinstance(node, Block) for body in _taken(node)[0])

    def _says_days(self, nodes: Sequence[Node]) -> bool:
        aliases: set[str] = set()
        for node in nodes:
            match node:
                case (_, says.Assignment(name=name, value=value)) if self._is_day(value, aliases):
                    aliases.add(name)
                case (_, says.Print(value=value)) if self._is_day(value, aliases):
                    return True
                case Block():
                    bodies, is_sure = _taken(node)
                    if is_sure and all(self._says_days(body) for body in bodies):
                        return True
        return False

    def _is_day(self, value: says.Expression, aliases: set[str]) -> bool:
        path = value.of if isinstance(value, says.Filtered) else value
        if not isinstance(path, says.Path):
            return False
        return str(path) in aliases or (path.steps[0] == self.name and path.steps[1:] in {(one,) for one in DAY_FIELDS})


def _speaks(node: Node) -> bool:
    """Whether customers read words of a node itself; commas between the rounds are none."""
    match node:
        case Text(text=text):
            return any(sign.isalnum() for sign in text)
        case Tag():
            return node.form is Form.OUTPUT
        case (_, says.Print()):
            return True
    return False


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
        why="Customers read two rules one after the other, and cannot know which one is theirs.",
        example="{% for case in market.guarantee | cases %}You have {{ case.value }}.{% endfor %}",
        do=_DO,
    ),
)
