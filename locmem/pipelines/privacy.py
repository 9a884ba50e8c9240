"""What left the machine, read from the log; and which engines of the settings may be sent what."""

from __future__ import annotations

from locmem.reports.privacy import PrivacyReport, allowances, summed
from locmem.workspace.project import Project


def privacy_report(project: Project, month: str = "") -> PrivacyReport:
    """What left the machine in a month such as `2026-11`, ever for none, and what may leave it today.

    Nothing is written where there is no history yet.  Raises InputErrors for a market that cannot be read, unless the
    project `reads_on`, and StoreError.
    """
    from locmem.mt.audit import AuditLog
    from locmem.mt.engines import engine_status

    settings = project.settings
    engines = tuple((one, engine_status(one, settings.source_locale)) for one in settings.engines)
    markets = project.markets
    wrong = (one.location.path for one in project.unread if one.location.path.startswith("markets/"))
    unread = tuple(sorted(project.broken_markets)) or tuple(dict.fromkeys(wrong))
    log = AuditLog(project.database, project.clock) if project.has_state else None
    calls = tuple(one for one in log.rows(month) if one.call.host) if log else ()
    return PrivacyReport(
        month=month,
        database=settings.database.shown or settings.database.file,
        calls=calls,
        sent=summed(calls),
        faults=log.verify() if log else (),
        end=log.end if log else "",
        local=tuple((setting.full_name, setting.locale) for setting, one in engines if not one.host),
        elsewhere=tuple((setting.full_name, setting.locale) for setting, one in engines if one.host),
        unread=unread,
        allowances=allowances(settings, engines, markets, project.today, unread),
    )
