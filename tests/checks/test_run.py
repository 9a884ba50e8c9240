from __future__ import annotations

from datetime import date

from locmem.checks.baseline import known_of
from locmem.checks.run import problems_as_findings
from locmem.errors import Location, Problem
from locmem.model.finding import Gate
from tests.checks.gates import run_checks
from tests.checks.lamps import Lamps


def test_both_gates_are_reported_and_only_one_fails(lamps: Lamps) -> None:
    lamps.article("Pay with Bizum.")
    change = run_checks(lamps.context(), Gate.CHANGE)
    release = run_checks(lamps.context(), Gate.RELEASE)
    assert change.findings == release.findings
    assert {finding.check for finding in change.failing} == {"fact-typed-in"}
    assert {finding.check for finding in release.failing} == {"incomplete"}
    assert {finding.check for finding in change.other_errors} == {"incomplete"}


def test_a_release_counts_the_chosen_markets_only(lamps: Lamps) -> None:
    lamps.translate({"within": "En {{ market.refund }}.", "Refunds": "Devoluciones"})
    assert run_checks(lamps.context("ES"), Gate.RELEASE).failing == ()
    assert run_checks(lamps.context("BR"), Gate.RELEASE).failing


def test_findings_stand_worst_first_and_once(lamps: Lamps) -> None:
    problem = Problem(location=Location(path="markets/PT.yaml", line=3), what="the tax is missing.")
    extra = [*problems_as_findings([problem]), *problems_as_findings([problem])]
    report = run_checks(lamps.context(), Gate.CHANGE, extra=extra)
    ranks = [finding.severity.rank for finding in report.findings]
    assert ranks == sorted(ranks)
    [found] = report.failing
    assert (found.check, found.location, found.what) == ("input", problem.location, problem.what)
    assert found.do


def test_known_findings_are_reported_and_do_not_fail(lamps: Lamps) -> None:
    lamps.article("Pay with Bizum.")
    before = run_checks(lamps.context(), Gate.CHANGE)
    known = known_of(before.failing, date(2026, 11, 21))
    lamps.article("A line more.\n\nPay with Bizum.")
    after = run_checks(lamps.context(), Gate.CHANGE, known=known)
    assert after.failing == ()
    assert {finding.check for finding in after.known} == {"fact-typed-in"}
    lamps.article("Pay with Bizum or Bizum.")
    assert len(run_checks(lamps.context(), Gate.CHANGE, known=known).failing) == 1


def test_paths_take_a_document_with_its_catalogs(lamps: Lamps) -> None:
    lamps.article("Pay with Bizum.", name="other")
    lamps.translate({"within": "Sin nada."})
    context = lamps.context()
    for path in ("content/articles/refunds.md", "articles/refunds.md", "./content/articles/refunds.md"):
        report = run_checks(context, Gate.RELEASE, paths=[path])
        assert report.files == ("content/articles/refunds.md",)
        assert "damaged-codes" in {finding.check for finding in report.findings}
        assert "fact-typed-in" not in {finding.check for finding in report.findings}
    assert len(run_checks(context, Gate.RELEASE, paths=["content"]).files) == 2
