"""Codes around all of a text and on its last line: their place in a translation is certain, and no other is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.code_ends import same_ends
from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax


def ended(old: str, target: str, new: str, syntax: Syntax = Syntax.MARKDOWN) -> tuple[str, str]:
    made = same_ends(*(parse(text, syntax) for text in (target, old, new)))
    return made[0].native, made[1].native


@pytest.mark.parametrize(
    ("old", "target", "new", "made"),
    [
        ("Send it", "Envíelo", "[Send it](a.md)", "[Envíelo](a.md)"),
        ("Send it.", "Envíelo.", "[Send them](a.md).", "[Envíelo](a.md)."),
        ("Send it", "Envíelo", "**[Send it](a.md)**", "**[Envíelo](a.md)**"),
        ("Send it: {{ a }}", "{{ a }}: envíelo", "*Send it: {{ a }}*", "*{{ a }}: envíelo*"),
    ],
)
def test_a_pair_around_all_of_the_source_is_put_around_all_of_the_translation(
    old: str, target: str, new: str, made: str
) -> None:
    assert ended(old, target, new)[0] == made


@pytest.mark.parametrize(
    ("old", "target", "new"),
    [
        pytest.param("Send it", "Envíelo", "**Send** it", id="around a word"),
        pytest.param("**Send** it", "**Envíe** esto", "**Send it**", id="of a type that was there"),
        pytest.param("Send it", "Envíelo.", "*Send it*!", id="before another sign"),
        pytest.param("Send it", "Envíe ](b.md) esto", "[Send it](a.md)", id="around what would end it"),
        pytest.param("Send {{ a }}", "Envíe {{ a }}", "Send", id="a value at the end of a phrase"),
        pytest.param("Send", "Envíe", "Send {{ a }}", id="a value that came to a phrase"),
    ],
)
def test_elsewhere_nothing_is_certain(old: str, target: str, new: str) -> None:
    assert ended(old, target, new) == (target, old)


LINE = "Kind regards,<br>{{ name }}"
LINE_ES = "Saludos,<br>{{ name }}"


@pytest.mark.parametrize(
    ("old", "target", "new", "made"),
    [
        pytest.param(LINE, LINE_ES, "Kind regards,", "Saludos,", id="a last line that went"),
        pytest.param("Kind regards,", "Saludos,", LINE, LINE_ES, id="a last line that came"),
        pytest.param(LINE, LINE_ES, f"{LINE} – {{{{ firm }}}}", f"{LINE_ES} – {{{{ firm }}}}", id="more on it"),
        pytest.param(
            LINE, LINE_ES, f"{LINE} &ndash; {{{{ a }}}}", f"{LINE_ES} &ndash; {{{{ a }}}}", id="behind an entity"
        ),
        pytest.param(f"{LINE} – {{{{ firm }}}}", f"{LINE_ES} – {{{{ firm }}}}", LINE, None, id="less on it"),
        pytest.param(LINE, "{{ name }}<br>Saludos", "Kind regards,", None, id="another order in the translation"),
        pytest.param(LINE, "Saludos,<br>{{ firm }}", "Kind regards,", None, id="another code in the translation"),
    ],
)
def test_a_last_line_of_codes(old: str, target: str, new: str, made: str | None) -> None:
    assert ended(old, target, new, Syntax.HTML) == ((target, old) if made is None else (made, new))


def codes(content: Inline) -> list[str]:
    return sorted(code.identity for code in content.codes)


_PIECES = st.lists(
    st.sampled_from(["a ", "b", "<br>", "{{ x }}", "{{ y }}", " – ", ".", "<b>c</b>", "<i>"]), max_size=6
)


@given(_PIECES, _PIECES)
def test_what_is_put_at_an_end_is_of_the_new_source_and_has_a_number_of_its_own(old: list[str], new: list[str]) -> None:
    before, after = parse("".join(old), Syntax.HTML), parse("".join(new), Syntax.HTML)
    target, source = same_ends(before, before, after)
    assert target == source
    assert not [one for one in codes(target) if one not in codes(before) + codes(after)]
    assert parse(target.native, Syntax.HTML).text == target.text
    assert "".join(filter(str.isalnum, target.text)) == "".join(filter(str.isalnum, before.text))
