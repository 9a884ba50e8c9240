"""What is shown for a text whose source changed, and what becomes of the confirmed one: it is never lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.exchange.outgoing import ExchangeFormat
from locmem.formats import po, xliff12
from locmem.model.translation import CatalogEntry, State
from locmem.pipelines.accept import AcceptResult, accept
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.pretranslate import PretranslateResult
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

PAGE = "content/articles/paying.md"
CATALOG = "content/translations/es/articles/paying.md.po"
LINK = "Write to us [at any time](complaints.md)."
NEW_LINK = "Write to us [at any time](contact.md)."
LINK_ES = "Escríbenos [cuando quieras](complaints.md)."
NEW_LINK_ES = "Escríbenos [cuando quieras](contact.md)."
BOLD = "Open **Orders** to change the method."

AGENCY = """\
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>You confirm the whole payment.</seg></tuv>
<tuv xml:lang="es"><seg>Usted confirma todo el pago.</seg></tuv></tu></body></tmx>
"""


def changed(shop: Shop, old: str, new: str) -> CatalogEntry:
    """The Spanish entry of a sentence after it changed in the source, and a run."""
    shop.edit(PAGE, old, new)
    shop.run()
    return shop.entry(new)


def settings(shop: Shop, more: str) -> None:
    shop.edit("locmem.yaml", "kind: markdown", f"kind: markdown, {more}")


def msgstr(shop: Shop, source: str) -> po.PoEntry:
    [found] = [one for one in po.read(shop.read(CATALOG).encode(), CATALOG).entries if one.source == source]
    return found


def written(shop: Shop, source: str, **changes: object) -> None:
    """Somebody edits the catalog in a program of their own."""
    file = po.read(shop.read(CATALOG).encode(), CATALOG)
    entries = tuple(replace(one, **changes) if one.source == source else one for one in file.entries)  # type: ignore[arg-type]
    shop.write_bytes(CATALOG, po.write(replace(file, entries=entries)))


def accepted(shop: Shop, source: str, *, proposed: bool = False, locale: str = "es") -> AcceptResult:
    key = shop.key(source, locale)
    _, result = run_step(
        shop.open(), "accept", lambda run: accept(run, [key], reason="read", locales=(locale,), proposed=proposed)
    )
    assert isinstance(result, AcceptResult)
    return result


def kept(shop: Shop, target: str) -> bool:
    """Whether a target stands in the memory's files under git."""
    return target in shop.read("content/memory/es.tmx") if (shop.root / "content/memory/es.tmx").exists() else False


