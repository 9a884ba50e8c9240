"""What a change is checked for: what it touched, what depends on that, and nothing else."""

from __future__ import annotations

import subprocess

import pytest

from locmem.checks.run import CheckReport
from locmem.errors import UsageError
from locmem.model.finding import Gate
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.run import run_step
from locmem.pipelines.sign import sign
from tests.pipelines.shop import PNG, Shop
from tests.pipelines.test_sign import ODR

PAYING, COMPLAINTS = "content/articles/paying.md", "content/articles/complaints.md"
CATALOG = "content/translations/es/articles/paying.md.po"
OLD = "---\ntitle: Old\n---\n\nPay with Bizum. The rate is {{ market.nothing }}.\n"


def git(shop: Shop, *words: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", str(shop.root), *who, *words], check=True, capture_output=True)


@pytest.fixture
def branch(shop: Shop) -> Shop:
    """A project with old debts in one article, committed."""
    shop.write("content/articles/old.md", OLD)
    shop.write("content/glossary.csv", "concept,locale,term,status\nparcel,en,parcel,preferred\n")
    shop.write(".gitignore", "locmem.db\n.locmem/\n")
    git(shop, "init", "-q")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "x")
    return shop


def since(shop: Shop, gate: Gate = Gate.CHANGE, *markets: str, paths: tuple[str, ...] = ()) -> CheckReport:
    return check(shop.open(), CheckOptions(gate=gate, markets=markets, since="HEAD"), paths).report


def places(report: CheckReport) -> set[str]:
    return {finding.location.path for finding in report.failing}


def test_nothing_touched_is_nothing_found(branch: Shop) -> None:
    assert branch.check(Gate.CHANGE).failing
    report = since(branch)
    assert (report.findings, report.files) == ((), ())
    assert report.looked_at == "Looked at what was touched since HEAD: nothing of this project."


def test_a_changed_document_is_checked_in_all_its_locales(branch: Shop) -> None:
    branch.edit(PAYING, "We collect the money when", "With Bizum we collect the money when")
    assert places(since(branch)) == {PAYING}
    report = since(branch, Gate.RELEASE)
    assert {(one.check, one.locale) for one in report.failing} == {("stale", "es"), ("stale", "ja")}
    assert report.files == (PAYING,)
    assert "1 document changed" in report.looked_at


def test_a_new_file_counts_before_anybody_adds_it(branch: Shop) -> None:
    branch.write("content/articles/new.md", OLD)
    assert places(since(branch)) == {"content/articles/new.md"}


def test_a_changed_catalog_is_checked_in_its_locale(branch: Shop) -> None:
    branch.edit(PAYING, "We collect the money when", "We collect your money when")
    git(branch, "commit", "-qam", "stale")
    branch.edit(CATALOG, "Abre **Pedidos** para", "Abra **Pedidos** para")
    report = since(branch, Gate.RELEASE)
    assert {(one.check, one.locale) for one in report.failing} == {("stale", "es")}
    assert "1 document changed in translation" in report.looked_at


def test_a_changed_fact_concerns_the_documents_that_ask_for_it_in_that_market(branch: Shop) -> None:
    branch.edit(PAYING, "We collect the money when", "We collect your money when")
    branch.edit(COMPLAINTS, "without delay", "at once")
    git(branch, "commit", "-qam", "stale")
    branch.edit("markets/ES.yaml", "        - value: 18\n", "        - value: 18.5\n")
    report = since(branch, Gate.RELEASE)
    assert {(one.location.path, one.locale) for one in report.failing} == {(PAYING, "es")}
    assert "1 profile changed; 1 more document with the changed facts" in report.looked_at
    assert report.files == (PAYING,)


def test_company_data_of_all_markets_concern_all_of_them(branch: Shop) -> None:
    branch.edit(COMPLAINTS, "without delay", "at once")
    git(branch, "commit", "-qam", "stale")
    branch.edit("markets/company.yaml", "support@lumenlarch.example", "help@lumenlarch.example")
    report = since(branch, Gate.RELEASE)
    assert {(one.location.path, one.locale) for one in report.failing} >= {(COMPLAINTS, "es"), (COMPLAINTS, "ja")}
    assert places(report) == {COMPLAINTS}


def test_what_is_wrong_with_a_changed_profile_is_told_and_with_another_one_is_not(branch: Shop) -> None:
    branch.edit("markets/ES.yaml", "    confidence: primary\n  tax:", "    confidence: primary\n    note: x\n  tax:")
    told = {one.location.path for one in since(branch).findings}
    assert "markets/JP.yaml" not in told
    assert {one.location.path for one in branch.check(Gate.CHANGE).findings} > told


def test_a_fact_that_somebody_typed_in_elsewhere_is_found_when_it_becomes_one(branch: Shop) -> None:
    branch.edit("content/articles/old.md", "Pay with Bizum.", "Pay with Zumbi.")
    git(branch, "commit", "-qam", "free")
    branch.edit("markets/ES.yaml", "name: Bizum\n", "name: Zumbi\n")
    assert "content/articles/old.md" in places(since(branch))
    # What else is wrong there is none of this change.
    assert {one.check for one in since(branch).failing} == {"fact-typed-in"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("locmem.yaml", "project: Shop help", "project: Shop"),
        ("markets/ES.yaml", "    format: es-ES", "    format: es-MX"),
    ],
)
def test_what_everything_depends_on_leaves_nothing_out(branch: Shop, path: str, old: str, new: str) -> None:
    branch.edit(path, old, new)
    report = since(branch)
    assert report.findings == branch.check(Gate.CHANGE).findings
    assert report.looked_at == f"Everything was looked at: {path} changed since HEAD."


