"""What can be mutated in a file, into what, and what is left alone."""

from __future__ import annotations

from textwrap import indent

import pytest

from tests.mutants.__main__ import described
from tests.mutants.sites import Site, is_sound, sites_of
from tests.mutants.trial import Verdict


def changes(text: str) -> set[tuple[str, str]]:
    source = text.encode()
    return {(site.before, site.after) for site in sites_of("locmem/lamp.py", source) if is_sound(site, source)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a < b", {("a < b", "(a <= b)")}),
        ("return a is None", {("a is None", "(a is not None)")}),
        ("return a in b", {("a in b", "(a not in b)")}),
        ("return a and b", {("a and b", "(a or b)")}),
        ("return not a", {("not a", "(a)")}),
        ("return a[b:c]", {("b", ""), ("c", "")}),
        ("return a - b", {("a - b", "(a + b)")}),
        ("return 'é' + a", set()),
        ("return 7", {("7", "8")}),
        ("return True", {("True", "False")}),
        ("return min(a)", {("min", "max")}),
        ("return a == 'é'", {("a == 'é'", "(a != 'é')"), ("'é'", "'XXé'")}),
        ("return a in ('x', b)", {("a in ('x', b)", "(a not in ('x', b))"), ("'x'", "'XXx'")}),
        (
            "return a.startswith('x')",
            {("a.startswith", "(a.endswith)"), ("'x'", "'XXx'")},
        ),
        ("return b if a else c", {("a", "(not a)")}),
        ("return [b for b in a if b]", {("b", "(not b)")}),
        ("a.append(b)", {("a.append(b)", "pass")}),
        ("a += b", {("a += b", "pass"), ("a += b", "a -= b")}),
        ("raise a", {("raise a", "pass")}),
        ("if a: return b", {("a", "(not a)"), ("return b", "pass")}),
        ("for b in a: continue", {("continue", "break")}),
        ("for b in a: break", {("break", "continue")}),
        ("return 'shown'", set()),
        ("return f'{a} of {7}'", set()),
        ("assert a is not None", set()),
        ("return zip(a, b, strict=True)", set()),
        ("a: Literal['x', 7] = b", set()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_has_the_faults_somebody_could_make(line: str, expected: set[tuple[str, str]]) -> None:
    text = f'def f(a, b, c):\n    """Says 7 == 7."""\n{indent(line, "    ")}\n'
    assert changes(text) == expected


def test_a_place_behind_letters_of_several_bytes_is_met() -> None:
    source = 'def f(a):\n    return "ééé", a == 1\n'.encode()
    [swapped] = [site for site in sites_of("locmem/lamp.py", source) if "!=" in site.after]
    assert swapped.applied(source).decode() == 'def f(a):\n    return "ééé", (a != 1)\n'


def test_defaults_and_constants_of_a_module_are_executed_by_import() -> None:
    text = "LIMIT = 3\n\ndef f(a=True, b='x'):\n    return a + 4\n"
    sites = sites_of("locmem/lamp.py", text.encode())
    assert {(site.before, site.runs_on_import) for site in sites} == {
        ("3", True),
        ("True", True),
        ("'x'", True),
        ("a + 4", False),
        ("4", False),
    }


def test_what_only_describes_a_command_is_left_alone() -> None:
    assert changes("@app.command(hidden=True)\ndef f(a=typer.Option(7, help='x')): ...\n") == set()


def test_a_survivor_says_where_it_is_and_what_was_changed() -> None:
    text = "class Lamp:\n    def lit(self):\n        return self.volts > 3\n"
    site: Site = next(site for site in sites_of("locmem/lamp.py", text.encode()) if ">=" in site.after)
    shown = described(Verdict(site=site, is_killed=False, tests=2))
    assert shown == "locmem/lamp.py:3 Lamp.lit: self.volts > 3 → (self.volts >= 3) (2 tests reach it)"
