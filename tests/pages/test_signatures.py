"""The signatures of a project: all of them, and none of a damaged file, which is named."""

from __future__ import annotations

from locmem.model.signature import Signature
from locmem.pages.signatures import signatures_of
from locmem.workspace.signature_files import signature_path, written_signature
from tests.pipelines.shop import Shop

ANA = Signature(market="ES", obligation="forms", by="Ana", on="2026-11-20", asked="a", texts=(("x.md", "es", "b"),))


def test_each_is_known_by_market_and_obligation_and_damaged_ones_are_named(shop: Shop) -> None:
    assert signatures_of(shop.open()) == {}
    shop.write_bytes(signature_path("ES", "forms"), written_signature(ANA))
    shop.write(signature_path("ES", "other"), "{")
    shop.write("approvals/ES/es/articles/complaints.md.json", "{")
    project = shop.open()
    assert signatures_of(project) == {("ES", "forms"): ANA}
    assert [problem.location.path for problem in project.unread] == [signature_path("ES", "other")]
    shop.remove(signature_path("ES", "other"))
    signatures_of(project)
