"""Cases of a fact that fit no branch of a condition in their loop, so that whoever has one reads nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.errors import RenderError
from locmem.inline.liquid import Tag
from locmem.model.fact import Market
from locmem.render import expression as says
from locmem.render.cases import Case, Cases
from locmem.render.evaluation import Evaluation
from locmem.render.facts import FactScope, Item, Items
from locmem.render.loop_place import LoopPlace
from locmem.render.tree import Block, Node

_MOST_ITEMS = 50
"""Items of a list that are gone through; more say nothing new of cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A case that no branch of a block is for.  tag: that of the block."""

    tag: Tag
    case: Case


def untold_cases(
    nodes: Sequence[Node], market: Market, day: date, is_choice: Callable[[Block, str], bool]
) -> Iterator[Untold]:
    """The cases of a market on a day that fit no branch of a block that chooses words by the case.

    is_choice: whether a block is one, in a loop whose variable has a name.  A case without a value is none that
    anybody must tell; what cannot be evaluated is told by others.
    """
    # Whether evidence is overdue makes no case another one.
    scope = FactScope(market=market, locale=market.locales[0], day=day, verified_days=0)
    yield from _Walk(evaluation=Evaluation(scope), is_choice=is_choice).nodes(nodes, None, "")


@dataclass(slots=True, kw_only=True)
class _Walk:
    evaluation: Evaluation
    is_choice: Callable[[Block, str], bool]
    is_said: bool = False

    def nodes(self, nodes: Sequence[Node], case: Case | None, name: str) -> Iterator[Untold]:
        """case: the one of the loop around, of which `name` is the variable; `is_said` once its value is printed."""
        for node in nodes:
            match node:
                case (_, says.Assignment() as assignment):
                    self._assign(assignment)
                case (_, says.Print(value=value)):
                    of = value.of if isinstance(value, says.Filtered) else value
                    self.is_said |= isinstance(of, says.Path) and of.steps == (name, "value")
                case Block() if isinstance(node.branches[0][1], says.Loop):
                    yield from self._loop(node, node.branches[0][1], case, name)
                case Block():
                    yield from self._block(node, case, name)

    def _assign(self, assignment: says.Assignment) -> None:
        self.evaluation.names[assignment.name] = None
        try:
            self.evaluation.names[assignment.name] = self.evaluation.value(assignment.value)
        except RenderError:
            return

    def _loop(self, block: Block, loop: says.Loop, case: Case | None, name: str) -> Iterator[Untold]:
        try:
            found = self.evaluation.value(loop.items)
        except RenderError:
            return
        rounds: Sequence[Case | Item] = ()
        if isinstance(found, Cases):
            rounds = found.each
        elif isinstance(found, Items):
            items = found.items[:_MOST_ITEMS]
            rounds = [Item(path=found.path, fact=found.fact, item=item) for item in items]
        outer = dict(self.evaluation.names)
        for index, one in enumerate(rounds):
            self.evaluation.names[loop.name] = one
            self.evaluation.names["forloop"] = LoopPlace(index=index, length=len(rounds))
            inner = (one, loop.name) if isinstance(one, Case) else (case, name)
            was_said, self.is_said = self.is_said, False
            found_here = list(self.nodes(block.branches[0][2], *inner))
            # Words beside a value that is printed anyhow are for those whom they concern.
            yield from () if self.is_said else found_here
            self.is_said |= was_said
        self.evaluation.names.clear()
        self.evaluation.names.update(outer)

    def _block(self, block: Block, case: Case | None, name: str) -> Iterator[Untold]:
        try:
            body = self._taken(block)
        except RenderError:
            return
        if body is not None:
            yield from self.nodes(body, case, name)
        elif case and case.held.value is not None and self.is_choice(block, name):
            yield Untold(tag=block.branches[0][0], case=case)

    def _taken(self, block: Block) -> Sequence[Node] | None:
        """The branch that is read; None for none."""
        subject: says.Expression | None = None
        for _, statement, body in block.branches:
            conditions: tuple[says.Expression, ...] = ()
            match statement:
                case says.Choice():
                    subject = statement.subject
                case says.Condition():
                    conditions = (statement.holds,)
                case says.Options() if subject is not None:
                    conditions = tuple(
                        says.Comparison(operator="==", left=subject, right=value) for value in statement.values
                    )
            if any(self.evaluation.holds(one) for one in conditions):
                return body
        return None
