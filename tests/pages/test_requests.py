"""What is asked of the renderer for a page, and for a help desk."""

from __future__ import annotations

from locmem.catalogs.pairs import Source
from locmem.model.fact import DecidedBy
from locmem.pages.requests import page_request
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop


def test_only_the_macros_of_a_help_desk_are_told_what_it_calls_a_customers_day(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales:", "help_desk_dates: {contract: ticket.ticket_field_1}\nlocales:")
    project = shop.open()
    [market, *_] = project.markets

    def asked(source: Source, *, for_desk: bool) -> dict[DecidedBy, str]:
        text, locale = source.document.text, market.locales[0]
        request = page_request(project, source, text, market, locale, project.today, for_desk=for_desk)
        return dict(request.desk_dates)

    for source in open_workspace(project).sources:
        is_macro = source.content_set.kind == "macro"
        assert asked(source, for_desk=False) == {}
        assert asked(source, for_desk=True) == ({DecidedBy.CONTRACT: "ticket.ticket_field_1"} if is_macro else {})
