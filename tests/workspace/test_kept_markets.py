from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors, Location
from locmem.markets import load
from locmem.model.channel import Channel, Desk, Expectation, NameOrder, OpenHours, Style
from locmem.model.document import Risk
from locmem.model.fact import (
    Confidence,
    Duration,
    DurationUnit,
    Evidence,
    Fact,
    FactType,
    FactValue,
    ListItem,
    LocalText,
    Market,
    MarketLocale,
    Money,
    Obligation,
    Waiver,
    Window,
)
from locmem.model.sending import SendingPolicy
from locmem.workspace.kept_answers import FOLDER, KeptAnswers
from locmem.workspace.kept_markets import markets_in, read_markets, written_markets
from locmem.workspace.project import open_project
from tests.pipelines.shop import REPOSITORY, Shop

CASES = REPOSITORY / "tests" / "markets" / "cases"

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_DAYS = st.dates()
_AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
_LOCATIONS = st.builds(Location, path=_TEXTS, line=st.integers(0, 9), column=st.integers(0, 9), key=_TEXTS)
_WINDOWS = st.builds(Window, start=st.none() | _DAYS, end=st.none() | _DAYS)
_EVIDENCE = st.builds(
    Evidence,
    source=_TEXTS,
    verified_on=st.none() | _DAYS,
    confidence=st.sampled_from(Confidence),
    note=_TEXTS,
)
_LOCAL = st.builds(LocalText, values=st.dictionaries(_TEXTS, _TEXTS, max_size=2))
_ITEMS = st.builds(
    ListItem,
    fields=st.dictionaries(_TEXTS, _TEXTS | _LOCAL, max_size=2),
    window=_WINDOWS,
    evidence=_EVIDENCE,
    location=_LOCATIONS,
)
# What looks like a value of another type must not become one.
_LOOKALIKES = st.sampled_from(["", "12", "1.50", "2026-11-21", "true", "null", "1E+5"])
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    _AMOUNTS,
    _DAYS,
    _TEXTS,
    _LOOKALIKES,
    _LOCAL,
    st.builds(Money, amount=_AMOUNTS, currency=_TEXTS),
    st.builds(Duration, count=st.integers(0, 10**15), unit=st.sampled_from(DurationUnit)),
    st.lists(_ITEMS, max_size=2).map(tuple),
)
_FACTS = st.builds(
    Fact,
    path=_TEXTS,
    type=st.sampled_from(FactType),
    values=st.lists(
        st.builds(FactValue, value=_VALUES, window=_WINDOWS, evidence=_EVIDENCE, location=_LOCATIONS), max_size=3
    ).map(tuple),
    location=_LOCATIONS,
    is_legal=st.booleans(),
)
_BY_PATH = st.dictionaries(_TEXTS, _FACTS, max_size=3)
_POLICIES = st.builds(
    SendingPolicy,
    allowed=st.lists(_TEXTS, max_size=2).map(tuple),
    region=_TEXTS,
    reviewed_on=_DAYS,
    location=_LOCATIONS,
    risks=st.lists(st.sampled_from(Risk), max_size=2).map(tuple),
)
_MINUTES = st.integers(0, 1440)
_OPEN = st.builds(OpenHours, first=st.integers(0, 6), last=st.integers(0, 6), opens=_MINUTES, closes=_MINUTES)
_HOURS = st.lists(_OPEN, max_size=2).map(tuple)
_CHANNELS = st.builds(
    Channel,
    name=_TEXTS,
    expectation=st.sampled_from(Expectation),
    evidence=_EVIDENCE,
    location=_LOCATIONS,
    target=st.none() | st.builds(Duration, count=st.integers(1, 99), unit=st.sampled_from(DurationUnit)),
    priority=st.integers(0, 9),
    owner=_TEXTS,
    reviewed_on=st.none() | _DAYS,
    hours=_HOURS,
)
_DESKS = st.builds(Desk, time_zone=_TEXTS, hours=_HOURS, location=_LOCATIONS, holidays=_TEXTS)
_STYLES = st.builds(
    Style,
    address=_TEXTS,
    directness=_TEXTS,
    name_order=st.sampled_from(NameOrder),
    evidence=_EVIDENCE,
    location=_LOCATIONS,
    greeting=st.dictionaries(_TEXTS, _TEXTS, max_size=2),
    closing=st.dictionaries(_TEXTS, _TEXTS, max_size=2),
)
_MARKETS = st.builds(
    Market,
    code=_TEXTS,
    name=_TEXTS,
    currency=_TEXTS,
    locales=st.lists(st.builds(MarketLocale, content=_TEXTS, format=_TEXTS, tone=_TEXTS), max_size=2).map(tuple),
    facts=_BY_PATH,
    company=_BY_PATH,
    obligations=st.lists(
        st.builds(
            Obligation,
            key=_TEXTS,
            applies_to=st.lists(_TEXTS, max_size=2).map(tuple),
            text=_TEXTS,
            window=_WINDOWS,
            evidence=_EVIDENCE,
            location=_LOCATIONS,
            facts=st.lists(_TEXTS, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    waivers=st.lists(
        st.builds(Waiver, fact=_TEXTS, by=_TEXTS, reason=_TEXTS, on=_DAYS, location=_LOCATIONS), max_size=2
    ).map(tuple),
    path=_TEXTS,
    is_launched=st.booleans(),
    sending=st.none() | _POLICIES,
    channels=st.lists(_CHANNELS, max_size=2).map(tuple),
    desk=st.none() | _DESKS,
    style=st.none() | _STYLES,
)


@given(markets=st.lists(_MARKETS, max_size=2).map(tuple))
def test_markets_are_read_as_they_were_written(markets: tuple[Market, ...]) -> None:
    written = written_markets(markets)
    assert written is not None
    read = read_markets(written)
    assert read == markets
    # 1, 1.0 and True are equal; their types decide how they are shown.
    assert repr(read) == repr(markets)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(Duration(count=10**30, unit=DurationUnit.DAY), id="more digits than a machine counts with"),
        pytest.param("\ud800", id="half a character"),
    ],
)
def test_what_cannot_be_written_is_not_kept(value: Duration | str) -> None:
    place = Location(path="markets/ES.yaml")
    held = FactValue(value=value, window=Window(), evidence=Evidence(), location=place)
    fact = Fact(path="x", type=FactType.DURATION, values=(held,), location=place)
    assert written_markets((_market({"x": fact}),)) is None


def _market(facts: dict[str, Fact]) -> Market:
    return Market(
        code="ES",
        name="Spain",
        currency="EUR",
        locales=(),
        facts=facts,
        company={},
        obligations=(),
        waivers=(),
        path="markets/ES.yaml",
    )


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """A project of which nothing is known yet."""
    shutil.rmtree(shop.root / FOLDER)
    return shop


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Grows by an item each time that profiles are parsed: whether planned markets were wanted."""
    asked: list[bool] = []
    load_markets = load.load_markets

    def noted(folder: Path, shown: str, *, with_planned: bool = True) -> tuple[Market, ...]:
        asked.append(with_planned)
        return load_markets(folder, shown, with_planned=with_planned)

    monkeypatch.setattr(load, "load_markets", noted)
    return asked


@pytest.mark.parametrize("folder", [REPOSITORY / "markets", CASES], ids=["the project's own", "cases"])
@pytest.mark.parametrize("with_planned", [True, False], ids=["all", "launched"])
def test_real_markets_come_out_the_same_from_what_is_kept(
    folder: Path, with_planned: bool, tmp_path: Path, parsed: list[bool]
) -> None:
    (tmp_path / "markets").symlink_to(folder)
    first, answers = _kept(tmp_path, with_planned=with_planned), KeptAnswers(tmp_path)
    again = markets_in(tmp_path, "markets", answers, with_planned=with_planned)
    assert again == first == load.load_markets(folder, "markets", with_planned=with_planned)
    assert repr(again) == repr(first)
    assert len(parsed) == 2  # The first, and the one just compared with.


def _kept(root: Path, *, with_planned: bool = False) -> tuple[Market, ...]:
    answers = KeptAnswers(root)
    markets = markets_in(root, "markets", answers, with_planned=with_planned)
    answers.keep()
    return markets


def test_a_command_after_another_parses_no_profile(shop: Shop, parsed: list[bool]) -> None:
    first = shop.open().markets
    assert shop.open().markets == first
    assert parsed == [False]
    # Whoever asks for all has another question.
    assert shop.open().all_markets == shop.open().all_markets
    assert parsed == [False, True]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda shop: shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nname: Espagne\n"), id="a profile"),
        pytest.param(
            lambda shop: shop.edit("markets/company.yaml", "\nmarkets:\n", "\n\nmarkets:\n"), id="company data"
        ),
        pytest.param(lambda shop: shop.remove("markets/ES.yaml"), id="a profile that is gone"),
        pytest.param(lambda shop: shop.write("markets/ES.yml", "market: ES\n"), id="a file of another ending"),
        pytest.param(lambda shop: (shop.root / "markets/PT.yaml").mkdir(), id="a folder of such a name"),
        pytest.param(lambda shop: (shop.root / "markets/PT.yaml").symlink_to("nowhere"), id="a link to nothing"),
        pytest.param(lambda shop: shop.edit("markets/ES.yaml", "\nname: ", "\nnom: "), id="a mistake"),
    ],
)
def test_what_changed_is_seen_whatever_is_kept(shop: Shop, edit: Callable[[Shop], object], parsed: list[bool]) -> None:
    _ = shop.open().markets
    shop.remove(".locmem/seen/markets/ES.yaml")
    edit(shop)
    assert _outcome(shop) == _outcome(shop) == _outcome(shop, keeps_answers=False)
    assert len(parsed) > 2


def _outcome(shop: Shop, *, keeps_answers: bool = True) -> object:
    try:
        return open_project(shop.root, keeps_answers=keeps_answers).markets
    except InputErrors as error:
        return error.problems


def test_a_profile_with_a_mistake_is_told_each_time_and_never_kept(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    for _ in range(2):
        with pytest.raises(InputErrors, match="the key 'nom' is not known"):
            _ = shop.open().markets
    assert not (shop.root / FOLDER / "markets").exists()


def test_a_profile_that_was_cut_is_told_each_time(shop: Shop) -> None:
    shop.run()
    whole = shop.read("markets/ES.yaml")
    shop.write("markets/ES.yaml", whole[: whole.index("\nobligations:") + 1])
    for _ in range(2):
        with pytest.raises(InputErrors, match="the file ends here"):
            _ = shop.open().markets


def test_a_section_that_is_gone_is_told_each_time(shop: Shop) -> None:
    shop.run()
    whole = shop.read("markets/ES.yaml")
    start = whole.index("\nobligations:")
    end = whole.find("\nwaivers:", start)
    shop.write("markets/ES.yaml", whole[:start] + (whole[end:] if end >= 0 else "") + "\n# The end.\n")
    for _ in range(2):
        with pytest.raises(InputErrors, match="the file lacks what it had"):
            _ = shop.open().markets


def test_a_link_that_leads_out_is_refused_each_time(shop: Shop, tmp_path: Path) -> None:
    _ = shop.open().markets
    outside = tmp_path / "outside.yaml"
    outside.write_text(shop.read("markets/ES.yaml"), encoding="utf-8")
    (shop.root / "markets/ES.yaml").unlink()
    (shop.root / "markets/ES.yaml").symlink_to(outside)
    for _ in range(2):
        with pytest.raises(InputErrors, match="leads out of the project"):
            _ = shop.open().markets


def test_what_somebody_saved_while_it_was_read_is_not_kept(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    load_markets = load.load_markets

    def disturbed(folder: Path, shown: str, *, with_planned: bool = True) -> tuple[Market, ...]:
        found = load_markets(folder, shown, with_planned=with_planned)
        shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nname: Espagne\n")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(load, "load_markets", disturbed)
        assert "Spain" in {market.name for market in shop.open().markets}
    assert not (shop.root / FOLDER / "markets").exists()
    assert "Espagne" in {market.name for market in shop.open().markets}


def test_without_a_cache_nothing_is_kept_or_believed(shop: Shop, parsed: list[bool]) -> None:
    _ = open_project(shop.root, keeps_answers=False).markets
    assert not (shop.root / FOLDER).exists()
    _ = shop.open().markets
    _ = open_project(shop.root, keeps_answers=False).markets
    assert parsed == [False] * 3


def test_a_dry_run_keeps_no_markets(shop: Shop) -> None:
    done = shop.command("run", "sync", "--market", "ES", "--dry-run")
    assert (done.returncode, (shop.root / FOLDER / "markets").exists()) == (0, False)
    assert shop.command("market", "list").returncode == 0
    assert (shop.root / FOLDER / "all-markets").exists()


def test_only_the_last_few_versions_of_the_markets_are_kept(shop: Shop) -> None:
    _ = shop.open().markets
    one = (shop.root / FOLDER / "markets").stat().st_size
    for number in range(9):
        shop.write("markets/company.yaml", f"{shop.read('markets/company.yaml')}# {number}\n")
        _ = shop.open().markets
    assert (shop.root / FOLDER / "markets").stat().st_size < 5 * one


def test_amounts_keep_their_digits() -> None:
    place = Location(path="markets/ES.yaml")
    held = FactValue(value=Decimal("21.00"), window=Window(end=date(2026, 1, 1)), evidence=Evidence(), location=place)
    fact = Fact(path="rate", type=FactType.PERCENT, values=(held,), location=place)
    written = written_markets((_market({"rate": fact}),))
    assert written is not None
    assert str(read_markets(written)[0].facts["rate"].values[0].value) == "21.00"
