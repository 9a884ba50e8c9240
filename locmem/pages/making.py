"""Pages made for an output, document by document, and kept until something changes that they were made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.catalogs.pairs import Workspace
from locmem.model.fact import Market
from locmem.model.settings import ContentSet
from locmem.pages.approvals import approval_prints
from locmem.pages.shelf import Shelf
from locmem.pages.shown import Job, Outcome, PageResult, Shown, all_jobs, page_for, pictures, refusals, result_of
from locmem.render.addresses import addresses_in
from locmem.render.assets import Asset, Verdict
from locmem.render.html import to_html
from locmem.render.manifest import write_manifest
from locmem.render.outputs import Output, Target, page_outputs
from locmem.render.page_links import PageLinks
from locmem.settings import content_set_of
from locmem.workspace.project import Project
from locmem.workspace.survey import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """What one document comes to in one market and locale.

    files: the page and its manifest with their bytes, none where customers see nothing.
    folder: of its market and locale, under the output folder.
    assets: the files that the page brings along; they are copied as they are when the page is written.
    addresses: where the page leads, as it stands there.  notes: what somebody should know, in words.
    judged: what was said of each file that was looked for, by its path under the content folder: the page is this
        one for as long as the same would be said.
    """

    result: PageResult
    folder: str
    files: tuple[tuple[Output, bytes], ...] = ()
    assets: tuple[Asset, ...] = ()
    addresses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    judged: tuple[tuple[str, Verdict | None], ...] = ()


Made = tuple[MadePage, ...]


class PageMaker:
    """Makes the pages of some markets.

    locales: content locales that are wanted, empty for all.  day: whose facts hold.  kinds: of all documents, by path
    under the content folder: what pages may lead to.
    """

    def __init__(
        self,
        project: Project,
        markets: Sequence[Market],
        *,
        locales: Sequence[str],
        day: date,
        target: Target,
        kinds: Mapping[str, str],
    ) -> None:
        self._project = project
        self._markets = markets
        self._locales = tuple(locales)
        self._day = project.noted(day)
        self._target = target
        self._kinds = kinds
        self._shelf = Shelf(project)
        self._links = PageLinks(kinds)

    @property
    def question(self) -> Question[Made]:
        """What each document comes to, market by market and locale by locale."""
        # In Markdown, addresses are written as the source has them, whatever else there is.
        others = tuple(sorted(self._kinds.items())) if self._target is Target.HTML else ()
        codes = tuple(market.code for market in self._markets)
        return Question(
            name="pages",
            kind=Made,
            answer=lambda workspace: tuple(self.made(self.jobs(workspace))),
            depends=(codes, self._locales, self._target.value, others),
            day=self._day,
            of_document=approval_prints(self._project),
            holds=self._is_as_judged,
        )

    def jobs(self, workspace: Workspace) -> Iterator[Job]:
        """What is to be made of the documents of a workspace."""
        return all_jobs(workspace, self._markets, self._locales)

    def made(self, jobs: Iterator[Job] | Sequence[Job]) -> list[MadePage]:
        """The pages of some jobs, in their order."""
        return [self._made(job) for job in jobs]

    def assets(self, page: MadePage) -> dict[Output, bytes]:
        """The files that a page brings along, as they are now, each looked into once more before it leaves."""
        judge = self._shelf.judge(self._content_set(page.result.document))
        verdicts = [(asset, judge(asset.path)) for asset in page.assets]
        fine = [asset for asset, verdict in verdicts if verdict is not None and not verdict.why]
        return pictures(self._project, page.folder, fine)

    def documents_at(self, page: MadePage) -> tuple[str, ...]:
        """The documents that a page leads to, each once, in order."""
        document = page.result.document
        return self._links.documents_in(page.addresses, document, self._content_set(document).folder)

    def _made(self, job: Job) -> MadePage:
        content_set = job.source.content_set
        judge = self._shelf.judge(content_set)
        judged: dict[str, Verdict | None] = {}

        def noting(path: str) -> Verdict | None:
            return judged.setdefault(path, judge(path))

        shown = page_for(self._project, noting, job, self._day)
        folder = f"{job.market.code}/{job.locale.content}"
        if shown.page is None or shown.manifest is None:
            return MadePage(result=result_of(job, shown, ""), folder=folder, judged=tuple(judged.items()))
        page, manifest = page_outputs(folder, job.source.path, content_set.kind, self._target, job.source.file)
        return MadePage(
            result=result_of(job, shown, page.path),
            folder=folder,
            files=((page, self._bytes(job, shown, shown.page.title)), (manifest, write_manifest(shown.manifest))),
            assets=shown.assets,
            addresses=tuple(dict.fromkeys(address.text for address in addresses_in(shown.text))),
            notes=tuple(refusals(job, shown)),
            judged=tuple(judged.items()),
        )

    def _bytes(self, job: Job, shown: Shown, title: str) -> bytes:
        content_set = job.source.content_set
        if self._target is not Target.HTML:
            return shown.text.encode()
        text = self._links.with_files(shown.text, job.source.path, content_set.folder, self._kinds)
        if content_set.kind != "markdown":
            return text.encode()
        # A market may be shown the source: it is the text that has a language, not the market.
        language = job.source.locale if shown.outcome is Outcome.SOURCE else job.locale.content
        return to_html(text, title, language).encode()

    def _is_as_judged(self, made: Made) -> bool:
        return all(
            self._shelf.judge(self._content_set(page.result.document))(path) == verdict
            for page in made
            for path, verdict in page.judged
        )

    def _content_set(self, document: str) -> ContentSet:
        found = content_set_of(self._project.settings, document)
        assert found is not None
        return found
