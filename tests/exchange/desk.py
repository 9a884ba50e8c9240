"""Work handed out from the small project and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.manifest import Manifest
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import HUMAN, CatalogEntry, Origin, OriginKind, State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.workspace.handoffs import manifests
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

RETURNS = ("absent", "empty", "untouched", "changed", "confirmed")
"""What can become of a segment while it is with the translator."""

MACHINE = Origin(OriginKind.MT, "apertium")

ARTICLE = "---\ntitle: Work\nslug: work\n---\n\n" + "\n\n".join(
    f"The {name} lamp has **a {name} page** and [its {name} help](complaints.md) in {{{{ market.name }}}}."
    for name in RETURNS
)
MACRO = (
    "title: Work\nactions:\n  - field: comment_value_html\n    value: |\n"
    + "\n".join(
        f"      <p>The {name} lamp has <b>a {name} page</b> and "
        f'<a class="more… of it" href="/{name}">its {name} help</a> in {{{{ market.name }}}}.</p>'
        for name in RETURNS
    )
    + "\n"
)
DOCUMENTS = {"markdown": ("content/articles/work.md", ARTICLE), "html": ("content/macros/work.yaml", MACRO)}


class Desk:
    """One article or macro, handed out in Spanish while it holds machine drafts."""

    def __init__(self, shop: Shop, kind: str) -> None:
        self.shop = shop
        self.kind = kind
        self.file = DOCUMENTS[kind][0]
        self.ids = {name: entry.occurrence for name, entry in self.entries().items()}

    def source(self, name: str) -> str:
        if self.kind == "markdown":
            help_ = f"[its {name} help](complaints.md)"
            return f"The {name} lamp has **a {name} page** and {help_} in {{{{ market.name }}}}."
        return f"The {name} lamp has <g1>a {name} page</g1> and <g2>its {name} help</g2> in {{{{ market.name }}}}."

    def draft(self, name: str) -> str:
        text = self.source(name).replace("The ", "La lámpara ", 1).replace("lamp has", "tiene").replace(" and ", " y ")
        return text.replace(" in ", " en ")

    def entries(self) -> dict[str, CatalogEntry]:
        """The document's Spanish entries by the name of their sentence, as the next run will see them."""
        found = self.shop.pair(self.file.removeprefix("content/")).catalog.entries
        return {name: one for name in (*RETURNS, "later") for one in found if f" {name} page" in one.source}

    def entry(self, name: str) -> CatalogEntry:
        return self.entries()[name]

    def write(self, targets: Mapping[str, str], state: State, origin: Origin = HUMAN) -> None:
        """Somebody writes targets, by the name of their sentence, into the catalog."""
        pair = self.shop.pair(self.file.removeprefix("content/"))
        entries = []
        for entry in pair.catalog.entries:
            name = next((name for name in targets if f" {name} page" in entry.source), "")
            entries.append(entry.with_target(targets[name], state, origin) if name else entry)
        self.shop.put(pair.path, replace(pair.catalog, entries=tuple(entries)))

    def hand_off(self, format_: str) -> Manifest:
        """The manifest of what was handed out; its files lie in the folder `out`."""
        return self._handed_off(HandoffOptions(format=ExchangeFormat(format_), locales=("es",), folder="out"))

    def hand_off_again(self, format_: str) -> Manifest:
        """The manifest of a second handoff of what is with a translator already."""
        options = HandoffOptions(format=ExchangeFormat(format_), locales=("es",), folder="out", again=True)
        return self._handed_off(options)

    def _handed_off(self, options: HandoffOptions) -> Manifest:
        _, result = run_step(self.shop.open(), "export", lambda run: hand_off(run, options))
        [batch] = result.batches
        return batch.manifest

    @property
    def manifest(self) -> Manifest:
        """The newest manifest as it stands now."""
        return list(manifests(self.shop.open()))[-1]

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(
            sorted(path for path in (self.shop.root / "out").rglob("*") if path.is_file() and path.suffix != ".html")
        )

    @property
    def translator(self) -> Translator:
        [file] = self.files
        return Translator(file)

    def bring_back(
        self,
        files: Sequence[Path] = (),
        *,
        trust_state: bool = False,
        reviewed: bool = False,
        partial: bool = False,
        whole: bool = False,
        handoff: str = "",
        is_dry: bool = False,
    ) -> BringBackResult:
        found = tuple(files) or self.files
        _, result = run_step(
            self.shop.open(),
            "import",
            lambda run: bring_back(
                run,
                found,
                trust_state=trust_state,
                reviewed=reviewed,
                partial=partial,
                whole=whole,
                handoff=handoff,
            ),
            is_dry=is_dry,
        )
        return result

    def decision(self, result: BringBackResult, name: str) -> Decision:
        [found] = [one for one in result.decisions if one.occurrence == self.ids[name]]
        return found

    def decision_of(self, result: BringBackResult, name: str, outcome: Outcome) -> Decision:
        """The one decision with an outcome, where several files answered a segment."""
        [found] = [one for one in result.decisions if one.occurrence == self.ids[name] and one.outcome is outcome]
        return found

    def change_source(self) -> None:
        """An author changes every sentence, and the project is synced."""
        self.shop.write(self.file, self.shop.read(self.file).replace(" lamp has ", " lamp now has "))
        self.shop.run()


def prepare(shop: Shop, kind: str) -> Desk:
    """The document added to the project, every sentence drafted by a machine."""
    file, text = DOCUMENTS[kind]
    shop.write(file, text)
    shop.run()
    shop.translate("es", {"Work": "Trabajo"})
    desk = Desk(shop, kind)
    desk.write({name: desk.draft(name) for name in RETURNS}, State.DRAFT, MACHINE)
    return desk
