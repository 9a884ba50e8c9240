from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.inline.compare import Damage, code_problems
from locmem.inline.dialects import own_dialect
from locmem.inline.protect import from_editable, parse
from locmem.model.inline import Syntax


@pytest.mark.parametrize(
    ("dialect", "text", "found"),
    [
        ("percent", "Hello %{ticket.name.first}, 5 % {x}", ["%{ticket.name.first}"]),
        ("ruby", "Hello #{ticket.customer.firstname} # {x}", ["#{ticket.customer.firstname}"]),
        ("printf", "%s of %(total)d, %1$s, %5.2f, 100%%, 20 % sure", ["%s", "%(total)d", "%1$s", "%5.2f", "%%"]),
        (
            "bracket",
            "[runs>{runs_list}] [has_fields>Fields: {id_data}] [x](y)",
            [
                "[runs>{runs_list}]",
                "[has_fields>",
                "{id_data}",
            ],
        ),
    ],
)
def test_placeholders_of_a_dialect_are_protected_when_it_is_on(dialect: str, text: str, found: list[str]) -> None:
    assert [code.original for code in parse(text, Syntax.PLAIN, dialects=(dialect,)).codes] == found
    assert parse(text, Syntax.PLAIN).codes == ()


def test_handlebars_needs_no_dialect_but_may_be_named() -> None:
    text = "{{name}} {{{html}}}"
    assert parse(text, Syntax.PLAIN, dialects=("handlebars",)) == parse(text, Syntax.PLAIN)


def test_liquid_wins_over_a_dialect() -> None:
    content = parse("{{ x | f: '%{y}' }}", Syntax.PLAIN, dialects=("percent",))
    assert [code.original for code in content.codes] == ["{{ x | f: '%{y}' }}"]


def test_a_pattern_of_a_team_is_protected_like_a_known_notation() -> None:
    own = own_dialect("order", r"\[\[order:[a-z]+\]\]")
    source = parse("See [[order:number]] **now**.", Syntax.MARKDOWN, dialects=(own, "percent"))
    assert [code.original for code in source.codes] == ["[[order:number]]", "**", "**"]
    target = from_editable("Mira **ya** [[order:number]].", source)
    assert code_problems(source, target) == ()
    lost = from_editable("Mira **ya** [[order:numero]].", source)
    assert [problem.kind for problem in code_problems(source, lost)][:1] == [Damage.MISSING]


def test_an_unknown_dialect_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'perl' is not a placeholder dialect; there are: bracket, handlebars"):
        parse("x", Syntax.PLAIN, dialects=("perl",))
