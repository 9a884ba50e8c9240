"""Where a source file can be mutated, and into what: every site is one small fault that somebody could have made.

Left alone are what no test can or should see: docstrings, annotations, decorators, assertions (they tell the type
checker what holds anyway), `strict` of `zip`, help texts of commands, and what stands in an f-string, whose places
Python 3.11 does not know.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SWAPPED_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_WITH_AN_OPPOSITE = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
_SWAPPED_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_SWAPPED_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_SWAPPED_METHODS = {"startswith": "endswith", "endswith": "startswith"}
_COMPARING_METHODS = frozenset({"startswith", "endswith", "removeprefix", "removesuffix"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One mutation of one file.

    scope: the function or class it lies in, dotted; empty at the level of the module.
    line: of the place itself.
    lines: first and last of the statement it belongs to, its head alone where the statement has a body.
    start, end: the bytes of the UTF-8 source that are replaced.
    before, after: what is replaced, and by what.
    number: counts equal changes in one scope.
    runs_on_import: whether importing the file executes it, so that no single test is the one that reaches it.
    """

    path: str
    scope: str
    line: int
    lines: tuple[int, int]
    start: int
    end: int
    before: str
    after: str
    number: int = 0
    runs_on_import: bool = False

    def applied(self, source: bytes) -> bytes:
        """The source with this fault in it."""
        return source[: self.start] + self.after.encode() + source[self.end :]


@dataclass(slots=True)
class _Around:
    """What lies around the node that is looked at."""

    scope: tuple[str, ...] = ()
    lines: tuple[int, int] = (1, 1)
    is_in_function: bool = False
    runs_on_import: bool = True
    depth: int = 0
    """How many statements of the same function are around; an early return has some."""
    compared: frozenset[int] = field(default_factory=frozenset)


def sites_of(path: str, source: bytes) -> list[Site]:
    """Every mutation of a file in the order of the text; `is_sound` says which of them are worth a run."""
    walker = _Walker(path, source)
    walker.statements(ast.parse(source).body, _Around())
    counts: dict[tuple[str, str, str], Iterator[int]] = {}
    found = []
    for site in sorted(walker.found, key=lambda each: (each.start, each.end, each.after)):
        number = next(counts.setdefault((site.scope, site.before, site.after), itertools.count()))
        found.append(replace(site, number=number))
    return found


