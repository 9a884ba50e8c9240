"""Where the pages of documents lie."""

from __future__ import annotations

from locmem.reports.side_by_side import place_of


def test_a_page_lies_where_its_document_does_in_the_folder_of_its_locale() -> None:
    assert place_of("es", "articles/refunds.md") == "es/articles/refunds.md.html"


def test_a_name_that_would_be_too_long_is_a_digest_and_two_stay_two() -> None:
    one, other = (place_of("es", f"articles/{'ü' * 124}{end}.md") for end in "ab")
    assert one != other
    assert all(len(place.rpartition("/")[2].encode()) <= 255 for place in (one, other))
