"""A record of one text that came back from a translator, for tests that change what they are about."""

from __future__ import annotations

from locmem.history.work import How, Work

RETURNED = Work(
    locale="es",
    document="articles/a.md",
    occurrence="k3f9xx",
    source="0123456789ab",
    words=3,
    origin="mt:apertium",
    percent=0,
    draft="Hola mundo",
    final="Hola, mundo",
    before_state="draft",
    after_state="translated",
    how=How.RETURN,
    handoff="2026-11-20-es-1-abcde",
    seen_from="2026-11-20T08:00:00+00:00",
    who="Ana",
)