def is_sound(site: Site, source: bytes) -> bool:
    """Whether the mutated file still compiles, and into something else."""
    try:
        return ast.dump(ast.parse(site.applied(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


class _Walker:
    """Goes through a tree and notes what can be changed."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.starts = [0, *itertools.accumulate(len(line) for line in source.splitlines(keepends=True))]
        self.found: list[Site] = []

    def statements(self, body: list[ast.stmt], around: _Around) -> None:
        """Go through the statements of one body."""
        for number, statement in enumerate(body):
            is_docstring = number == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if not is_docstring:
                self.statement(statement, around)

    def statement(self, node: ast.stmt, around: _Around) -> None:
        """Note what can be done to a statement, then go through its parts."""
        if isinstance(node, ast.Assert | ast.Import | ast.ImportFrom) or _is_never_run(node):
            return
        bodies = [body for name in ("body", "orelse", "finalbody") if (body := getattr(node, name, []))]
        first = min((body[0].lineno for body in bodies), default=node.end_lineno or node.lineno)
        head = (node.lineno, max(node.lineno, first - 1) if bodies else first)
        inside = replace(around, lines=head, runs_on_import=not around.is_in_function)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            self._definition(node, inside)
            return
        self._removal(node, inside)
        if isinstance(node, ast.If):
            self._negated(node.test, inside)
        for name, value in ast.iter_fields(node):
            if name == "annotation":
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.stmt):
                    self.statement(child, replace(inside, depth=around.depth + 1))
                elif isinstance(child, ast.ExceptHandler | ast.match_case):
                    self._clause(child, replace(inside, depth=around.depth + 1))
                elif isinstance(child, ast.AST):
                    self.expression(child, inside)
        if isinstance(node, ast.AugAssign) and (other := _SWAPPED_OPERATORS.get(type(node.op))):
            self._note(node, ast.AugAssign(node.target, other(), node.value), inside)

    def _definition(self, node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, around: _Around) -> None:
        scope = (*around.scope, node.name)
        if isinstance(node, _FUNCTIONS):
            given = node.args
            for default in (*given.defaults, *filter(None, given.kw_defaults)):
                compared = around.compared | ({id(default)} if isinstance(default, ast.Constant) else set())
                self.expression(default, replace(around, scope=scope, compared=compared))
        is_in_function = around.is_in_function or isinstance(node, _FUNCTIONS)
        self.statements(node.body, _Around(scope=scope, is_in_function=is_in_function))

    def _clause(self, node: ast.ExceptHandler | ast.match_case, around: _Around) -> None:
        if isinstance(node, ast.match_case):
            values = [each.value for each in ast.walk(node.pattern) if isinstance(each, ast.MatchValue)]
            lines = (node.pattern.lineno, node.pattern.end_lineno or node.pattern.lineno)
            head = replace(around, lines=lines, compared=around.compared | {id(value) for value in values})
            for expression in (*values, *filter(None, [node.guard])):
                self.expression(expression, head)
        self.statements(node.body, around)

    def _removal(self, node: ast.stmt, around: _Around) -> None:
        is_call = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
        is_early_return = isinstance(node, ast.Return) and around.depth > 0
        if is_call or is_early_return or isinstance(node, ast.AugAssign | ast.Raise):
            self._put(node, "pass", around)
        elif isinstance(node, ast.Continue):
            self._put(node, "break", around)
        elif isinstance(node, ast.Break):
            self._put(node, "continue", around)

    def expression(self, node: ast.AST, around: _Around) -> None:
        """Note what can be done to an expression, then go through its parts."""
        if isinstance(node, ast.JoinedStr) or _is_help(node):
            return
        if isinstance(node, ast.Compare):
            around = replace(around, compared=around.compared | _constants_in(node.left, *node.comparators))
            for number, operator in enumerate(node.ops):
                swapped = [*node.ops[:number], _SWAPPED_COMPARISONS[type(operator)](), *node.ops[number + 1 :]]
                self._note(node, ast.Compare(node.left, swapped, node.comparators), around)
        elif isinstance(node, ast.BoolOp):
            self._note(node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values), around)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._note(node, node.operand, around)
        elif isinstance(node, ast.BinOp) and (other := _SWAPPED_OPERATORS.get(type(node.op))):
            if not any(_is_text(side) for side in (node.left, node.right)):
                self._note(node, ast.BinOp(node.left, other(), node.right), around)
        elif isinstance(node, ast.IfExp):
            self._negated(node.test, around)
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                self._negated(test, around)
        elif isinstance(node, ast.Slice):
            for bound in filter(None, (node.lower, node.upper)):
                self._put(bound, "", around)
        elif isinstance(node, ast.Constant):
            self._constant(node, around)
        elif isinstance(node, ast.Call):
            around = self._call(node, around)
        for child in ast.iter_child_nodes(node):
            if not (isinstance(child, ast.keyword) and child.arg == "strict"):
                self.expression(child, around)

    def _call(self, node: ast.Call, around: _Around) -> _Around:
        called = node.func
        if isinstance(called, ast.Name) and (other := _SWAPPED_NAMES.get(called.id)):
            self._put(called, other, around)
        if not isinstance(called, ast.Attribute):
            return around
        if other := _SWAPPED_METHODS.get(called.attr):
            self._note(called, ast.Attribute(called.value, other, ast.Load()), around)
        if called.attr in _COMPARING_METHODS:
            return replace(around, compared=around.compared | _constants_in(*node.args))
        return around

    def _constant(self, node: ast.Constant, around: _Around) -> None:
        value = node.value
        if isinstance(value, bool):
            self._put(node, str(not value), around)
        elif isinstance(value, int | float):
            self._put(node, repr(value + 1), around)
        elif isinstance(value, str) and id(node) in around.compared:
            self._put(node, repr(f"XX{value}"), around)

    def _negated(self, test: ast.expr, around: _Around) -> None:
        """Note the opposite of a condition, where no other change of it already is that."""
        is_swapped = isinstance(test, ast.Compare) and isinstance(test.ops[0], _WITH_AN_OPPOSITE) and len(test.ops) == 1
        is_not = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
        if not (isinstance(test, ast.Constant) or is_swapped or is_not):
            self._note(test, ast.UnaryOp(ast.Not(), test), around)

    def _note(self, node: ast.AST, mutated: ast.AST, around: _Around) -> None:
        text = ast.unparse(ast.fix_missing_locations(mutated))
        self._put(node, f"({text})" if isinstance(mutated, ast.expr) else text, around)

    def _put(self, node: ast.AST, after: str, around: _Around) -> None:
        start = self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        self.found.append(
            Site(
                path=self.path,
                scope=".".join(around.scope),
                line=node.lineno,  # type: ignore[attr-defined]
                lines=around.lines,
                start=start,
                end=end,
                before=self.source[start:end].decode(),
                after=after,
                runs_on_import=around.runs_on_import,
            )
        )


def _constants_in(*nodes: ast.expr) -> set[int]:
    """The identities of the constants that are among the nodes or written out in their tuples, sets and lists."""
    found: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Constant):
            found.add(id(node))
        elif isinstance(node, ast.Tuple | ast.Set | ast.List):
            found |= _constants_in(*node.elts)
    return found


def _is_text(node: ast.expr) -> bool:
    """Whether a sum with it joins things, so that a difference could only be a type error."""
    return isinstance(node, ast.JoinedStr | ast.Tuple | ast.List) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


def _is_never_run(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")


def _is_help(node: ast.AST) -> bool:
    """Whether a node says how a command shows one of its options."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("typer.")