def test_a_renamed_document_concerns_those_that_lead_to_it(branch: Shop) -> None:
    git(branch, "mv", COMPLAINTS, "content/articles/complain.md")
    report = since(branch)
    assert [(one.check, one.location.path) for one in report.failing] == [("link-broken", PAYING)]
    assert "1 more document with links to what changed" in report.looked_at


def test_a_picture_that_went_concerns_the_pages_that_show_it(branch: Shop) -> None:
    branch.write_bytes("content/articles/img/cart.png", b"x")
    branch.edit(PAYING, "## Good to know", "![A cart](img/cart.png)\n\n## Good to know")
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "picture")
    branch.remove("content/articles/img/cart.png")
    assert {(one.check, one.location.path) for one in since(branch).failing} == {("image-missing", PAYING)}


def test_a_picture_of_its_own_in_one_locale_concerns_the_pages_of_the_others(branch: Shop) -> None:
    branch.write_bytes("content/articles/img/cart.png", PNG)
    branch.edit(PAYING, "## Good to know", "![A cart](img/cart.png)\n\n## Good to know")
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "picture")
    branch.write_bytes("content/articles/img/cart.es.png", PNG)
    found = [(one.check, one.locale) for one in since(branch, Gate.RELEASE).findings if one.location.path == PAYING]
    assert ("image-not-localized", "ja") in found


def test_a_changed_word_of_the_glossary_concerns_the_documents_that_use_it(branch: Shop) -> None:
    branch.edit(PAYING, "Good to know", "Pay with Bizum, and parcels leave")
    git(branch, "commit", "-qam", "leak")
    branch.write("content/glossary.csv", "concept,locale,term,status\nparcel,en,parcel,admitted\n")
    report = since(branch)
    assert places(report) == {PAYING}
    assert "1 more document with changed words of the glossary" in report.looked_at


def test_a_file_that_cannot_be_read_is_always_told(branch: Shop) -> None:
    branch.write("content/macros/broken.yaml", "title: [\n")
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "broken")
    assert places(since(branch)) == {"content/macros/broken.yaml"}


def test_it_goes_together_with_paths_and_markets(branch: Shop) -> None:
    branch.edit(PAYING, "We collect the money when", "With Bizum we collect the money when")
    branch.write("content/articles/new.md", OLD)
    assert places(since(branch, paths=("content/articles/new.md",))) == {"content/articles/new.md"}
    assert {one.locale for one in since(branch, Gate.RELEASE, "JP").failing if one.check == "stale"} == {"ja"}


def test_a_commit_that_git_does_not_know_is_told_before_any_work(branch: Shop) -> None:
    with pytest.raises(UsageError, match="git does not know 'origin/main' here"):
        check(branch.open(), CheckOptions(since="origin/main"))


def test_what_is_wrong_with_a_translation_that_a_branch_wrote_fails_the_change_gate(branch: Shop) -> None:
    key = branch.key("We collect the money when the parcel leaves us.")
    old = branch.entry("We collect the money when the parcel leaves us.").target
    branch.edit(CATALOG, old, "Wir buchen das Geld ab, wenn das Paket bei uns das Haus verlassen hat.")
    [wrong] = since(branch).failing
    assert (wrong.check, wrong.location.path, wrong.location.key) == ("other-language", CATALOG, key)
    assert "other-language" in {one.check for one in since(branch, Gate.RELEASE).findings}
    # What another branch wrote is no change of this one, though it stands in the same catalog.
    git(branch, "commit", "-qam", "x")
    branch.edit(CATALOG, "Conviene saber", "Es bueno saberlo")
    assert since(branch).failing == ()
    assert "other-language" in {one.check for one in since(branch).findings}


@pytest.mark.parametrize(
    ("old", "new"), [("\ncurrency: ", "\ncurency: "), ("\nname: Spain", '\nname: "Spain')], ids=["a key", "a quote"]
)
def test_a_profile_that_nobody_can_read_touches_nothing_but_itself(branch: Shop, old: str, new: str) -> None:
    branch.edit("markets/ES.yaml", old, new)
    for gate in Gate:
        report = since(branch, gate)
        assert {one.location.path for one in report.findings} == {"markets/ES.yaml"}
        assert "Everything" not in report.looked_at
        assert "Not checked: market ES" in report.looked_at


def test_company_data_that_nobody_can_read_touch_nothing_but_themselves(branch: Shop) -> None:
    branch.write("markets/company.yaml", "markets: [\n")
    assert {one.location.path for one in since(branch).findings} == {"markets/company.yaml"}


def test_an_obligation_is_told_where_the_branch_touched_its_texts_or_its_signature(branch: Shop) -> None:
    def told() -> list[str]:
        found = since(branch, Gate.RELEASE).failing
        return [one.what for one in found if one.check == "obligation-unkept"]

    signature = "approvals/ES/obligations/odr_link.json"
    branch.edit("markets/ES.yaml", ODR, ODR.replace("    present: [market.name]\n", ""))
    run_step(branch.open(), "sign", lambda run: sign(run, "ES", "odr_link", "Ana", branch.today))
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "signed")
    held = branch.read(signature)
    branch.remove(signature)
    assert told() == ["Spain (odr_link): nobody signed that it is kept."]
    branch.write(signature, held)
    branch.edit(PAYING, "We collect the money when", "We collect your money when")
    assert told() == []
    branch.edit("content/translations/es/articles/complaints.md.po", "si algo salió mal", "si algo fue mal")
    [found] = told()
    assert found.endswith("since then articles/complaints.md changed in es.")
    # Whoever works on other pages hears nothing of it.
    git(branch, "commit", "-qam", "changed")
    branch.edit(PAYING, "We collect your money when", "We collect the money when")
    assert told() == []