class TestWhatIsShown:
    def test_the_old_target_with_the_new_codes_is_the_text_of_the_catalog(self, shop: Shop) -> None:
        entry = changed(shop, LINK, NEW_LINK)
        assert (entry.target, entry.previous_source, entry.is_stale) == (LINK_ES, LINK, True)
        shown = msgstr(shop, NEW_LINK)
        assert (shown.target, shown.is_fuzzy, shown.previous_source) == (NEW_LINK_ES, True, LINK)
        assert any(LINK_ES in line for line in shown.extracted)

    def test_where_words_changed_too_the_target_is_as_near_as_it_can_be(self, shop: Shop) -> None:
        entry = changed(shop, LINK, "Write to us [at any time](contact.md), please.")
        assert entry.shown == NEW_LINK_ES
        assert 70 < entry.match < 95

    def test_below_the_floor_its_own_target_is_brought_up_to_date_all_the_same(self, shop: Shop) -> None:
        shop.edit("locmem.yaml", "locales:", "floor: 95\nlocales:")
        entry = changed(shop, LINK, "Please write to us [at any time](contact.md) you like.")
        assert entry.shown == NEW_LINK_ES
        assert 60 < entry.match < 95

    def test_a_better_proposal_of_the_memory_comes_first(self, shop: Shop) -> None:
        shop.write("content/memory/agency.tmx", AGENCY)
        entry = changed(shop, "You confirm the payment.", "You confirm the whole payment.")
        assert (entry.shown, entry.match) == ("Usted confirma todo el pago.", 100)
        assert entry.target == "Confirmas el pago."

    def test_what_found_no_place_is_shown_all_the_same_and_named(self, shop: Shop) -> None:
        entry = changed(shop, BOLD, "Open **Orders** to change the **method**.")
        assert entry.shown.startswith("Abre")
        assert entry.doubts

    @pytest.mark.parametrize(
        ("source", "target", "new", "shown", "doubt"),
        [
            (
                "It takes 1 day.",
                "Tarda 1 día.",
                "It takes 3 days.",
                "Tarda 3 día.",
                "number 1 became 3: check the plural",
            ),
            (
                "It takes 3 days.",
                "Tarda 3 días.",
                "It takes 1 day.",
                "Tarda 1 días.",
                "number 3 became 1: check the plural",
            ),
            ("It takes 3 days.", "Tarda 3 días.", "It takes 4 days.", "Tarda 4 días.", ""),
        ],
    )
    def test_a_number_that_may_ask_for_another_plural_is_named_in_the_comment(
        self, shop: Shop, source: str, target: str, new: str, shown: str, doubt: str
    ) -> None:
        shop.write(PAGE, f"{shop.read(PAGE)}\n{source}\n")
        shop.run()
        shop.translate("es", {source: target})
        entry = changed(shop, source, new)
        assert (entry.target, entry.shown) == (target, shown)
        assert [line for line in msgstr(shop, new).extracted if "plural" in line] == (
            [f"look at: {doubt}"] if doubt else []
        )

    def test_a_second_run_changes_nothing_and_the_source_back_makes_it_valid_again(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        before = shop.tree()
        shop.run()
        assert shop.tree() == before
        entry = changed(shop, NEW_LINK, LINK)
        assert (entry.target, entry.is_current, entry.proposal, entry.match) == (LINK_ES, True, "", 0)

    def test_another_change_brings_another_proposal(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        entry = changed(shop, NEW_LINK, "Write to us [at any time](post.md).")
        assert entry.shown == LINK_ES.replace("complaints", "post")
        assert (entry.target, entry.previous_source) == (LINK_ES, LINK)

    def test_customers_still_get_the_confirmed_text(self, shop: Shop) -> None:
        shop.edit(PAGE, "the parcel leaves us", "the big parcel leaves us")
        shop.run()
        shop.run("publish")
        assert "Cobramos el importe cuando sale el paquete." in shop.read("dist/ES/es/articles/paying.md")


class TestEditingTheCatalog:
    def test_what_somebody_finishes_is_confirmed_and_the_text_before_goes_to_the_memory(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        target = "Escríbanos [en cualquier momento](contact.md)."
        # Programs drop the previous msgid when they take the fuzzy mark off.
        written(shop, NEW_LINK, target=target, is_fuzzy=False, previous_source="")
        (shop.root / ".locmem/memory.db").unlink()
        shop.run()
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.state, entry.is_stale) == (target, State.TRANSLATED, False)
        assert kept(shop, "cuando quieras")
        assert "complaints.md" in shop.read("content/memory/es.tmx")

    def test_taking_the_fuzzy_mark_off_confirms_what_was_proposed(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        written(shop, NEW_LINK, is_fuzzy=False)
        shop.run()
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.state, entry.is_current) == (NEW_LINK_ES, State.TRANSLATED, True)

    def test_unfinished_work_stands_beside_the_confirmed_text_and_no_machine_replaces_it(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        written(shop, NEW_LINK, target="Escríbanos [a medias](contact.md)")
        shop.run()
        shop.run()
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.is_stale, entry.is_begun) == (LINK_ES, True, True)
        assert entry.shown == "Escríbanos [a medias](contact.md)"
        assert changed(shop, NEW_LINK, "Write to us [at any time](post.md).").shown == entry.shown

    def test_undoing_the_run_that_proposed_keeps_what_somebody_began_since(self, shop: Shop) -> None:
        shop.edit(PAGE, LINK, NEW_LINK)
        run = shop.run()
        written(shop, NEW_LINK, target="Escríbanos [a medias](contact.md)")
        _, result = undo(shop.open(), run.id)
        assert result.kept
        assert "a medias" in shop.read(CATALOG)

    def test_a_cleared_proposal_leaves_the_confirmed_text(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        written(shop, NEW_LINK, target="", is_fuzzy=False)
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.is_stale) == (LINK_ES, True)

    @pytest.mark.parametrize("old", [r'#. translated before: "Esc', "#. translated before"])
    def test_a_damaged_confirmed_text_is_told_with_its_place_and_left_alone(self, shop: Shop, old: str) -> None:
        changed(shop, LINK, NEW_LINK)
        shop.edit(CATALOG, old, old.replace("Esc", "").replace("before", "bef"))
        before = shop.read(CATALOG)
        [problem] = shop.run().unread
        assert re.search(r"paying\.md\.po:\d+.*translated before", f"{problem.location}: {problem.what}")
        assert shop.read(CATALOG) == before

    def test_a_comment_that_a_program_broke_into_lines_is_read(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        shop.edit(CATALOG, 'before: "Escríbenos [cuando', 'before: "Escríbenos\n#. [cuando')
        assert shop.entry(NEW_LINK).target == LINK_ES


class TestAccepting:
    def test_only_codes_changed_so_the_words_hold_with_the_new_ones(self, shop: Shop) -> None:
        changed(shop, LINK, NEW_LINK)
        result = accepted(shop, NEW_LINK)
        assert len(result.updated) == 1
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.state, entry.is_current) == (NEW_LINK_ES, State.REVIEWED, True)
        assert kept(shop, "complaints.md")

    def test_the_words_from_before_hold_unless_what_is_proposed_is_asked_for(self, shop: Shop) -> None:
        number = "We collect the money when the parcel leaves us."
        new = "We collect the money when the parcel leaves us now."
        changed(shop, number, new)
        accepted(shop, new)
        assert shop.entry(new).target == "Cobramos el importe cuando sale el paquete."

    def test_what_is_proposed_is_taken_when_asked_for(self, shop: Shop) -> None:
        changed(shop, LINK, "Write to us [at any time](contact.md), please.")
        with pytest.raises(UsageError, match=r"leads to `complaints\.md`.*--proposed"):
            accepted(shop, "Write to us [at any time](contact.md), please.")
        result = accepted(shop, "Write to us [at any time](contact.md), please.", proposed=True)
        assert len(result.updated) == 1
        assert shop.entry("Write to us [at any time](contact.md), please.").target == NEW_LINK_ES

    @pytest.mark.parametrize("proposed", [False, True])
    def test_an_address_in_the_form_of_its_language_can_be_accepted(self, shop: Shop, proposed: bool) -> None:
        old, new = (f"Write to us [at any time](https://shop.example/en/{name})." for name in ("help", "contact"))
        changed(shop, LINK, old)
        target = "Escríbenos [cuando quieras](https://shop.example/es/help)."
        shop.change_entry(old, "es", shop.entry(old).with_target(target, State.REVIEWED, shop.entry(old).origin))
        changed(shop, old, new)
        accepted(shop, new, proposed=proposed)
        assert shop.entry(new).target == target.replace("help", "contact")


class TestCarrying:
    def test_where_the_settings_say_so_the_confirmed_text_takes_the_codes_and_can_be_taken_back(
        self, shop: Shop
    ) -> None:
        settings(shop, "carry: confirm")
        shop.edit(PAGE, LINK, NEW_LINK)
        result = shop.run()
        [found] = [one for _, one in result.steps if isinstance(one, PretranslateResult)]
        assert found.carried == tuple(f"{tag} {shop.key(NEW_LINK)}" for tag in ("es", "ja"))
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.state, entry.is_current) == (NEW_LINK_ES, State.REVIEWED, True)
        assert kept(shop, "complaints.md")
        undo(shop.open(), result.id)
        assert shop.entry(NEW_LINK).target == LINK_ES

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            pytest.param(LINK, "Write to us [at any time](contact.md), please.", id="words changed"),
            pytest.param(
                "Prices include {{ market.tax.name }} of {{ market.tax.standard_rate }}.",
                "Prices include {{ market.tax.abbreviation }} of {{ market.tax.standard_rate }}.",
                id="another fact",
            ),
        ],
    )
    def test_nothing_else_is_ever_confirmed(self, shop: Shop, old: str, new: str) -> None:
        settings(shop, "carry: confirm")
        assert changed(shop, old, new).is_stale

    def test_legal_texts_are_never_confirmed(self, shop: Shop) -> None:
        settings(shop, "carry: confirm")
        shop.edit(PAGE, "slug: paying", "slug: paying\nrisk: legal")
        assert changed(shop, LINK, NEW_LINK).is_stale

    def test_a_set_of_legal_texts_cannot_be_set_so(self, shop: Shop) -> None:
        settings(shop, "carry: confirm, risk: legal")
        with pytest.raises(InputErrors, match=r"locmem\.yaml:\d+.*carry is confirm.*legal"):
            shop.run()

    def test_an_address_keeps_the_form_of_its_language(self, shop: Shop) -> None:
        settings(shop, "carry: confirm")
        shop.edit(PAGE, LINK, "Write to us [at any time](https://shop.example/en/help).")
        shop.run()
        old = "Write to us [at any time](https://shop.example/en/help)."
        entry = shop.entry(old)
        target = "Escríbenos [cuando quieras](https://shop.example/es/help)."
        shop.change_entry(old, "es", entry.with_target(target, State.REVIEWED, entry.origin))
        new = "Write to us [at any time](https://shop.example/en/contact)."
        assert changed(shop, old, new).target == target.replace("help", "contact")


