from __future__ import annotations

from locmem.checks.fact_forms import Held
from locmem.checks.leak import LeakKind, leak_of, use


def test_a_leak_says_what_to_write_in_its_place() -> None:
    held = Held(paths=("market.refund",), markets=frozenset({"ES"}))
    leak = leak_of(LeakKind.DURATION, 3, "14 days", "d14", held, is_certain=False)
    assert (leak.end, leak.is_sure, leak.is_certain, leak.do) == (10, True, False, "Write `{{ market.refund }}`.")
    assert "`market.refund`" in leak.what


def test_a_name_of_a_list_is_written_as_its_list() -> None:
    assert "{{ market.payment_methods | list }}" in use("market.payment_methods[].name")
    assert "| list" not in use("market.complaints.bodies[].website")
