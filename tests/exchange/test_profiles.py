"""Profiles of tools: what each gets, and what stands in its files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.cli.exchange import FormatName, ProfileName
from locmem.exchange.outgoing import ExchangeFormat
from locmem.exchange.profiles import GENERIC, PROFILES, Profile, Standing, profile_named, what_stands
from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry, State

DRAFT = CatalogEntry(occurrence="k3f9xx", kind=UnitKind.PARAGRAPH, source="Hello.", target="Hola.", state=State.DRAFT)
EMPTY = replace(DRAFT, target="", state=State.UNTRANSLATED)
CONFIRMED = replace(DRAFT, state=State.TRANSLATED)
OMEGAT = PROFILES["omegat"]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda one: one.name)
def test_every_tool_gets_some_format_and_shows_what_is_confirmed(profile: Profile) -> None:
    assert profile.formats
    for format_ in profile.formats:
        assert what_stands(CONFIRMED, profile, format_, is_locked=False) is Standing.TARGET


@pytest.mark.parametrize(
    ("profile", "format_", "entry", "is_locked", "stands"),
    [
        (GENERIC, ExchangeFormat.PO, DRAFT, False, Standing.TARGET),
        (GENERIC, ExchangeFormat.XLIFF, EMPTY, False, Standing.NOTHING),
        # OmegaT takes what stands in a target for a translation, and shows nothing where a target of XLIFF is empty.
        (OMEGAT, ExchangeFormat.PO, DRAFT, False, Standing.NOTHING),
        (OMEGAT, ExchangeFormat.PO, EMPTY, False, Standing.NOTHING),
        (OMEGAT, ExchangeFormat.XLIFF, DRAFT, False, Standing.SOURCE),
        (OMEGAT, ExchangeFormat.XLIFF, EMPTY, False, Standing.SOURCE),
        (OMEGAT, ExchangeFormat.PO, DRAFT, True, Standing.TARGET),
    ],
)
def test_what_stands_where_the_target_goes(
    profile: Profile, format_: ExchangeFormat, entry: CatalogEntry, is_locked: bool, stands: Standing
) -> None:
    assert what_stands(entry, profile, format_, is_locked=is_locked) is stands


def test_a_profile_is_known_by_its_name() -> None:
    assert profile_named("omegat") is OMEGAT
    with pytest.raises(ValueError, match="'word' is no profile; there are generic, omegat"):
        profile_named("word")


def test_the_command_offers_every_profile_and_every_format() -> None:
    """Their names stand in the command once more, so that its help loads nothing else."""
    assert {one.value for one in ProfileName} == set(PROFILES)
    assert {one.value for one in FormatName} == {one.value for one in ExchangeFormat}
