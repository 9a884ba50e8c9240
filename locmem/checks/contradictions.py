"""Documents that contradict each other: one text translated in two ways, or two texts in one."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.names import names_in
from locmem.checks.wordings import Occurrence, of_one_name, of_one_source, of_one_target
from locmem.errors import Location
from locmem.inline.protect import parse
from locmem.memory.critical import critical_differences
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind
from locmem.model.wording import counted, shortened

TWO_TARGETS = "translated-in-two-ways"
ONE_TARGET = "two-texts-translated-alike"
NAMES = "name-in-two-ways"

_FEW = 3
"""Words of a text that may have to be translated in another way where it stands for something else: a label."""
_MANY = 6
"""Words in which two sources differ that are not one text with something else in it: to compare them takes long."""
_TELLING = ("number", "signed number", "fact", "currency")
"""What must not differ between two sources of one translation."""
_NEGATED = 2
"""Words in which two sources differ of which one is the other's no: `cannot` for `can`, `do not` put in."""
_SHOWN = 60
"""Characters that are shown of a text."""


def sources_with_two_targets(context: CheckContext) -> Iterator[Finding]:
    """Texts that stand in several documents and are translated in two ways there."""
    for first, *others in of_one_source(context.wordings):
        if not _is_shown(context, first):
            continue
        for other in others:
            if _is_shown(context, other):
                few = len(first.source.split()) <= _FEW
                yield _finding(
                    other, TWO_TARGETS, Severity.NOTE if few else Severity.WARNING,
                    f"“{shortened(first.source, _SHOWN)}” is {_apart(other.target, first.target)} here, and "
                    f"{_apart(first.target, other.target)} in {first.key}"
                    + (f" ({counted(len(others) + 1, 'way')} in all)." if len(others) > 1 else "."),
                    "Take one of the two in both places, unless the text means something else there.",
                )  # fmt: skip


def targets_of_two_sources(context: CheckContext) -> Iterator[Finding]:
    """Translations that are the same for two texts which say something else: another number, a no for a yes."""
    for first, other in of_one_target(context.wordings):
        if not (_is_shown(context, first) and _is_shown(context, other)):
            continue
        apart = len({*other.source.split()} ^ {*first.source.split()})
        if apart > _MANY:
            continue
        here, there = (parse(one.source, Syntax.MARKDOWN) for one in (other, first))
        found = critical_differences(here, there, there, other.wordings.locale)
        if any(one.startswith(_TELLING) or (one.startswith("negation") and apart <= _NEGATED) for one in found):
            yield _finding(
                other, ONE_TARGET, Severity.NOTE,
                f"{_apart(other.source, first.source)} and {_apart(first.source, other.source)} ({first.key}) are "
                f"both “{shortened(other.target, _SHOWN)}”.",
                "Read both: one of the two translations is most likely wrong.",
            )  # fmt: skip


def names_in_two_ways(context: CheckContext) -> Iterator[Finding]:
    """Names in bold type, texts of links and titles that one segment calls otherwise than most of the project."""
    for here, name, other in of_one_name(context.wordings):
        if _is_shown(context, here) and _is_shown(context, other):
            kind, there = (UnitKind(one.wordings.kinds[one.number]) for one in (here, other))
            ours, theirs = names_in(here.target, kind), names_in(other.target, there)
            usual = next((one for one in theirs if one not in ours), theirs[0])
            # Said without marks, or with more around it, it is the same name.
            if usual.casefold() in here.target.casefold():
                continue
            yield _finding(
                here, NAMES, Severity.WARNING,
                f"“{name}” is not called “{shortened(usual, _SHOWN)}” here, as in {other.key} and most other places.",
                f"Write “{shortened(usual, _SHOWN)}”, unless something else is meant.",
            )  # fmt: skip


def _apart(text: str, other: str) -> str:
    """A text in quotation marks, from the word before the first sign in which it is not the other."""
    same = next((place for place, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), len(other))
    start = text.rfind(" ", 0, text.rfind(" ", 0, same)) + 1 if same > _SHOWN // 2 else 0
    return f"“{'…' if start else ''}{shortened(text[start:], _SHOWN)}”"


def _is_shown(context: CheckContext, place: Occurrence) -> bool:
    card = context.by_path.get(place.wordings.path)
    return card is not None and context.is_shown(card, place.locale)


def _finding(place: Occurrence, check: str, severity: Severity, what: str, do: str) -> Finding:
    return Finding(
        check=check,
        gate=Gate.RELEASE,
        severity=severity,
        location=Location(path=place.file, key=place.key),
        locale=place.locale,
        what=what,
        do=do,
    )


CHECKS = (
    Listed(
        name=TWO_TARGETS,
        family="contradictions",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=sources_with_two_targets,
        reach=Reach.PROJECT,
        why="Customers read the same promise in two wordings, and translators are offered both.",
        example="“Send the lamp back.” is “Devuelve la lámpara.” on one page and “Envía la lámpara.” on another",
        do="Take one of the two in both places.",
    ),
    Listed(
        name=NAMES,
        family="contradictions",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=names_in_two_ways,
        reach=Reach.PROJECT,
        why="Customers look for a menu or a page under the name that all other pages give it.",
        example="**Cuenta › Pedidos** on all pages, and **Mi cuenta › Mis pedidos** on one",
        do="Call it by one name everywhere.",
    ),
    Listed(
        name=ONE_TARGET,
        family="contradictions",
        gate=Gate.RELEASE,
        severity=Severity.NOTE,
        check=targets_of_two_sources,
        reach=Reach.PROJECT,
        why="Two texts that say something else cannot have one translation: one was copied and not changed.",
        example="“Nos haremos cargo.” for “We pay for it.” and for “We do not pay for it.”",
        do="Read both translations, and mend the wrong one.",
    ),
)