class TestHandingOut:
    def sent(self, shop: Shop, format_: ExchangeFormat) -> Path:
        shop.edit(PAGE, LINK, NEW_LINK)
        shop.run()
        options = HandoffOptions(format=format_, locales=("es",), folder="out")
        run_step(shop.open(), "handoff", lambda run: hand_off(run, options))
        return shop.root / f"out/es/articles/paying.md{format_.suffix}"

    def back(self, shop: Shop, file: Path) -> None:
        run_step(shop.open(), "import", lambda run: bring_back(run, [file]))

    def test_po_shows_the_proposal(self, shop: Shop) -> None:
        [entry] = po.read(self.sent(shop, ExchangeFormat.PO).read_bytes(), "f").entries
        assert (entry.target, entry.is_fuzzy, entry.previous_source) == (NEW_LINK_ES, True, LINK)

    def test_xliff_shows_the_proposal_and_what_was_confirmed_as_the_version_before(self, shop: Shop) -> None:
        [file] = xliff12.read(self.sent(shop, ExchangeFormat.XLIFF).read_bytes(), "f")
        [unit] = file.units
        assert unit.target is not None
        assert unit.target.text == "Escríbenos cuando quieras."
        assert (unit.previous_source, unit.previous_target) == (LINK, LINK_ES)
        assert (unit.state, unit.qualifier) == ("needs-review-translation", "fuzzy-match")

    def test_where_nothing_is_proposed_the_old_text_is_called_no_proposal(self, shop: Shop) -> None:
        new = "We collect the money when the whole parcel leaves us."
        changed(shop, "We collect the money when the parcel leaves us.", new)
        options = HandoffOptions(format=ExchangeFormat.XLIFF, locales=("es",), folder="out")
        run_step(shop.open(), "handoff", lambda run: hand_off(run, options))
        [unit] = xliff12.read((shop.root / "out/es/articles/paying.md.xlf").read_bytes(), "f")[0].units
        assert unit.previous_target == "Cobramos el importe cuando sale el paquete."
        assert not any(note.startswith("Proposal") for note in unit.notes)

    def test_every_stale_unit_of_a_file_has_what_was_confirmed_as_the_version_before(self, shop: Shop) -> None:
        parcel, payment = "We collect the money when the parcel leaves us.", "You confirm the payment."
        before = {source: shop.entry(source).target for source in (LINK, parcel, payment, BOLD)}
        for source in before:
            shop.edit(PAGE, source, source.replace(" the ", " your ").replace(" any ", " some "))
        shop.run()
        written(shop, "You confirm your payment.", target="Confirmas tu", is_fuzzy=True)
        shop.run()
        assert shop.entry("You confirm your payment.").is_begun
        options = HandoffOptions(format=ExchangeFormat.XLIFF, locales=("es",), folder="out")
        run_step(shop.open(), "handoff", lambda run: hand_off(run, options))
        text = shop.read("out/es/articles/paying.md.xlf")
        sides = re.findall(
            r'<alt-trans alttranstype="previous-version">\s*<source>(.*?)</source>\s*<target>(.*?)</target>', text
        )
        assert dict(sides) == before
        assert len(sides) == text.count("<alt-trans ") == text.count("<trans-unit ")

    @pytest.mark.parametrize("format_", ExchangeFormat)
    def test_what_comes_back_confirmed_is_taken(self, shop: Shop, format_: ExchangeFormat) -> None:
        file = self.sent(shop, format_)
        Translator(file).change("Write to us", "cuando quieras", "siempre")
        self.back(shop, file)
        entry = shop.entry(NEW_LINK)
        assert (entry.target, entry.is_current) == (NEW_LINK_ES.replace("cuando quieras", "siempre"), True)
        assert kept(shop, "cuando quieras")

    def test_what_somebody_confirmed_meanwhile_stands(self, shop: Shop) -> None:
        file = self.sent(shop, ExchangeFormat.PO)
        entry = shop.entry(NEW_LINK)
        shop.change_entry(NEW_LINK, "es", entry.with_target(NEW_LINK_ES + " ", State.REVIEWED, entry.origin))
        Translator(file).change("Write to us", "cuando quieras", "siempre")
        self.back(shop, file)
        assert shop.entry(NEW_LINK).target == NEW_LINK_ES + " "

    def test_a_proposal_that_came_back_as_it_was_sent_confirms_nothing(self, shop: Shop) -> None:
        file = self.sent(shop, ExchangeFormat.PO)
        self.back(shop, file)
        assert shop.entry(NEW_LINK).is_stale


def test_the_catalog_says_what_was_translated_from_what(shop: Shop) -> None:
    changed(shop, LINK, NEW_LINK)
    block = re.search(r"(?:#.*\n)+msgctxt.*\nmsgid .*contact.*\n.*\n", shop.read(CATALOG))
    assert block is not None
    assert block.group().count(LINK_ES) == 1
    assert 'translated from: "Write to us [at any time](complaints.md)."' in block.group()
