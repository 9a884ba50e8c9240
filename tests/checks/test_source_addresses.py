from __future__ import annotations

import pytest

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("[the form](file:///C:/form.html)", "link-own-machine"),
        ("![Box](D:/box.png)", "link-own-machine"),
        ("[the form](htps://lamps.example/form)", "link-nowhere"),
        ("[the form](mailto:help.example)", "link-mail-address"),
    ],
)
def test_a_wrong_address_is_told_once_and_by_one_check(lamps: Lamps, body: str, check: str) -> None:
    lamps.article(body)
    checks = ("active-content", "link-own-machine", "link-nowhere", "link-mail-address", "link-site-misspelt")
    assert [one.check for name in checks for one in lamps.findings(name)] == [check]


def test_what_runs_is_no_slip_and_is_told_all_the_same(lamps: Lamps) -> None:
    lamps.article("[the form](javascript:alert(1))")
    assert len(lamps.findings("active-content")) == 1
    assert lamps.findings("link-nowhere") == []


def test_a_host_is_compared_with_the_companys_mail_too(lamps: Lamps) -> None:
    company = "company:\n  mail: {type: name, value: help@post.lantern.example}\nmarkets: {BR: {}, ES: {}}\n"
    lamps.write("markets/company.yaml", company)
    lamps.article("Write to [us](mailto:help@post.lamtern.example), or read [this](https://lantern.example).")
    [found] = lamps.findings("link-site-misspelt")
    assert found.severity is Severity.WARNING
    assert "post.lantern.example" in found.do


def test_a_host_that_two_sources_name_is_no_slip(lamps: Lamps) -> None:
    lamps.article("[a](https://lamp.example/)")
    assert len(lamps.findings("link-site-misspelt")) == 1
    lamps.article("[a](https://lamp.example/)", name="other")
    assert lamps.findings("link-site-misspelt") == []
