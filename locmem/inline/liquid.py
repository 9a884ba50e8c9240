"""Liquid tags in a text: where they are, who owns them, which facts they read.

A tag whose roots are all `market`, `company` or names bound from them is ours; one whose roots are all
anything else is the help desk's; a mix is an error (docs/design.md, section 6.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from locmem.inline.code_families import code_in_shortcodes
from locmem.inline.generator_tags import is_of_generator, with_plain_file
from locmem.inline.liquid_spans import Span, find_spans
from locmem.inline.ownership import OUR_ROOTS, Blocks, TagParts, Variable
from locmem.inline.tag import Form, LiquidProblem, Owner, Scan, Tag
from locmem.model.finding import Severity

if TYPE_CHECKING:
    from liquid2 import Environment
    from liquid2.token import TokenT

__all__ = ["Form", "LiquidProblem", "Owner", "Scan", "Tag", "mask", "scan"]

_LOOPS = ("for", "tablerow")
_CONSTANTS = ("empty", "blank")
# Shopify's Liquid and the tags the library adds to it; what ends a block is looked at with the block.
_TAGS = frozenset((
    "assign", "block", "break", "call", "capture", "case", "comment", "continue", "cycle", "decrement", "doc",
    "echo", "else", "elseif", "elsif", "extends", "for", "if", "ifchanged", "include", "increment", "layout",
    "liquid", "macro", "paginate", "raw", "render", "section", "tablerow", "translate", "unless", "when",
    "with",
))  # fmt: skip
_MISTYPED = ("else", "elsif", "unless")
"""Tags without which a condition reads otherwise, and customers read both of its branches."""
_NEAR = 0.75
_OF_JINJA = frozenset(("elif",))
MAX_TAGS = 20_000
"""Tags in one text; no article comes near, and reading a million of them would take minutes."""

_NOTHING = Scan(tags=(), problems=())


def scan(text: str) -> Scan:
    """Every Liquid tag of `text` in order, with its owner and paths, and the problems found.

    Never raises: what the Liquid library refuses (Handlebars, Hugo shortcodes, an unclosed `{{`) is protected
    all the same and reported.  Time grows linearly with the text.
    """
    if text.count("{{") + text.count("{%") > MAX_TAGS:
        fault = f"more than {MAX_TAGS:,} Liquid tags stand in one text, and none of them is read"
        return Scan(tags=(), problems=(LiquidProblem(start=0, end=1, what=fault, severity=Severity.ERROR),))
    spans = find_spans(text) if "{" in text else []
    if not spans:
        return _NOTHING
    tags_parts = [_tag_parts(text, span) for span in spans]
    blocks = Blocks([parts.name for parts in tags_parts], _TAGS)
    alone = _alone(text, spans)
    for span, parts, is_alone in zip(spans, tags_parts, alone, strict=True):
        blocks.add(span.start, text[span.start : span.end], span.form, parts, is_alone)
    found = blocks.finish(_broken(text, spans, tags_parts, blocks.borrowed))
    code = code_in_shortcodes(found.tags) if found.problems else ()
    return replace(found, problems=tuple(_outside(found.problems, code, text))) if code else found


def mask(text: str, tags: Sequence[Tag], filler: str = "\ue000") -> str:
    """`text` with every character of `tags` replaced by `filler`: the same length, so offsets hold."""
    if not tags:
        return text
    parts: list[str] = []
    position = 0
    for tag in tags:
        parts += (text[position : tag.start], filler * (tag.end - tag.start))
        position = tag.end
    return "".join(parts) + text[position:]


def _alone(text: str, spans: Sequence[Span]) -> Iterator[bool]:
    """For each span whether only blanks stand beside it, looking no further than its neighbours."""
    for number, span in enumerate(spans):
        before = text[spans[number - 1].end if number else 0 : span.start]
        after = text[span.end : spans[number + 1].start if number + 1 < len(spans) else len(text)]
        line_start = before.rpartition("\n")
        line_end = after.partition("\n")
        opens = bool(line_start[1]) or number == 0
        closes = bool(line_end[1]) or number + 1 == len(spans)
        yield opens and closes and not line_start[2].strip() and not line_end[0].strip()


def _broken(
    text: str, spans: Sequence[Span], tags_parts: Sequence[TagParts], borrowed: Mapping[str, str]
) -> list[LiquidProblem]:
    problems: list[LiquidProblem] = []
    named: set[str] = set(_TAGS)
    for span, parts in zip(spans, tags_parts, strict=True):
        fault, severity = span.broken or parts.refused, Severity.ERROR
        name = parts.name
        tag = text[span.start : span.end]
        if not span.broken and (span.form is Form.TAG or span.foreign) and _is_usual(tag, span.foreign, parts.refused):
            continue
        if not span.broken and parts.refused and _is_their_own(name, tag):
            severity = Severity.WARNING
        if span.form is Form.TAG and not fault and not span.foreign and name not in named and name[:3] != "end":
            # Once a name: where it is a tag of the help desk's own it may stand in every article.
            named.add(name)
            is_known_elsewhere = name in borrowed or name in _OF_JINJA
            meant = () if is_known_elsewhere else get_close_matches(name, _MISTYPED, 1, _NEAR)
            fault, severity = f"`{name}` is no tag of Liquid; it is kept as it is", Severity.WARNING
            if name in borrowed:
                fault += f", and taken for a block that `end{borrowed[name]}` closes"
            elif meant:
                fault, severity = f"`{name}` is no tag of Liquid: `{meant[0]}` is meant", Severity.ERROR
        if span.foreign and _notation(span.foreign, tag) not in named:
            named.add(_notation(span.foreign, tag))
            fault, severity = f"`{_short(tag)}` is not Liquid; it is kept as it is", Severity.WARNING
        if fault:
            problems.append(LiquidProblem(start=span.start, end=span.end, what=fault, severity=severity))
    return problems


def _outside(problems: Iterable[LiquidProblem], code: Sequence[tuple[int, int]], text: str) -> Iterator[LiquidProblem]:
    """The problems that stand in no code, and those of tags in it that speak of our facts."""
    for problem in problems:
        is_inside = any(start <= problem.start < end for start, end in code)
        if not is_inside or _speaks_of_facts(text[problem.start : problem.end]):
            yield problem


def _speaks_of_facts(tag: str) -> bool:
    return any(f"{root}." in tag for root in OUR_ROOTS)


def _is_usual(tag: str, foreign: str, refused: str) -> bool:
    """Whether a tag is what the pages of site generators hold: shortcodes, and tags of theirs that read no fact."""
    if foreign:
        return foreign.startswith(("hugo", "percent")) or tag.startswith(("{{<", "{{%"))
    if _speaks_of_facts(tag):
        return False
    plain = with_plain_file(tag)
    return is_of_generator(tag) or (bool(refused) and plain != tag and not _read(plain, "include").refused)


def _notation(foreign: str, tag: str) -> str:
    """By what tags of other engines are told apart: the name of a block, or the sign behind the braces."""
    return foreign.replace("/", "#") if foreign != "other" else tag[:2] + tag[2:].lstrip("-~ \t")[:1]


def _is_their_own(name: str, text: str) -> bool:
    """Whether a tag the library cannot read is none of Liquid's and speaks of no fact: the help desk may read it."""
    return bool(name) and name not in _TAGS and name[:3] != "end" and not _speaks_of_facts(text)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."


