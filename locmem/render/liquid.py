"""Our Liquid tags read with python-liquid2's grammar, and templates rendered in a sandbox of our own.

The library only reads: its tags, filters and loaders never run.  A tag of ours becomes one of the closed list
of values in `render.expression`, and what is not on that list is an error.  The help desk's tags, raw blocks
and comments are never read at all: their characters are copied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from locmem.errors import RenderError
from locmem.inline.liquid import Form, Tag
from locmem.render import expression as says
from locmem.render.filters import FILTERS

if TYPE_CHECKING:
    from liquid2 import Environment, Expression, TokenT
    from liquid2.builtin.expressions import Filter

MAX_TAG = 2_000
"""Characters of a tag; longer ones are refused unread."""

_MAX_DEPTH = 40
CLOSERS = ("endif", "endunless", "endcase", "endfor")
"""The tags that close our blocks."""

TAGS = ("if", "unless", "elsif", "else", "case", "when", "for", "assign")
"""The block and statement tags there are; `{{ }}` and the closing tags come on top."""


class TagError(RenderError):
    """A tag says something that pages cannot say; at: offset in the tag."""

    def __init__(self, what: str, do: str, at: int = 0) -> None:
        self.what, self.do, self.at = what, do, at
        super().__init__(f"{what} {do}")


def read_tag(tag: Tag) -> says.Statement:
    """What one tag of ours says.  Raises TagError for tags, filters and expressions that are not here."""
    if len(tag.text) > MAX_TAG:
        raise TagError(f"the tag has {len(tag.text):,} characters.", f"Keep tags below {MAX_TAG:,}.")
    return _read(tag.text, "" if tag.form is Form.OUTPUT else tag.name)


def read_condition(condition: str) -> says.Expression | None:
    """What stands in an `if` behind its name; None for what pages cannot say."""
    try:
        statement = _read(f"{{% if {condition} %}}", "if") if len(condition) <= MAX_TAG else None
    except TagError:
        return None
    return statement.holds if isinstance(statement, says.Condition) else None


@lru_cache(maxsize=4096)
def _read(text: str, name: str) -> says.Statement:
    if name in CLOSERS:
        return says.End()
    if name == "else":
        return says.Condition(holds=says.Constant(value=True))
    if name and name not in (*TAGS, "elseif"):
        raise TagError(f"the tag `{name}` is not available.", f"Available: {', '.join(TAGS)}.")
    try:
        return _statement(text, name)
    except TagError:
        raise
    except Exception as error:
        # The library raises bare exceptions too, and its own errors cannot always be printed.
        token = getattr(error, "token", None)
        reason = str(error.args[0]) if error.args else type(error).__name__
        raise TagError(
            f"the tag cannot be read: {reason}.", "Mend its expression.", max(getattr(token, "start", 0), 0)
        ) from None


def _statement(text: str, name: str) -> says.Statement:
    from liquid2 import TokenStream
    from liquid2.builtin import (
        BooleanExpression,
        FilteredExpression,
        LoopExpression,
        parse_identifier,
        parse_primitive,
    )
    from liquid2.lexer import tokenize
    from liquid2.token import OutputToken, TagToken, TokenType

    whole = tokenize(_environment(), text)[0]
    assert isinstance(whole, OutputToken | TagToken)
    stream = TokenStream(whole.expression)
    match name:
        case "":
            return says.Print(value=_converted(FilteredExpression.parse(_environment(), stream)))
        case "if" | "elsif" | "elseif":
            return says.Condition(holds=_converted(BooleanExpression.parse(_environment(), stream)))
        case "unless":
            holds = _converted(BooleanExpression.parse(_environment(), stream))
            return says.Condition(holds=says.Negation(of=holds))
        case "for" if any(token.type_ is TokenType.PIPE for token in whole.expression):
            # Liquid's own loops take no filters; ours do, for the cases of a fact.
            bound = parse_identifier(stream.next())
            stream.expect(TokenType.IN)
            stream.next()
            value = _converted(FilteredExpression.parse(_environment(), stream))
            return says.Loop(name=str(bound), items=value)
        case "for":
            loop = LoopExpression.parse(_environment(), stream)
            if loop.limit or loop.offset or loop.cols or loop.reversed:
                raise TagError("a loop takes no limit, offset or order.", "Use the filters where, first and last.")
            return says.Loop(name=str(loop.identifier), items=_converted(loop.iterable))
        case "assign":
            bound = parse_identifier(stream.next())
            stream.expect(TokenType.ASSIGN)
            stream.next()
            value = _converted(FilteredExpression.parse(_environment(), stream))
            return says.Assignment(name=str(bound), value=value)
        case _:
            values = [_converted(parse_primitive(_environment(), stream.next()))]
            while name == "when" and stream.current().type_ in (TokenType.COMMA, TokenType.OR_WORD):
                stream.next()
                values.append(_converted(parse_primitive(_environment(), stream.next())))
            stream.expect_eos()
            return says.Options(values=tuple(values)) if name == "when" else says.Choice(subject=values[0])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from liquid2 import Environment

    # Filters are checked against our own list, with our own words.
    return Environment(validate_filter_arguments=False)


def _converted(expression: Expression, depth: int = 0) -> says.Expression:
    """The library's expression as ours."""
    from liquid2.builtin import expressions as theirs

    if depth > _MAX_DEPTH:
        raise TagError("the expression is nested too deeply.", "Split it into several tags.", _at(expression.token))

    def inner(part: Expression) -> says.Expression:
        return _converted(part, depth + 1)

    match expression:
        case theirs.BooleanExpression():
            return inner(expression.expression)
        case theirs.FilteredExpression():
            filters = tuple(_filter(filtering, inner) for filtering in expression.filters or ())
            return says.Filtered(of=inner(expression.left), filters=filters) if filters else inner(expression.left)
        case theirs.Path():
            return _path(expression)
        case theirs.Null():
            return says.Constant(value=None)
        case theirs.TrueLiteral() | theirs.FalseLiteral():
            return says.Constant(value=bool(expression.value))
        case theirs.StringLiteral():
            return says.Constant(value=expression.value)
        case theirs.IntegerLiteral() | theirs.FloatLiteral():
            return says.Constant(value=Decimal(str(expression.value)))
        case theirs.Empty() | theirs.Blank():
            return says.Blank()
        case theirs.LogicalAndExpression():
            return says.Both(left=inner(expression.left), right=inner(expression.right))
        case theirs.LogicalOrExpression():
            return says.Either(left=inner(expression.left), right=inner(expression.right))
        case theirs.LogicalNotExpression():
            return says.Negation(of=inner(expression.expression))
    for sign, kind in (
        ("==", theirs.EqExpression),
        ("!=", theirs.NeExpression),
        ("<", theirs.LtExpression),
        ("<=", theirs.LeExpression),
        (">", theirs.GtExpression),
        (">=", theirs.GeExpression),
        ("contains", theirs.ContainsExpression),
    ):
        if isinstance(expression, kind):
            return says.Comparison(operator=sign, left=inner(expression.left), right=inner(expression.right))
    raise TagError(
        f"the expression `{str(expression)[:60]}` is not available.",
        "Use facts, texts, numbers and filters.",
        _at(expression.token),
    )


def _filter(filtering: Filter, inner: Callable[[Expression], says.Expression]) -> says.Filter:
    from liquid2.builtin import PositionalArgument

    if filtering.name not in FILTERS:
        raise TagError(
            f"the filter `{filtering.name}` is not available.",
            f"Available: {', '.join(FILTERS)}.",
            _at(filtering.token),
        )
    arguments: list[says.Expression] = []
    for argument in filtering.args:
        if not isinstance(argument, PositionalArgument):
            raise TagError(
                f"the filter `{filtering.name}` takes no named arguments.",
                "Leave the name out.",
                _at(filtering.token),
            )
        arguments.append(inner(argument.value))
    return says.Filter(name=filtering.name, arguments=tuple(arguments))


def _path(found: Expression) -> says.Path:
    from liquid2.builtin import Path

    assert isinstance(found, Path)
    steps: Sequence[object] = found.path
    names = tuple(step for step in steps if isinstance(step, str))
    if len(names) != len(steps):
        raise TagError(
            f"the name `{found}` has brackets.", "Use dots, and the filters first and last.", _at(found.token)
        )
    return says.Path(steps=names)


def _at(token: TokenT) -> int:
    return max(token.start, 0)
