"""`terms list|show|find|candidates|import|export|check`: the glossary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import DryRun, Json, Locales, Markets, NoCache, opened
from locmem.errors import UsageError
from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.model.term import Concept, Term
    from locmem.terms.hints import TermHint
    from locmem.terms.joining import Change

_SHOWN = 20
"""Changes of one kind, and rejections, that are printed of many."""

app = typer.Typer(no_args_is_help=True, help="The glossary: which words to use for what, and which never.")


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="terms")


@app.command("list")
def list_(locale: Locales = [], json: Json = False) -> None:  # noqa: B006
    """List the terms of the source language with those of each locale."""
    project = opened()
    glossary, tags = project.glossary, project.declared(locale)
    source = project.settings.source_locale
    if json:
        output.as_json(glossary.within({source, *tags}).concepts)
        return
    rows = [
        (
            concept.id,
            concept.name(source),
            tag,
            *_by_status(project.terminology.targets(concept, tag)),
        )
        for concept in glossary.concepts
        for tag in tags
        if concept.is_kept or project.terminology.targets(concept, tag)
    ]
    if rows:
        output.table(("concept", "source", "locale", "write", "may", "never"), rows, wraps=("write", "may", "never"))
    else:
        output.say(
            f"{project.settings.glossary} holds no terms for these locales; `locmem terms import FILE` adds some."
        )


@app.command()
def show(
    term: Annotated[str, typer.Argument(metavar="TERM", help="A term in any language, or the id of a concept.")],
    json: Json = False,
) -> None:
    """Show all that the glossary says of a term."""
    project = opened()
    wanted = term.casefold()
    found = [
        concept
        for concept in project.glossary.concepts
        if concept.id.casefold() == wanted or any(one.text.casefold() == wanted for one in concept.terms)
    ]
    if not found:
        raise UsageError(f"the glossary has no term {term!r}. `locmem terms list` shows all.")
    if json:
        output.as_json(found)
        return
    for concept in found:
        _show(concept)


@app.command()
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A source text without markup.")],
    to: Annotated[str, typer.Option(metavar="LOCALE", help="The locale that it is translated into.")],
    target: Annotated[str, typer.Option(metavar="TEXT", help="Its translation, to see which terms it uses.")] = "",
    market: Markets = [],  # noqa: B006
    json: Json = False,
) -> None:
    """Find the terms in a text, as a translator is told of them; with --target say which of them it uses.

    Exit code 1 where the target has a forbidden term or certainly lacks one.
    """
    from locmem.terms.hints import terms_for
    from locmem.terms.use import uses

    project = opened()
    (tag,) = project.declared([to])
    markets = tuple(str(one.code) for one in project.chosen_markets(market)) if market else ()
    hints = terms_for(text, tag, markets, project.terminology)
    used = uses(text, target, tag, markets, project.terminology) if target else ()
    is_wrong = any(use.forbidden or use.is_missing for use in used)
    if json:
        output.as_json({"terms": hints, "uses": used})
        raise typer.Exit(1 if is_wrong else 0)
    if not hints:
        output.say("The glossary names nothing in it.")
    else:
        rows = [(hint.source, *_of_hint(hint), "; ".join(_to_mind(hint))) for hint in hints]
        output.table(("source", "write", "may", "never", "mind"), rows, wraps=("write", "may", "never", "mind"))
    for use in used:
        for one in use.forbidden:
            output.say(f"{use.source}: {one.text} is forbidden.")
        if use.is_missing:
            output.say(f"{use.source}: nothing like {_names(use.wanted)} stands in the target.")
    raise typer.Exit(1 if is_wrong else 0)


@app.command()
def candidates(
    locale: Locales = [],  # noqa: B006
    limit: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="At most this many of each locale.")] = 30,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print them as a glossary that `locmem terms import` takes.")
    ] = False,
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Propose terms: nouns that confirmed translations have often and the glossary has not.

    First what is translated in several ways, by the number of texts that differ from the most frequent one; then what
    is translated in one way, by the number of texts.  A text that stands in many places counts once. In a file made by
    --csv all are `admitted`: write `preferred` where a word is to be used.
    """
    from locmem.pipelines.term_candidates import as_table, term_candidates

    if csv and json:
        raise UsageError("give --csv or --json, not both")
    project = opened(no_cache=no_cache)
    found = tuple(term_candidates(project, project.declared(locale), limit))
    if json:
        output.as_json(found)
    elif csv:
        output.data(as_table(project, found).decode().rstrip("\n"))
    elif not found:
        output.say(
            "The memory has no phrase in three different texts of two documents that the glossary has not. "
            "It fills with confirmed translations at `locmem sync`."
        )
    else:
        columns = ("phrase", "locale", "texts", "docs", "alike", "translated as", "for example")
        rows = [
            (
                one.text,
                one.locale,
                str(one.texts),
                str(one.documents),
                f"{one.consistency:.0f} %",
                ", ".join((*(f"{is_.text} {is_.texts}" for is_ in one.renderings), *_else(one.others))),
                ", ".join(filter(None, (is_.place for is_ in one.renderings[:2]))),
            )
            for one in found
        ]
        output.table(columns, rows, right=("texts", "docs", "alike"), wraps=("translated as",), below="for example")
        output.say(
            "Write them to a file with --csv, take out what is no term, say `preferred` of what is to be used, and "
            "bring in the rest: `locmem terms import FILE`."
        )
    raise typer.Exit(output.unread(project.unread))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TBX file, a CSV table, or a glossary of OmegaT.")],
    locale: Annotated[
        str, typer.Option(metavar="TAG", help="The language of the targets in a table that names none.")
    ] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Join a glossary from elsewhere with the team's; nothing that stands there is replaced.

    What the file says otherwise is a conflict: it is shown, and what stands here stays.  Exit code 1 where something
    was not taken.
    """
    from locmem.pipelines.run import run_step
    from locmem.pipelines.terms import import_terms
    from locmem.terms.joining import Outcome

    run, result = run_step(opened(), "terms import", lambda run: import_terms(run, file, locale), is_dry=dry_run)
    code = 1 if result.needs_attention else 0
    if json:
        output.as_json(result)
        raise typer.Exit(code)
    output.data(result.summary)
    for outcome in Outcome:
        _list_some(outcome.value, map(_said, result.of(outcome)))
    _list_some("rejected", result.rejected)
    for line in result.remarks:
        output.say(line)
    if conflicts := len(result.of(Outcome.CONFLICT)):
        them = "it" if conflicts == 1 else "them"
        output.say(f"What stands here stays where the file says otherwise: settle {them} in {result.path}.")
    if run.id:
        output.say(f"Commit {result.path}; undo with `locmem undo {run.id}`.")
    raise typer.Exit(code)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write: .tbx, .csv, .tsv or .txt (OmegaT).")],
    format: Annotated[
        str, typer.Option(metavar="NAME", help="tbx, tbx2019, csv or omegat; told by the file's ending if not given.")
    ] = "",
    locale: Locales = [],  # noqa: B006
) -> None:
    """Write the glossary for other tools."""
    from locmem.pipelines.terms import TermsFormat, export_terms

    names = [one.value for one in TermsFormat]
    if format and format not in names:
        raise UsageError(f"there is no format {format!r}. Write one of {', '.join(names)}.")
    chosen, count = export_terms(opened(), file, TermsFormat(format) if format else None, locale)
    output.say(f"{counted(count, 'concept')} written to {file} as {chosen.value}.")


@app.command()
def check(json: Json = False, no_cache: NoCache = False) -> None:
    """Say what is wrong in the glossary itself: twice, contradictory, missing or used nowhere.

    Exit code 1 for errors.
    """
    from locmem.model.finding import Severity
    from locmem.pipelines.terms import check_terms

    project = opened(no_cache=no_cache)
    result = check_terms(project)
    is_wrong = any(flaw.severity is Severity.ERROR for flaw in result.flaws)
    if json:
        output.as_json(result)
    elif not result.is_there:
        output.say(f"There is no {result.path}; `locmem terms import FILE` writes one.")
    else:
        for flaw in result.flaws:
            where = f"{result.path}:{flaw.line}"
            locale = f" {flaw.locale}" if flaw.locale else ""
            output.data(f"{where}: {flaw.severity.value}: {flaw.kind}{locale}: {flaw.what} {flaw.do}")
        found = counted(len(result.flaws), "finding")
        output.say(f"{counted(result.concepts, 'concept')}, {counted(result.terms, 'term')}, {found}.")
    raise typer.Exit(output.unread(project.unread) or (1 if is_wrong else 0))


def _by_status(terms: Iterable[Term]) -> tuple[str, str, str]:
    """What to write, what may be written and what never is."""
    from locmem.model.term import TermStatus

    known = tuple(terms)
    preferred, admitted, forbidden = (_names(term for term in known if term.status is status) for status in TermStatus)
    return preferred, admitted, forbidden


def _of_hint(hint: TermHint) -> tuple[str, str, str]:
    return _by_status((*hint.preferred, *hint.admitted, *hint.forbidden))


def _names(terms: Iterable[Term]) -> str:
    return ", ".join(f"{term.text} ({' '.join(term.markets)})" if term.markets else term.text for term in terms)


def _to_mind(hint: TermHint) -> Iterable[str]:
    if hint.is_ambiguous:
        yield f"may mean {hint.concept}"
    if hint.is_forbidden_source:
        yield "forbidden in the source"
    if hint.is_kept:
        yield "do not translate"
    yield from filter(None, (hint.definition, hint.note))


def _show(concept: Concept) -> None:
    output.styled(f"{concept.id}{': do not translate' if concept.is_kept else ''}", "bold")
    for name, text in (("definition", concept.definition), ("domain", concept.domain), ("note", concept.note)):
        if text:
            output.data(f"  {name}: {text}")
    for term in concept.terms:
        more = [term.part_of_speech, f"only in {' '.join(term.markets)}" if term.markets else "", term.note]
        output.data(f"  {term.locale}  {term.status.value}  {'; '.join(filter(None, (term.text, *more)))}")


def _else(others: int) -> tuple[str, ...]:
    return (f"none of these {others}",) if others else ()


def _said(change: Change) -> str:
    where = f"{change.concept} {change.locale}".strip()
    return f"{where}: {change.what}" + (f"; here: {change.here}" if change.here else "")


def _list_some(name: str, lines: Iterable[str]) -> None:
    known = tuple(lines)
    for line in known[:_SHOWN]:
        output.data(f"  {name}: {line}")
    if len(known) > _SHOWN:
        output.data(f"  and {len(known) - _SHOWN} more {name}; --json lists all")
