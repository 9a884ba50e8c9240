"""XLIFF for translators: limits, notes and what each tool needs to show a text."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.exchange.guidance import Guidance
from locmem.exchange.outgoing import Outgoing
from locmem.exchange.profiles import GENERIC, PROFILES, Profile
from locmem.exchange.xliff_files import write_xliff, write_xliff2
from locmem.formats import xliff2, xliff12
from locmem.formats.xliff12 import XliffUnit
from locmem.model.translation import Origin, OriginKind, State
from tests.exchange.test_effort import row

ROWS = (
    row("New [here](a.md)."),
    row("Drafted.", target="Borrador.", state=State.DRAFT, origin=Origin(OriginKind.MT, "apertium")),
    row(
        "Changed now.",
        target="Antes.",
        state=State.REVIEWED,
        stale_since=date(2026, 11, 1),
        previous_source="Changed then.",
    ),
    row("Read this.", target="Lee esto.", state=State.REVIEWED, inherited="es"),
)


def units(profile: Profile = GENERIC, version: int = 1) -> tuple[XliffUnit, ...]:
    outgoing = Outgoing(
        document="a.md",
        source_locale="en",
        locale="es",
        rows=ROWS,
        guidance={ROWS[0].entry.occurrence: Guidance(most=40)},
    )
    if version == 2:
        [file] = xliff2.read(write_xliff2(outgoing, handoff="h", profile=profile), "a.xlf")
    else:
        [file] = xliff12.read(write_xliff(outgoing, handoff="h", profile=profile), "a.xlf")
    assert (file.source_locale, file.locale) == (("en-US", "es-ES") if profile.needs_regions else ("en", "es"))
    return file.units


@pytest.mark.parametrize("version", [1, 2])
def test_what_helps_is_a_note(version: int) -> None:
    new, drafted, stale, _ = units(version=version)
    assert new.notes == ("At most: 40 characters", "Link: a.md")
    assert drafted.notes == ("Proposal: by machine (apertium), nobody has read it",)
    assert stale.notes == ("The source changed since this was translated: Changed [then → now].",)


def test_a_limit_has_a_place_of_its_own_in_1_2() -> None:
    assert [unit.most for unit in units()] == [40, 0, 0, 0]


def test_what_is_reviewed_elsewhere_is_sent_as_reviewed() -> None:
    inherited = units()[3]
    assert (inherited.approved, inherited.state) == (True, "signed-off")


def test_omegat_can_translate_what_has_no_target_yet() -> None:
    new, drafted, stale, inherited = units(PROFILES["omegat"])
    for unit in (new, drafted, stale):
        assert (unit.target, unit.state, unit.qualifier, unit.previous_source) == (unit.source, "", "", "")
    assert inherited.target is not None
    assert inherited.target.text == "Lee esto."


def test_poedit_shows_drafts_as_needing_work_in_both_versions() -> None:
    assert [unit.state for unit in units(PROFILES["poedit"])] == [
        "needs-translation",
        "needs-translation",
        "needs-translation",
        "signed-off",
    ]
    assert units(PROFILES["poedit"], 2)[1].state == "initial"


def test_trados_gets_languages_with_regions() -> None:
    assert units(PROFILES["trados"])[0].state == "needs-translation"
