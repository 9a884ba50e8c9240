"""Cases of checks as files, one a check, that anybody can add to: `tests/checks/cases/README.md` says how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from locmem.catalogs.files import write_catalog
from locmem.checks.catalogue import CHECKS
from locmem.model.finding import Finding, Severity
from locmem.model.translation import HUMAN, State
from locmem.values.locales import plural_header
from locmem.workspace.workspace import open_workspace
from locmem.yamlfields import Fields, fields_of
from locmem.yamlfile import YamlMapping, YamlScalar
from tests.checks.lamps import BRAZIL, COMPANY, SETTINGS, SPAIN, Lamps

FOLDER = Path(__file__).parent / "cases"

_TEXTS = "  - {name: texts, files: texts/**/*.md, kind: markdown, segment: unit}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text, article or project, and what the check must say of it.

    place: the line of the file of cases it stands on.  finds: whether the check must find something.
    source, target, locale: a text.  article, front: an article with lines of its front matter.
    files, targets, state, day: a project: files over those of `lamps.py`, and translations into `locale` of the
    sources that contain a piece of text.
    says: a piece of the message.  line, path: where the finding must be.  severity: how bad it must be.
    """

    place: str
    finds: bool
    source: str = ""
    target: str = ""
    locale: str = "es"
    article: str = ""
    front: str = ""
    files: Mapping[str, str]
    targets: Mapping[str, str]
    state: State = State.TRANSLATED
    day: date | None = None
    says: str = ""
    line: int = 0
    path: str = ""
    severity: Severity | None = None

    def fault(self, findings: Iterable[Finding]) -> str:
        """What is wrong with the findings for this case, empty for nothing."""
        found = list(findings)
        if not self.finds:
            return f"{self.place}: finds {found[0].message}" if found else ""
        fitting = [one for one in found if self._fits(one)]
        if fitting:
            return ""
        told = "; ".join(f"{one.severity.value} {one.location} {one.message}" for one in found) or "nothing"
        return f"{self.place}: found {told}"

    def _fits(self, finding: Finding) -> bool:
        return (
            self.says in f"{finding.what} {finding.do}"
            and self.line in (0, finding.location.line)
            and self.path in finding.location.path
            and self.severity in (None, finding.severity)
        )


def cases_of(check: str) -> tuple[Case, ...]:
    """The cases of a check.  Raises InputErrors for a file that is not as it should be."""
    file = FOLDER / f"{check}.yaml"
    found: list[Case] = []
    with fields_of(file.read_text("utf-8"), file.name) as top:
        for name in ("finds", "leaves"):
            for node in top.items(name, required=True):
                fields = Fields(node, top.problems)
                found.append(_case(fields, finds=name == "finds"))
                fields.finish()
    return tuple(found)


def _case(fields: Fields, *, finds: bool) -> Case:
    return Case(
        place=str(fields.location),
        finds=finds,
        source=fields.text("source"),
        target=fields.text("target"),
        locale=fields.text("locale", default="es"),
        article=fields.text("article"),
        front=fields.text("front"),
        files=_texts(fields, "files"),
        targets=_texts(fields, "targets"),
        state=fields.choice("state", State, State.TRANSLATED) or State.TRANSLATED,
        day=fields.day("day"),
        says=fields.text("says"),
        line=fields.integer("line"),
        path=fields.text("path"),
        severity=fields.choice("severity", Severity, None),
    )


def _texts(fields: Fields, name: str) -> Mapping[str, str]:
    node = fields.node_of(name)
    if not isinstance(node, YamlMapping):
        return {}
    return {key.text: value.text for key, value in node.entries if isinstance(value, YamlScalar)}


def faults(check: str, folder: Path) -> tuple[list[str], list[Finding]]:
    """What is wrong with what a check finds in its cases, and all that it found.  folder: an empty one to work in."""
    cases = cases_of(check)
    alone = {number: one for number, one in enumerate(cases) if one.files or one.targets or one.day}
    shared = {number: one for number, one in enumerate(cases) if number not in alone}
    wrong: list[str] = []
    seen: list[Finding] = []
    found = _found(check, _together(shared, folder / "together"))
    for number, case in shared.items():
        own = [one for one in found if f"case-{number:02}." in (one.location.path + one.location.key)]
        seen += own
        wrong.append(case.fault(own))
    for number, case in alone.items():
        own = _found(check, _project(case, folder / str(number)))
        seen += own
        wrong.append(case.fault(own))
    return [one for one in wrong if one], seen


def _found(check: str, lamps: Lamps) -> list[Finding]:
    return list(CHECKS[check].check(lamps.context()))


def _base(root: Path, locales: Iterable[str] = ()) -> Lamps:
    """The small project of `lamps.py`, whose first market is served in these locales, too."""
    lamps = Lamps(root=root)
    more = sorted({*locales} - {"es", "pt-BR"})
    listed = "".join(f", {one}" for one in more)
    named = "".join(f", {one}: X" for one in more)
    formats = "".join(f"  {one}: {{format: {one}}}\n" for one in more)
    spain = SPAIN.replace("{es: España}", f"{{es: España{named}}}").replace("{es: IVA}", f"{{es: IVA{named}}}")
    lamps.write(
        "locmem.yaml", SETTINGS.replace("[es, pt-BR]", f"[es, pt-BR{listed}]").replace("risks:", _TEXTS + "risks:")
    )
    lamps.write("markets/ES.yaml", spain.replace("locales:\n", f"locales:\n{formats}", 1))
    lamps.write("markets/BR.yaml", BRAZIL)
    lamps.write("markets/company.yaml", COMPANY)
    return lamps


def _together(cases: Mapping[int, Case], root: Path) -> Lamps:
    """One project with a document a case."""
    lamps = _base(root, (case.locale for case in cases.values()))
    lamps.write("content/macros/none.yaml", "title: Hello\n")
    lamps.write("content/texts/none.md", "Hello.\n")
    for number, case in cases.items():
        if case.article:
            lamps.article(case.article, name=f"case-{number:02}", front=case.front)
        else:
            lamps.write(f"content/texts/case-{number:02}.md", f"{case.source}\n")
    _translate(lamps, {f"texts/case-{number:02}.md": case for number, case in cases.items() if not case.article})
    return lamps


def _translate(lamps: Lamps, cases: Mapping[str, Case]) -> None:
    for pair in open_workspace(lamps.open()).pairs:
        case = cases.get(pair.source.path)
        if case is None or case.locale != pair.locale:
            continue
        entries = tuple(one.with_target(case.target, State.TRANSLATED, HUMAN) for one in pair.catalog.entries)
        data = write_catalog(
            replace(pair.catalog, entries=entries), project="Lamps", plural_forms=plural_header(pair.locale)
        )
        lamps.write(pair.path, data.decode())


def _project(case: Case, root: Path) -> Lamps:
    lamps = _base(root, [case.locale])
    if case.day:
        lamps.day = case.day
    if case.article:
        lamps.article(case.article, front=case.front)
    for path, text in case.files.items():
        lamps.write(path, text)
    if case.targets:
        for name in _documents(lamps):
            lamps.translate(case.targets, locale=case.locale, state=case.state, name=name)
    return lamps


def _documents(lamps: Lamps) -> Iterator[str]:
    for source in open_workspace(lamps.open()).sources:
        yield source.path
