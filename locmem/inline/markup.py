"""Text to `Inline`: Liquid tags and placeholders first, then the markup between them.

They are masked by as many letters, so that no rule of Markdown or HTML sees what is in them; where one stands
inside a link target, an attribute or a code span, the outer code holds it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from locmem.inline.attributes import without_attributes
from locmem.inline.code_families import with_code_as_one
from locmem.inline.dialects import finders
from locmem.inline.expressions import expressions_in
from locmem.inline.html_markup import find_html
from locmem.inline.liquid import mask, scan
from locmem.inline.markdown_markup import find_markdown
from locmem.inline.notations import MDX, PROGRAMS, directives_in, families_read
from locmem.inline.pieces import FILLER, Piece, build, flat, mask_pieces, outermost
from locmem.inline.tag import Form, Owner, Tag
from locmem.model.inline import CodeRole, CodeType, Inline, Syntax

_SIGNS = re.compile(r"[\\`*_~\[<&{$@\n]")
_SIGNS_AT_A_COLON = re.compile(r":(?://|::|[a-z])|(?i:mailto):")
_OF_CASE = re.compile(
    r"""\{\{[-~+]?\s*(case\.(?:value|from|until))\s*
        (?:\|\s*(?:date|duration|money|number|percent|phone)\s*(?::\s*(?:"[a-z0-9]+"|'[a-z0-9]+')\s*)?)?[-~+]?\}\}""",
    re.VERBOSE,
)
"""What a loop over the cases of a fact prints under its usual name, with the forms that a fact of ours can have."""


def holds_no_code(text: str) -> bool:
    """Whether `text` is only text in every syntax: no sign stands in it by which a code begins.

    One that holds a sign may be only text all the same.  Not supported: the placeholders of dialects.
    """
    if _SIGNS.search(text) or "www." in text:
        return False
    return ":" not in text or not _SIGNS_AT_A_COLON.search(text)


def parts_of(text: str, syntax: Syntax, dialects: Sequence[str], labels: Collection[str] | None = None) -> Inline:
    """`text` as an `Inline` of `syntax`; its native form is `text` again, whatever the text.

    labels: what the link definitions of its document define; None where nobody knows.
    """
    if not dialects and holds_no_code(text):
        return Inline(syntax=syntax, parts=(text,) if text else ())
    protected = protected_pieces(text, dialects, has_markup=syntax is not Syntax.PLAIN)
    masked = mask_pieces(text, protected)
    if syntax is Syntax.MARKDOWN:
        found = find_markdown(masked, text, labels, families_read(dialects))
    elif syntax is Syntax.HTML:
        found = find_html(masked, text)
    else:
        found = directives_in(masked, text, families_read(dialects)) if "[!" in masked else []
    return build(text, outermost([*protected, *found]), syntax)


def protected_pieces(text: str, dialects: Sequence[str], *, has_markup: bool = True) -> list[Piece]:
    """The Liquid tags of `text`, and the placeholders of `dialects` and expressions of MDX between them, in order.

    has_markup: whether the text is Markdown or HTML, in which expressions are read.
    """
    tags = with_code_as_one(text, scan(text).tags)
    families = families_read(dialects)
    has_expressions = has_markup and "{" in text and MDX in families
    if not tags and not dialects and not has_expressions:
        return []
    pieces = [_liquid_piece(tag) for tag in tags]
    masked = mask(text, tags, FILLER)
    for start, end in expressions_in(masked, is_mdx=PROGRAMS in families) if has_expressions else ():
        pieces.append(Piece(start=start, end=end, type=CodeType.VARIABLE, value=flat(text[start:end]), rank=2))
    for finder in finders(dialects):
        for start, end in finder(masked):
            if FILLER not in masked[start:end]:
                pieces.append(Piece(start=start, end=end, type=CodeType.VARIABLE, value=flat(text[start:end]), rank=2))
    return outermost(pieces)


def _liquid_piece(tag: Tag) -> Piece:
    if tag.form is Form.OUTPUT and tag.owner is Owner.OURS and tag.paths:
        # Another filter of the same fact is the same code: the target's grammar may need it.
        value = "{{ " + ", ".join(dict.fromkeys(tag.paths)) + " }}"
    elif found := _OF_CASE.fullmatch(tag.text):
        # The loop that binds it may stand around the text, and then nothing in the text says whose it is.
        value = f"{{{{ {found[1]} }}}}"
    else:
        value = without_attributes(tag.text)
    # The numbers of Liquid blocks are negative, those of other pairs positive.
    paired = tag.block is not None
    return Piece(
        start=tag.start,
        end=tag.end,
        type=CodeType.LIQUID,
        value=value,
        rank=2,
        role=tag.role if paired else CodeRole.SINGLE,
        pair=-(tag.block or 0),
        is_value=tag.form is Form.OUTPUT,
    )
