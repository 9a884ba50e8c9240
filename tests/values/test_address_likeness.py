from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.values.address_likeness import Likeness, fragment_of, is_one_slip, likeness, page_of, paired, tongues

KNOWN = tongues("es", ("ES",), "en", (("pt-BR", ("BR",)), ("de", ("DE",)), ("es-MX", ("MX",))))
_WORDS = st.text("abcxyz", min_size=4, max_size=8)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("/shop", "/es/shop", Likeness.SAME),
        ("/", "/es/", Likeness.SAME),
        ("https://a.example", "https://a.example/es", Likeness.SAME),
        ("https://a.example/en/x", "https://a.example/x", Likeness.SAME),
        ("https://a.example/en-us/x", "https://a.example/es_ES/x", Likeness.SAME),
        ("https://a.example/hc/en-us/articles/1-x", "https://a.example/hc/es-419/articles/1-x", Likeness.SAME),
        ("https://a.example/x?lang=en&b=1", "https://a.example/x?b=1&lang=es", Likeness.SAME),
        ("https://a.example/x?b=1", "https://a.example/x?b=2", Likeness.OTHER),
        ("https://support.a.example", "https://es.support.a.example/", Likeness.SAME),
        ("https://a.com/x", "https://www.a.es/x", Likeness.SAME),
        ("https://a.co.uk/x", "https://a.es/x", Likeness.SAME),
        ("https://a.com/x", "https://a.net/x", Likeness.OTHER),
        ("guide.md", "guide.es.md", Likeness.SAME),
        ("/files/m_EN.pdf", "/files/m_ES.pdf", Likeness.SAME),
        ("../signals/", "../signals", Likeness.SAME),
        ("https://a.example/a%20b", "https://a.example/a b", Likeness.SAME),
        ("https://a.example/x", "http://a.example/es/x", Likeness.INSECURE),
        ("http://a.example/x", "https://a.example/x", Likeness.SAME),
        ("/x#a", "/es/x#b", Likeness.FRAGMENT),
        ("/shop", "/es/tienda", Likeness.RENAMED),
        ("https://en.wikipedia.org/wiki/Lamp", "https://es.wikipedia.org/wiki/Foco", Likeness.RENAMED),
        ("https://a.example/x", "https://b.example/es/x", Likeness.OTHER),
        ("https://a.example/x", "https://a.example/de/x", Likeness.FOREIGN),
        ("https://a.example/en-us/x", "https://a.example/es-mx/x", Likeness.FOREIGN),
        ("/shop", "/shpo", Likeness.OTHER),
        ("shop", "/shop", Likeness.OTHER),
        ("mailto:a@b.example", "mailto:c@b.example", Likeness.OTHER),
        ("mailto:a@b.example", "https://b.example", Likeness.OTHER),
    ],
)
def test_an_address_is_told_by_what_differs(before: str, after: str, expected: Likeness) -> None:
    assert likeness(before, after, KNOWN) is expected


def test_the_region_of_another_locale_is_none_of_this_one() -> None:
    known = tongues("pt-PT", ("PT",), "en", (("pt-BR", ("BR",)),))
    assert likeness("/x", "/pt/x", known) is Likeness.SAME
    assert likeness("/x", "/pt-pt/x", known) is Likeness.SAME
    assert likeness("/x", "/pt-br/x", known) is Likeness.FOREIGN


@given(st.lists(_WORDS, min_size=1, max_size=4), st.integers(0, 4), st.booleans())
def test_a_folder_of_the_language_changes_no_place(names: list[str], at: int, has_host: bool) -> None:
    start = "https://a.example" if has_host else ""
    before = f"{start}/{'/'.join(names)}"
    after = f"{start}/{'/'.join((*names[:at], 'es', *names[at:]))}"
    assert likeness(before, after, KNOWN) is Likeness.SAME
    assert likeness(before, after + "ab", KNOWN) in (Likeness.RENAMED, Likeness.OTHER)


def test_the_links_of_a_sentence_may_change_places() -> None:
    found = paired(["/a", "/b", "/c"], ["/es/b", "/c", "/es/a"], KNOWN)
    assert set(found) == {
        ("/a", "/es/a", Likeness.SAME),
        ("/b", "/es/b", Likeness.SAME),
        ("/c", "/c", Likeness.SAME),
    }
    assert ("/b", "/x", Likeness.OTHER) in paired(["/a", "/b"], ["/x", "/es/a"], KNOWN)


def test_an_address_has_a_page_and_a_place_on_it() -> None:
    assert (page_of("a.md#b%20c"), fragment_of("a.md#b%20c")) == ("a.md", "b c")


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("htps", "https", True),
        ("exampel", "example", True),
        ("lamsp", "lamps", True),
        ("lampss", "lamps", True),
        ("lumps", "lamps", True),
        ("lamps", "lamps", False),
        ("alps", "lamps", False),
        ("spmal", "lamps", False),
        ("", "l", True),
    ],
)
def test_one_slip_of_the_hand(one: str, other: str, is_slip: bool) -> None:
    assert is_one_slip(one, other) is is_one_slip(other, one) is is_slip
