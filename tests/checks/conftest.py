"""The project every check is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.lamps import BRAZIL, COMPANY, SETTINGS, SPAIN, Lamps


@pytest.fixture
def lamps(tmp_path: Path) -> Lamps:
    """A sound project with one article and no translation."""
    project = Lamps(root=tmp_path)
    project.write("locmem.yaml", SETTINGS)
    project.write("markets/ES.yaml", SPAIN)
    project.write("markets/BR.yaml", BRAZIL)
    project.write("markets/company.yaml", COMPANY)
    project.article("We refund you within {{ market.refund }}.")
    return project