def _tag_parts(text: str, span: Span) -> TagParts:
    if span.foreign or span.broken or span.is_literal or span.form in (Form.RAW, Form.COMMENT):
        return TagParts(name=span.foreign or (span.name if span.form is Form.RAW else ""))
    return _read(text[span.start : span.end], span.name)


@lru_cache(maxsize=8192)
def _read(tag: str, name: str) -> TagParts:
    """What one whole tag reads and binds.  Cached: the same few tags fill most articles."""
    from liquid2 import token as kinds
    from liquid2.lexer import tokenize

    try:
        tokens = tokenize(_environment(), tag)
    except Exception as error:  # The library raises bare exceptions too, and cannot always print its own.
        reason = error.args[0] if error.args else type(error).__name__
        return TagParts(name=name, refused=f"`{_short(tag)}` cannot be read: {reason}")
    whole = tokens[0] if len(tokens) == 1 else None
    if isinstance(whole, kinds.OutputToken):
        is_else = len(whole.expression) == 1 and whole.expression[0].type_ is kinds.TokenType.ELSE
        return TagParts(name="bars else" if is_else else "", reads=_variables(whole.expression))
    if isinstance(whole, kinds.LinesToken):
        return _read_lines([line for line in whole.statements if isinstance(line, kinds.TagToken)])
    if isinstance(whole, kinds.TagToken):
        return _read_statement(whole.name, whole.expression)
    return TagParts(name=name, refused=f"`{_short(tag)}` is not a Liquid tag")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from liquid2 import Environment

    return Environment()


