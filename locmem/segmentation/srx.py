"""Segmentation rules a team wrote itself: an SRX file read into a value, with all its problems named at once.

Format: SRX 2.0 (GALA/LISA OSCAR, 2008); files of version 1.0 have the same rules.  Patterns are those of Java's
regular expressions, as in every SRX file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from locmem import xmlfile
from locmem.errors import Location, Problems, input_error
from locmem.model.tags import LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class SrxRule:
    """One rule: whether a sentence ends between what `before` and what `after` match."""

    is_break: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRules:
    """The rules of one file, by the pattern of the languages they are for, in the file's order.

    digest: of the file's bytes.  cascade: whether all patterns that fit a language count, or the first one alone.
    """

    path: str = ""
    digest: str = ""
    languages: tuple[tuple[str, tuple[SrxRule, ...]], ...] = ()
    cascade: bool = True

    def rules_of(self, locale: LanguageTag) -> tuple[SrxRule, ...]:
        """The rules for a locale; patterns are tried on it as `pt-BR` and as `pt_BR`."""
        matches = [rules for pattern, rules in self.languages if _fits(pattern, locale)]
        return tuple(rule for rules in (matches if self.cascade else matches[:1]) for rule in rules)


NO_RULES = OwnRules()


def read_srx(data: bytes, path: str) -> OwnRules:
    """The rules in `data`; `path` is used in messages.

    Raises InputErrors with every problem of the file: not XML, not SRX, a pattern that cannot be read, a rule
    without any pattern, a language that names rules which are not there.
    """
    root = xmlfile.parse(data, path)
    if xmlfile.local_name(root) != "srx":
        fault = f"the file is not SRX: its first element is <{xmlfile.local_name(root)}>."
        raise input_error(Location(path=path, line=xmlfile.line_of(root)), fault, "Name an SRX file.")
    reader = _Reader(path)
    rules = OwnRules(
        path=path,
        digest=hashlib.sha256(data).hexdigest(),
        languages=tuple(reader.languages(root)),
        cascade=all(header.get("cascade", "yes") != "no" for header in xmlfile.children(root, "header")),
    )
    reader.problems.raise_all()
    return rules


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.problems = Problems()

    def languages(self, root: xmlfile.Element) -> Iterator[tuple[str, tuple[SrxRule, ...]]]:
        """The rules of each language map, in order."""
        named = {element.get("languagerulename", ""): element for element in root.iter("{*}languagerule")}
        rules = {name: tuple(self._rules(element)) for name, element in named.items()}
        maps = list(root.iter("{*}languagemap"))
        if not maps:
            self._add(root, "no <languagemap> says which languages the rules are for.", "Add one.")
        for element in maps:
            name, pattern = element.get("languagerulename", ""), element.get("languagepattern", "")
            if name not in rules:
                known = ", ".join(sorted(rules)) or "none"
                self._add(element, f"there are no rules named {name!r}.", f"The file has: {known}.")
            self._check(element, pattern, compiled)
            yield pattern, rules.get(name, ())

    def _rules(self, element: xmlfile.Element) -> Iterator[SrxRule]:
        for rule in xmlfile.children(element, "rule"):
            said = rule.get("break", "yes")
            if said not in ("yes", "no"):
                self._add(rule, f"break is {said!r}.", "Write yes or no.")
            before, after = (self._pattern(rule, name) for name in ("beforebreak", "afterbreak"))
            if not before and not after:
                self._add(rule, "the rule has no pattern, so it fits everywhere.", "Fill beforebreak or afterbreak.")
            yield SrxRule(is_break=said == "yes", before=before, after=after)

    def _pattern(self, rule: xmlfile.Element, name: str) -> str:
        for element in xmlfile.children(rule, name):
            pattern = xmlfile.text_of(element)
            self._check(element, pattern, in_lookbehind if name == "beforebreak" else compiled)
            return pattern
        return ""

    def _check(self, element: xmlfile.Element, pattern: str, compile_: Callable[[str], object]) -> None:
        try:
            compile_(pattern)
        except ValueError as error:
            self._add(element, f"the pattern {pattern!r} cannot be read: {error}.", "Correct it.")

    def _add(self, element: xmlfile.Element, what: str, do: str) -> None:
        location = Location(path=self.path, line=xmlfile.line_of(element))
        self.problems.add(location, what, do)


def compiled(pattern: str) -> object:
    """A pattern of an SRX file, compiled.  Raises ValueError for one that cannot be read."""
    import regex
    from choppa.utils import translate_java_regex

    try:
        return regex.compile(translate_java_regex(pattern), flags=regex.V1)
    except regex.error as error:
        raise ValueError(str(error)) from None


def in_lookbehind(pattern: str) -> object:
    """A pattern as it is used to look behind a place, compiled.  Raises ValueError for one that cannot be read."""
    from choppa.utils import create_lookbehind_pattern

    compiled(pattern)
    return compiled(create_lookbehind_pattern(pattern, 100))


def _fits(pattern: str, locale: LanguageTag) -> bool:
    import regex

    return any(regex.fullmatch(pattern, tag, flags=regex.V1, timeout=1) for tag in (locale, locale.replace("-", "_")))
