"""What happens to translations when sources change: stale is visible, "still valid" is recorded, nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.model.finding import Gate
from locmem.model.translation import HUMAN, NO_ORIGIN, Origin, OriginKind, State
from locmem.mt.likeness import open_likeness
from locmem.pipelines.accept import AcceptResult, accept
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.estimated import keep_estimates_of
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
SENTENCE = "We collect the money when the parcel leaves us."
CHANGED = "We collect the money once the parcel leaves us."


def accepted(
    shop: Shop, *keys: str, reason: str = "A matter of style.", reviewed: bool = False, locales: tuple[str, ...] = ()
) -> tuple[str, int]:
    """The id of the run, and how many targets were accepted."""
    run, result = run_step(
        shop.open(), "accept", lambda run: accept(run, keys, reason=reason, reviewed=reviewed, locales=locales)
    )
    assert isinstance(result, AcceptResult)
    return run.id, len(result.accepted)


def undone(shop: Shop, which: str) -> tuple[str, ...]:
    """What was kept because somebody changed it since."""
    _, result = undo(shop.open(), which)
    return result.kept


def test_the_project_as_it_was_delivered_passes_both_gates(shop: Shop) -> None:
    assert shop.check(Gate.CHANGE).failing == ()
    assert shop.check(Gate.RELEASE).failing == ()


@pytest.mark.parametrize("synced", [False, True], ids=["before the next run", "after it"])
def test_one_changed_sentence_is_exactly_one_finding_until_it_is_settled(shop: Shop, synced: bool) -> None:
    shop.edit(PAYING, SENTENCE, CHANGED)
    if synced:
        shop.run()
    [finding] = shop.check(Gate.RELEASE, "ES").failing
    assert (finding.check, finding.locale, finding.location.path) == ("stale", "es", PAYING)
    assert finding.location.key == shop.key(CHANGED)
    assert shop.check(Gate.CHANGE).failing == ()
    entry = shop.entry(CHANGED)
    assert (entry.target, entry.previous_source) == ("Cobramos el importe cuando sale el paquete.", SENTENCE)

    run, count = accepted(shop, shop.key(CHANGED), locales=("es", "ja"))
    assert count == 2  # Spanish and Japanese.
    assert shop.check(Gate.RELEASE, "ES").failing == ()
    entry = shop.entry(CHANGED)
    assert (entry.state, entry.note, entry.previous_source) == (State.REVIEWED, "A matter of style.", "")

    assert undone(shop, run) == ()
    [again] = shop.check(Gate.RELEASE, "ES").failing
    assert again == finding
    assert shop.check(Gate.CHANGE).failing == ()


def test_a_segment_that_several_locales_have_is_accepted_where_somebody_says(shop: Shop) -> None:
    shop.edit(PAYING, SENTENCE, CHANGED)
    shop.run()
    before = shop.in_git()
    with pytest.raises(UsageError, match=r"es, ja have a target there.*`--locale es` or `--locale ja`"):
        accepted(shop, shop.key(CHANGED))
    done = shop.command("accept", shop.key(CHANGED), "--reason", "Style.")
    assert (done.returncode, "--locale es" in done.stderr) == (2, True)
    assert shop.in_git() == before
    assert accepted(shop, shop.key(CHANGED), locales=("ja",))[1] == 1
    assert shop.entry(CHANGED).is_stale
    shop.change_entry(CHANGED, "ja", shop.entry(CHANGED, "ja").with_target("", State.UNTRANSLATED, NO_ORIGIN))
    assert accepted(shop, shop.key(CHANGED))[1] == 1
    assert not shop.entry(CHANGED).is_stale


def test_a_new_translation_settles_a_stale_one_too(shop: Shop) -> None:
    shop.edit(PAYING, SENTENCE, CHANGED)
    shop.run()
    shop.translate("es", {CHANGED: "Cobramos el importe en cuanto sale el paquete."})
    assert shop.check(Gate.RELEASE, "ES").failing == ()


def test_a_document_stands_for_everything_stale_in_it(shop: Shop) -> None:
    shop.edit(PAYING, SENTENCE, CHANGED)
    shop.edit(PAYING, "## Good to know", "## Nice to know")
    assert accepted(shop, "articles/paying.md")[1] == 4
    assert shop.check(Gate.RELEASE).failing == ()


def test_what_cannot_be_accepted_is_named_and_nothing_is_written(shop: Shop) -> None:
    shop.edit(PAYING, "Open **Orders** to change the method.", "Open **Orders** to swap it. Ask {{ ticket.id }} now.")
    shop.run()
    before = shop.in_git()
    empty = shop.key("Ask {{ ticket.id }} now.")
    with pytest.raises(UsageError) as caught:
        accepted(shop, empty, "articles/none.md#aaaaaa", "articles/gone.md")
    lines = str(caught.value).splitlines()
    assert len(lines) == 4  # Two keys nobody knows, and an empty target in two locales.
    assert f"es {empty}: there is no target to accept" in str(caught.value)
    with pytest.raises(UsageError, match="a reason is needed"):
        accepted(shop, "articles/paying.md", reason=" ")
    assert shop.in_git() == before


def test_a_target_that_lost_a_code_cannot_be_accepted(shop: Shop) -> None:
    shop.edit(PAYING, SENTENCE, "We collect the money when {{ market.name }} is ready.")
    with pytest.raises(UsageError, match=r"market\.name"):
        accepted(shop, shop.key("We collect the money when {{ market.name }} is ready."))


def test_broken_liquid_and_a_typed_fact_fail_the_gate_of_the_change(shop: Shop) -> None:
    shop.edit(PAYING, SENTENCE, "We collect the money {{ market.name when the parcel leaves us.")
    [broken] = shop.check(Gate.CHANGE).failing
    assert (broken.check, broken.location.line, broken.location.path) == ("liquid-syntax", 8, PAYING)
    shop.edit(PAYING, "{{ market.name when", "when")
    assert shop.check(Gate.CHANGE).failing == ()
    shop.edit(PAYING, "include {{ market.tax.name }} of {{ market.tax.standard_rate }}", "include VAT of 21 %")
    [typed] = shop.check(Gate.CHANGE).failing
    assert (typed.check, typed.location.line) == ("fact-typed-in", 16)


def test_a_catalog_edited_in_git_is_a_persons_decision(shop: Shop) -> None:
    catalog = "content/translations/es/articles/paying.md.po"
    shop.edit(catalog, '"Cobramos el importe cuando sale el paquete."', '"Cobramos al enviar el paquete."')
    shop.run()
    entry = shop.entry(SENTENCE)
    assert (entry.target, entry.state, str(entry.origin)) == (
        "Cobramos al enviar el paquete.",
        State.TRANSLATED,
        "human",
    )
    targets = [match.target_text for match in shop.open().memory.search(SENTENCE, source="en", target="es", floor=100)]
    assert targets[0] == "Cobramos al enviar el paquete."
    before = shop.in_git()
    shop.run()
    assert shop.in_git() == before


def test_what_a_person_replaced_in_git_is_never_trusted_again(shop: Shop) -> None:
    catalog = "content/translations/es/articles/paying.md.po"
    shop.edit(catalog, '"Cobramos el importe cuando sale el paquete."', '"Cobramos al enviar el paquete."')
    shop.run()
    shop.write("content/articles/copy.md", f"---\ntitle: Copy\nslug: copy\n---\n\n{SENTENCE}\n")
    shop.run()
    copied = shop.pair("articles/copy.md").catalog.entries[1]
    assert copied.target == "Cobramos al enviar el paquete."


def test_a_person_who_damaged_a_code_made_a_draft_and_is_told(shop: Shop) -> None:
    catalog = "content/translations/es/articles/paying.md.po"
    shop.edit(catalog, '"El plan cuesta {{ company.subscription.price }} al mes."', '"El plan cuesta poco al mes."')
    assert {one.check for one in shop.check(Gate.RELEASE, "ES").failing} == {"damaged-codes"}
    result = shop.run()
    [damaged] = getattr(result.steps[0][1], "damaged")  # noqa: B009
    assert "company.subscription.price" in damaged
    entry = shop.entry("The plan costs {{ company.subscription.price }} a month.")
    assert (entry.target, entry.state) == ("El plan cuesta poco al mes.", State.DRAFT)


def test_a_damaged_text_that_is_kept_back_is_a_finding_of_the_run_that_does_it(shop: Shop) -> None:
    catalog = "content/translations/es/articles/paying.md.po"
    shop.edit(catalog, '"El plan cuesta {{ company.subscription.price }} al mes."', '"El plan cuesta poco al mes."')
    done = shop.command("sync")
    assert (done.returncode, "They are drafts until somebody mends them" in done.stderr) == (1, True)
    told = shop.command("history", shop.key("The plan costs {{ company.subscription.price }} a month.")).stdout
    assert [word in told for word in ("corrected", "taken back")] == [True, True]
    assert shop.command("sync").returncode == 0


@pytest.mark.parametrize("command", ["accept", "pretranslate"])
def test_whatever_writes_first_after_a_page_was_renamed_takes_all_of_its_catalogs_along(
    shop: Shop, command: str
) -> None:
    know, moved = "Good to know", "content/articles/paid.md"
    shop.write("pipelines/drafts.yaml", "steps: [pretranslate]\n")
    shop.write("content/articles/other.md", f"---\ntitle: Other\nslug: other\n---\n\n## {know}\n")
    shop.run()
    shop.translate("es", {know: "Conviene saber"})
    shop.run()
    for locale, text in (("es", ""), ("ja", "知って得")):
        pair = shop.pair("articles/paying.md", locale)
        entries = tuple(
            one.with_target(text, State.DRAFT if text else State.UNTRANSLATED, HUMAN if text else NO_ORIGIN)
            if one.source == know
            else one
            for one in pair.catalog.entries
        )
        shop.put(pair.path, replace(pair.catalog, entries=entries))
    (shop.root / PAYING).rename(shop.root / moved)
    if command == "accept":
        [change] = [one for one in shop.pair("articles/paid.md", "ja").catalog.entries if one.source == know]
        accepted(shop, f"articles/paid.md#{change.occurrence}", locales=("ja",))
    else:
        shop.run("drafts")
        assert any(one.source == know and one.target for one in shop.pair("articles/paid.md").catalog.entries)
    assert [path for path in shop.in_git() if path.endswith("articles/paying.md.po")] == []
    shop.run()
    kept = shop.pair("articles/paid.md", "ja").catalog.entries
    assert [one.target for one in kept if one.source == know] == ["知って得"]


def texts_found(shop: Shop, text: str) -> list[str]:
    done = shop.command("memory", "search", text, "--to", "es", "--json")
    assert done.returncode == 0, done.stderr
    return [str(match["target"]) for match in json.loads(done.stdout)]


def test_a_deleted_paragraph_is_kept_for_every_clone_and_comes_back_as_translated(shop: Shop) -> None:
    paragraph = "Open **Orders** to change the method. Write to us [at any time](complaints.md).\n"
    before = shop.in_git()
    shop.edit(PAYING, paragraph, "")
    shop.run()
    assert "Pedidos" not in shop.read("content/translations/es/articles/paying.md.po")
    assert "Pedidos" in shop.read("content/memory/es.tmx")
    shop.remove(".locmem")
    assert texts_found(shop, "Open **Orders** to change the method.") == ["Abre **Pedidos** para cambiar el método."]

    shop.write(PAYING, shop.read(PAYING) + paragraph)
    shop.run()
    back = shop.entry("Open **Orders** to change the method.")
    assert (back.target, back.state) == ("Abre **Pedidos** para cambiar el método.", State.TRANSLATED)
    link = shop.entry("Write to us [at any time](complaints.md).")
    assert (link.target, link.state) == ("Escríbenos [cuando quieras](complaints.md).", State.TRANSLATED)
    assert {path: digest for path, digest in shop.in_git().items() if "translations" not in path}.items() >= {
        path: digest for path, digest in before.items() if "translations" not in path
    }.items()


@pytest.mark.parametrize("file", ["content/articles/paying.md", "content/macros/refund.yaml"])
def test_a_deleted_document_loses_no_confirmed_pair(shop: Shop, file: str) -> None:
    text = shop.read(file)
    document = file.removeprefix("content/")
    targets = {entry.source: entry.target for entry in shop.pair(document).catalog.entries}
    shop.remove(file)
    shop.run()
    assert not (shop.root / f"content/translations/es/{document}.po").exists()
    shop.remove(".locmem")
    shop.write(file, text)
    shop.run()
    entries = shop.pair(document).catalog.entries
    assert {entry.source: entry.target for entry in entries} == targets
    assert {entry.state for entry in entries} == {State.TRANSLATED}


def test_a_paragraph_with_a_hard_break_comes_back_too(shop: Shop) -> None:
    text = shop.read(PAYING)
    shop.write(PAYING, f"{text}\nOur house stands  \nat the river.\n")
    shop.run()
    shop.translate("es", {"Our house stands<x1/>at the river.": "Nuestra casa está<x1/>junto al río."})
    shop.run()
    shop.write(PAYING, text)
    shop.run()
    shop.remove(".locmem")
    shop.write(PAYING, f"{text}\nOur house stands  \nat the river.\n")
    shop.run()
    back = shop.entry("Our house stands<x1/>at the river.")
    assert (back.target, back.state) == ("Nuestra casa está<x1/>junto al río.", State.TRANSLATED)


def test_an_unreadable_source_never_costs_its_catalogs(shop: Shop) -> None:
    (shop.root / PAYING).write_bytes(b"---\ntitle: Pa\xff\n---\n")
    before = shop.in_git()
    [problem] = shop.run().unread
    assert str(problem).startswith("content/articles/paying.md:2:10: byte 0xff is not valid UTF-8")
    assert shop.in_git() == before


def test_a_document_in_which_nothing_is_stale_says_how_far_its_texts_are(shop: Shop) -> None:
    entry = shop.entry(SENTENCE)
    shop.change_entry(SENTENCE, "es", entry.with_target("Cobramos luego.", State.TRANSLATED, HUMAN))
    words = ("accept", "articles/paying.md", "--locale", "es", "--reviewed", "--reason", "Read.")
    done = shop.command(*words)
    assert done.returncode == 1
    assert "nothing in it is stale" in done.stderr
    assert "undo with" not in done.stderr
    assert "1 translated" in done.stderr
    assert shop.entry(SENTENCE).state is State.TRANSLATED
    shop.edit(PAYING, SENTENCE, CHANGED)
    done = shop.command(*words)
    assert (done.returncode, "nothing in it is stale" in done.stderr) == (0, False)
    assert shop.entry(CHANGED).state is State.REVIEWED


DRAFTED = {
    "Good to know": "Bueno es saberlo",
    "Method": "Modo",
    "Open **Orders** to change the method.": "Abra para cambiar el modo.",  # Without its bold.
    "You confirm the payment.": "Confirma el pago.",
}
PAGE = PAYING.removeprefix("content/")


@pytest.fixture
def drafted(shop: Shop) -> Shop:
    """A page of which four texts are drafts of an engine; one lost a code."""
    for source, target in DRAFTED.items():
        draft = shop.entry(source).with_target(target, State.DRAFT, Origin(OriginKind.MT, "apertium"))
        shop.change_entry(source, "es", draft)
    return shop


def swept(
    shop: Shop, *, locales: tuple[str, ...] = ("es",), reviewed: bool = False, page: str = PAGE
) -> tuple[str, AcceptResult]:
    run, result = run_step(
        shop.open(),
        "accept",
        lambda run: accept(run, [page], reason="read", locales=locales, reviewed=reviewed, drafts=True),
    )
    return run.id, result


def test_all_drafts_of_a_page_are_accepted_at_once_and_counted(drafted: Shop) -> None:
    before = drafted.in_git()
    run, result = swept(drafted)
    assert (len(result.accepted), result.drafts, dict(result.made_by)) == (3, 3, {"mt:apertium": 3})
    assert "3 drafts with 8 words accepted (3 by mt:apertium)" in result.summary
    assert [drafted.entry(source).state for source in ("Method", "Good to know")] == [State.TRANSLATED] * 2
    assert undone(drafted, run) == ()
    assert drafted.in_git() == before


def test_a_draft_that_its_key_would_not_accept_is_left_and_named(drafted: Shop) -> None:
    source = "Open **Orders** to change the method."
    _, result = swept(drafted)
    [left] = result.left
    assert left.startswith(f"es {drafted.key(source)}: ")
    assert drafted.entry(source).state is State.DRAFT
    with pytest.raises(UsageError):
        accepted(drafted, drafted.key(source), locales=("es",))


def test_a_draft_that_looks_broken_is_left_until_it_is_named(drafted: Shop) -> None:
    source = "You confirm the payment."
    worse = drafted.entry(source).with_target("No confirma 45 45 45.", State.DRAFT, Origin(OriginKind.MT, "apertium"))
    drafted.change_entry(source, "es", worse)
    pair = drafted.pair(PAGE)
    (place,) = [number for number, entry in enumerate(pair.catalog.entries) if entry.source == source]
    keep_estimates_of(drafted.open(), "apertium", "1", [(pair, place)], open_likeness())
    _, result = swept(drafted)
    assert any(drafted.key(source) in one and "looks broken" in one for one in result.left)
    assert accepted(drafted, drafted.key(source), locales=("es",))[1] == 1


def test_a_draft_that_a_translator_has_is_left_to_them(drafted: Shop) -> None:
    run_step(drafted.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",))))
    _, result = swept(drafted)
    assert (result.accepted, result.out, len(result.left)) == ((), 4, 4)
    assert accepted(drafted, drafted.key("Method"), locales=("es",))[1] == 1


def test_what_is_stale_or_confirmed_is_not_meant_by_drafts(drafted: Shop) -> None:
    drafted.edit(PAYING, SENTENCE, CHANGED)
    drafted.run()
    _, result = swept(drafted)
    assert result.drafts == len(result.accepted) == 3
    assert drafted.entry(CHANGED).is_stale


def test_who_accepts_the_drafts_of_a_page_says_of_which_locale(drafted: Shop) -> None:
    entry = drafted.entry("Good to know", "ja")
    drafted.change_entry("Good to know", "ja", entry.with_target("豆知識", State.DRAFT, HUMAN))
    with pytest.raises(UsageError, match=r"es, ja have drafts there.*`--locale es` or `--locale ja`"):
        swept(drafted, locales=())
    assert len(swept(drafted, locales=("ja",))[1].accepted) == 1


def test_drafts_of_a_legal_page_still_wait_for_a_review_of_each(drafted: Shop) -> None:
    source, page = "We answer without delay.", "articles/complaints.md"
    entry = drafted.entry(source)
    drafted.change_entry(source, "es", entry.with_target("Respondemos sin demora.", State.DRAFT, HUMAN))
    with pytest.raises(UsageError, match="reviewed by its key"):
        swept(drafted, page=page, reviewed=True)
    _, result = swept(drafted, page=page)
    assert (result.to_review, drafted.entry(source).state) == (1, State.TRANSLATED)


def test_the_command_counts_first_names_what_is_left_and_ends_in_1(drafted: Shop) -> None:
    words = ("accept", PAGE, "--drafts", "--locale", "es", "--reason", "read")
    before = drafted.in_git()
    dry = drafted.command(*words, "--dry-run")
    assert (dry.returncode, "3 drafts with 8 words accepted" in dry.stderr, drafted.in_git()) == (1, True, before)
    assert f"`locmem queue list --state draft --document {PAGE}`" in dry.stderr
    done = drafted.command(*words)
    assert (done.returncode, len(done.stdout.splitlines()), "left: es " in done.stderr) == (1, 3, True)
