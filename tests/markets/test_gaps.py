"""What some markets have and others lack: each slip told once, where it was made."""

from __future__ import annotations

from locmem.errors import Location
from locmem.markets.gaps import Written, gaps


def written(code: str, *paths: str) -> Written:
    line = 1 + ord(code[0])
    places = {
        ".".join(path.split(".")[: count + 1]): Location(path="c.yaml", line=line, key=f"{code}.{path}")
        for path in paths
        for count in range(path.count(".") + 1)
    }
    return Written(place=Location(path="c.yaml", line=line), paths=paths, places=places)


def told(*data: Written, parents: dict[str, str] | None = None, everyones: tuple[str, ...] = ()) -> list[str]:
    codes = ("DE", "ES", "FR")
    return [str(one) for one in gaps(dict(zip(codes, data, strict=False)), parents or {}, everyones)]


def test_markets_that_have_the_same_are_fine() -> None:
    assert told() == told(written("DE", "a")) == told(written("DE", "a", "b.c"), written("ES", "b.c", "a")) == []


def test_of_two_markets_one_is_misspelt_and_told_once() -> None:
    [line] = told(written("DE", "tax_numbr"), written("ES", "tax_number"))
    assert "tax_numbr is known of DE alone, and ES has tax_number." in line


def test_a_group_and_all_that_stands_in_it_is_one_slip() -> None:
    one, other = ("dpo.name", "dpo.email"), ("dop.name", "dop.email")
    [line] = told(written("DE", *one), written("ES", *other), written("FR", *one))
    assert "Did you mean 'dpo'?" in line


def test_two_slips_are_two() -> None:
    lines = told(written("DE", "phone", "email"), written("ES", "fone", "emial"), written("FR", "phone", "email"))
    assert len(lines) == 2
    assert ["Did you mean 'phone'?" in line or "Did you mean 'email'?" in line for line in lines] == [True, True]


def test_names_that_are_both_known_of_one_market_are_no_slip() -> None:
    [line] = told(written("DE", "phone"), written("ES", "phone", "phones"), written("FR", "phone"))
    assert "ES alone has phones; DE, FR do not." in line


def test_what_a_country_lacks_its_part_is_not_told_to_lack() -> None:
    parts = written("DE", "a"), written("ES"), written("FR")
    assert len(told(*parts, parents={"FR": "ES"})) == 1
    [line] = told(written("DE", "a"), written("ES", "a"), written("FR"), parents={"FR": "ES"})
    assert "FR has no a, but DE, ES do." in line


def test_what_everybody_has_is_nobody_s_gap() -> None:
    assert told(written("DE", "a"), written("ES"), everyones=("a",)) == []


def test_a_part_has_what_its_country_has() -> None:
    whole = written("ES", "a").over(written("DE", "b.c"))
    assert set(whole.paths) == {"a", "b.c"}
    assert set(whole.places) == {"a", "b", "b.c"}