def _read_statement(name: str, expression: Sequence[TokenT]) -> TagParts:
    """What a tag reads and binds; the name it binds, if any, comes first in its expression."""
    from liquid2.token import Token, TokenType

    first = expression[0] if expression else None
    bound = first.value if isinstance(first, Token) and first.type_ is TokenType.WORD else ""
    if name in _LOOPS:
        reads = [path for path in _variables(expression[1:]) if path != Variable(root="reversed")]
        return TagParts(name=name, reads=tuple(reads), binds=(bound,) if bound else ())
    if name == "assign" and bound:
        return TagParts(name=name, reads=_variables(expression[2:]), binds=(bound,))
    if name == "capture":
        return TagParts(name=name, binds=(bound,) if bound else ())
    return TagParts(name=name, reads=_variables(expression))


def _read_lines(statements: Sequence[object]) -> TagParts:
    """What a `{% liquid %}` tag reads from outside, and all it binds."""
    from liquid2.token import TagToken

    reads: list[Variable] = []
    binds: list[str] = []
    local = {"forloop", "tablerowloop"}
    for statement in statements:
        if isinstance(statement, TagToken):
            line = _read_statement(statement.name, statement.expression)
            reads += (path for path in line.reads if path.root not in local)
            binds += line.binds
            local.update(line.binds)
    return TagParts(name="liquid", reads=tuple(reads), binds=tuple(binds))


def _variables(tokens: Sequence[TokenT]) -> tuple[Variable, ...]:
    """The variables an expression reads: not filters, names of arguments, aliases or constants."""
    from liquid2 import token as kinds

    kind = kinds.TokenType
    variables: list[Variable] = []
    parameters: set[str] = set()
    for number, token in enumerate(tokens):
        before = tokens[number - 1].type_ if number else None
        after = tokens[number + 1].type_ if number + 1 < len(tokens) else None
        if isinstance(token, kinds.PathToken):
            variables += _path(token)
        elif isinstance(token, kinds.RangeToken):
            variables += _variables((token.range_start, token.range_stop))
        elif isinstance(token, kinds.TemplateStringToken):
            for part in token.template:
                if isinstance(part, kinds.OutputToken):
                    variables += _variables(part.expression)
        elif isinstance(token, kinds.Token) and token.type_ is kind.WORD:
            if after is kind.ARROW:
                parameters.add(token.value)
            is_name = before in (kind.PIPE, kind.DOUBLE_PIPE, kind.AS) or after in (kind.COLON, kind.ASSIGN)
            if not is_name and token.value not in _CONSTANTS:
                variables.append(Variable(root=token.value))
    return tuple(variable for variable in variables if variable.root not in parameters)


def _path(token: TokenT) -> Iterator[Variable]:
    """The variable of a path and those inside its brackets; an index becomes `[]`."""
    from liquid2.token import PathToken

    if not isinstance(token, PathToken):
        return
    rest = "".join(f".{step}" if isinstance(step, str) else "[]" for step in token.path[1:])
    yield Variable(root=str(token.path[0]), rest=rest)
    for step in token.path:
        if isinstance(step, PathToken):
            yield from _path(step)
