"""The report reads the log of the project, and writes nothing where there is none."""

from __future__ import annotations

from locmem.mt.audit import AuditLog, Call, Grounds, Permission
from locmem.pipelines.privacy import privacy_report
from tests.pipelines.shop import Shop


def test_a_project_without_a_history_has_none_afterwards(shop: Shop) -> None:
    place = shop.root / "locmem.db"
    place.unlink(missing_ok=True)
    report = privacy_report(shop.open())
    assert (report.calls, report.sent, report.faults, report.end) == ((), (), (), "")
    assert not place.exists()


def test_calls_of_a_month_are_told_apart(shop: Shop) -> None:
    project = shop.open()
    call = Call(
        engine="deepl", version="1", host="h", source_locale="en", locale="es", texts=1, characters=10, hidden={"ip": 1}
    )
    log = AuditLog(project.database, project.clock)
    calls = log.calls(Grounds(command="sync", permissions=(Permission(market="ES", region="EU"),)))
    calls.ended(calls.sent(call, 10), answered=1)
    assert privacy_report(project, "2026-10").sent == ()
    (sent,) = privacy_report(project, "2026-11").sent
    assert (sent.engine, sent.permissions[0].market, sent.hidden) == ("deepl", "ES", {"ip": 1})
    assert privacy_report(project).end == log.end != ""
