"""Who has a text open."""

from __future__ import annotations

from locmem.server.presence import Presence

TEXT, OTHER = ("es", "a.md#1"), ("es", "a.md#2")


def test_windows_see_each_other_until_they_leave_or_fall_silent() -> None:
    now = [0.0]
    presence = Presence(lambda: now[0])
    assert presence.others(TEXT, "a", "Ana") == ()
    assert presence.others(TEXT, "b", "Ben") == ("Ana",)
    assert presence.others(TEXT, "a", "Ana") == ("Ben",)
    presence.leave("b")
    assert presence.others(TEXT, "a", "Ana") == ()
    presence.others(OTHER, "a", "Ana")
    assert presence.others(TEXT, "b", "Ben") == ()
    now[0] = 13.0
    assert presence.others(OTHER, "c", "Cleo") == ()
