"""Reads locmem.yaml into `locmem.model.settings.Settings`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from locmem import textfile
from locmem.errors import Location
from locmem.globs import file_pattern, matches
from locmem.model.backlog_rules import rules_of
from locmem.model.desk_dates import desk_dates_of
from locmem.model.document import Risk
from locmem.model.engine_rules import ENGINES, engine_settings
from locmem.model.gate_rules import exceptions_of, levels_of
from locmem.model.rates import rates_of
from locmem.model.review_rules import review_rules
from locmem.model.service_level import service_targets
from locmem.model.settings import (
    ASSET_ENDINGS,
    ATTRIBUTES,
    GLOSSARY,
    KNOWN_TEXTS_IN_TAGS,
    NOTATIONS,
    TEXTS_IN_TAGS,
    AssetRules,
    Carry,
    ContentSet,
    InterfaceWords,
    LinkRule,
    LinkRules,
    RiskPolicy,
    SegmentMode,
    Settings,
    Shown,
    SignOff,
    ZendeskLocale,
)
from locmem.model.state_place import StatePlace, state_place
from locmem.model.tags import LanguageTag, language_of, language_tag
from locmem.model.translation import State
from locmem.patterns import own_pattern
from locmem.yamlfields import Fields, fields_of, key_places, unique
from locmem.yamlfile import YamlMapping, YamlNode

FILE_NAME = "locmem.yaml"

DEFAULT_RISKS = {
    Risk.LEGAL: RiskPolicy(required=State.REVIEWED, machine=False, stale=Shown.KEEP, unfinished=Shown.WITHHOLD),
    Risk.STANDARD: RiskPolicy(required=State.TRANSLATED, stale=Shown.KEEP, unfinished=Shown.SOURCE),
    Risk.LOW: RiskPolicy(required=State.DRAFT, stale=Shown.KEEP, unfinished=Shown.SOURCE),
}
"""What holds for a risk that locmem.yaml does not mention."""

KINDS = ("markdown", "html", "macro")
DIALECTS = ("percent", "ruby", "printf", "bracket", "handlebars")


def read_settings(path: Path, shown: str = FILE_NAME) -> Settings:
    """The settings in the file at `path`.

    Raises InputErrors with every problem of the file: unknown keys, wrong types, malformed tags, a locale used
    but not declared.
    """
    with fields_of(textfile.read(path, shown).text, shown) as top:
        name = top.text("project", required=True)
        source = top.converted("source_locale", language_tag, LanguageTag("en"), required=True)
        locales = _locales(top, source)
        content_sets = _content_sets(top)
        return Settings(
            name=name,
            source_locale=source,
            locales=locales,
            content_sets=content_sets,
            risks=_risks(top),
            engines=engine_settings(top, locales, ENGINES, [one.name for one in content_sets]),
            fallbacks=_fallbacks(top, locales),
            variants=_variants(top, source, locales),
            floor=_floor(top),
            verified_days=top.integer("verified_days", 180, least=1),
            database=_database(top),
            assignees=_by_locale(top, "assignees", locales),
            registers=_by_locale(top, "registers", locales),
            due_days=top.integer("due_days", 5, least=0),
            links=LinkRules(prefixes=_links(top, locales), parameters=top.texts("link_parameters")),
            zendesk_locales=_zendesk_locales(top, (source, *locales)),
            help_desk_dates=desk_dates_of(top),
            glossary=top.converted("glossary", _path, GLOSSARY),
            backlog=rules_of(top),
            review=review_rules(top),
            sla=service_targets(top),
            rates=rates_of(top, locales),
            checks=levels_of(top),
            exceptions=exceptions_of(top),
            places=dict(key_places(top.node)),
        )


def content_set_of(settings: Settings, path: str) -> ContentSet | None:
    """The first content set whose pattern takes the document at `path`; None where no set does."""
    return next((one for one in settings.content_sets if matches(path, one.pattern)), None)


def _locales(top: Fields, source: LanguageTag) -> tuple[LanguageTag, ...]:
    nodes = top.items("locales", required=True)
    found = [(top.convert(node, language_tag, LanguageTag("")), node.location) for node in nodes]
    found = [(tag, location) for tag, location in found if tag]
    unique(found, top.problems, "the locale")
    for tag, location in found:
        if tag == source:
            top.problems.add(location, f"{tag} is the source locale.", "List only the locales to translate into.")
    return tuple(tag for tag, _ in found)


def _undeclared(top: Fields, place: Location, name: str, do: str = "Add it to locales.") -> None:
    """Note that a locale is not declared, unless the list itself is not there, which is told as one fault."""
    if top.has("locales"):
        top.problems.add(place, f"the locale {name} is not declared.", do)


def _declared(top: Fields, node: YamlNode, locales: tuple[LanguageTag, ...]) -> LanguageTag:
    tag = top.convert(node, language_tag, LanguageTag(""))
    if tag and tag not in locales:
        _undeclared(top, node.location, tag, f"Declared: {', '.join(locales)}.")
    return tag


def _content_sets(top: Fields) -> tuple[ContentSet, ...]:
    sets: list[ContentSet] = []
    places = []
    for node in top.items("content", required=True):
        fields = Fields(node, top.problems)
        kind = fields.text("kind", required=True)
        _known(fields, "kind", kind, KINDS)
        for dialect in (dialects := fields.texts("placeholders")):
            _known(fields, "placeholders", dialect, DIALECTS)
        notations = fields.texts("notations", tuple(NOTATIONS))
        for notation in notations:
            _known(fields, "notations", notation, NOTATIONS)
        risk = fields.choice("risk", Risk, Risk.STANDARD) or Risk.STANDARD
        accept = fields.integer("accept", 101)
        if accept not in (100, 101):
            fields.problems.add(fields.location, f"accept is {accept}.", "Write 101, or 100 to trust exact matches.")
        content_set = ContentSet(
            name=fields.text("name", required=True),
            pattern=fields.converted("files", file_pattern, "", required=True),
            location=(fields.node_of("files") or node).location,
            kind=kind,
            fields=fields.texts("fields", ("title", "description")),
            risk=risk,
            dialects=dialects,
            notations=notations,
            patterns=_patterns(fields),
            attributes=fields.texts("attributes", ATTRIBUTES),
            texts_in_tags=_texts_in_tags(fields),
            segment=fields.choice("segment", SegmentMode, SegmentMode.SENTENCE) or SegmentMode.SENTENCE,
            srx=fields.converted("segmentation", _path, ""),
            max_length=_lengths(fields),
            accept=accept,
            carry=_carry(fields, risk),
            interface_words=fields.choice("interface_words", InterfaceWords, InterfaceWords.CHECKED)
            or InterfaceWords.CHECKED,
            assets=_assets(fields),
        )
        fields.finish()
        sets.append(content_set)
        places.append((content_set.name, fields.location))
    unique(places, top.problems, "the content set")
    return tuple(sets)


def _carry(fields: Fields, risk: Risk) -> Carry:
    carry = fields.choice("carry", Carry, Carry.PROPOSE) or Carry.PROPOSE
    if carry is Carry.CONFIRM and risk is Risk.LEGAL:
        do = "Leave it out: of legal texts a person reads every change."
        fields.problems.add(fields.location, "carry is confirm for texts whose risk is legal.", do)
    return carry


def _texts_in_tags(fields: Fields) -> tuple[str, ...]:
    names = fields.texts("texts_in_tags", TEXTS_IN_TAGS)
    for name in (one for one in names if one not in KNOWN_TEXTS_IN_TAGS):
        do = f"Choose from {', '.join(KNOWN_TEXTS_IN_TAGS)}."
        fields.problems.add(fields.location, f"texts_in_tags names {name!r}.", do)
    return names


def _assets(fields: Fields) -> AssetRules | None:
    section = fields.mapping("assets")
    if section is None:
        return None
    patterns = [section.convert(node, file_pattern, "") for node in section.items("files", required=True)]
    endings = section.texts("endings", ASSET_ENDINGS)
    for ending in endings:
        _known(section, "endings", ending, ASSET_ENDINGS)
    section.finish()
    return AssetRules(patterns=tuple(pattern for pattern in patterns if pattern), endings=endings)


def _patterns(fields: Fields) -> tuple[tuple[str, str], ...]:
    section = fields.mapping("placeholder_patterns")
    if section is None:
        return ()
    for name in section.names():
        if name in DIALECTS or "=" in name:
            what = f"{name!r} cannot name a pattern of your own."
            fields.problems.add(section.key_location(name), what, "Choose a name that is not a known notation.")
    return tuple((name, section.converted(name, _pattern, "")) for name in section.names())


def _pattern(text: str) -> str:
    own_pattern(text)
    return text


def _path(text: str) -> str:
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text:
        raise ValueError(f"{text!r} does not lie in the project's folder")
    return str(path)


def _lengths(fields: Fields) -> tuple[tuple[str, int], ...]:
    section = fields.mapping("max_length")
    return () if section is None else tuple((name, section.integer(name, least=1)) for name in section.names())


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
            fault = "an unfinished text has no confirmed wording to keep."
            fields.problems.add(node.location, fault, "Write source or withhold.")
        risks[risk] = RiskPolicy(
            required=fields.choice("required", State, default.required) or default.required,
            machine=fields.flag("machine_translation", default.machine),
            grace_days=fields.integer("grace_days", default.grace_days),
            stale=fields.choice("show_while_stale", Shown, default.stale) or default.stale,
            unfinished=unfinished,
            sign_off=fields.choice("sign_off", SignOff, default.sign_off) or default.sign_off,
            confirmed_by=_names(fields, "confirmed_by"),
        )
        fields.finish()
    section.finish()
    return risks


def _names(fields: Fields, name: str) -> tuple[str, ...]:
    """Names of people, without what stands around them."""
    names = tuple(one.strip() for one in fields.texts(name))
    if fields.has(name) and not all(names or ("",)):
        node = fields.node_of(name)
        location = node.location if node else fields.location
        fields.problems.add(location, "it names nobody.", "Write the names of people, or leave it out.")
    return names


def _fallbacks(top: Fields, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, tuple[LanguageTag, ...]]:
    section = top.mapping("fallbacks")
    found: dict[LanguageTag, tuple[LanguageTag, ...]] = {}
    if section is None:
        return found
    for name in section.names():
        node = section.node_of(name)
        chain = tuple(_declared(top, item, locales) for item in section.items(name))
        if name not in locales and node:
            _undeclared(top, section.key_location(name), name)
        elif name in chain and node:
            top.problems.add(node.location, f"{name} falls back to itself.", "Remove it from its own list.")
        found[LanguageTag(name)] = chain
    return found


def _variants(top: Fields, source: LanguageTag, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, LanguageTag]:
    section = top.mapping("variants")
    variants: dict[LanguageTag, LanguageTag] = {}
    if section is None:
        return variants
    drafted = top.mapping("machine_translation")
    for name in section.names():
        tag, base = LanguageTag(name), section.converted(name, language_tag, LanguageTag(""))
        place = section.key_location(name)
        if tag not in locales:
            _undeclared(top, place, name)
        elif base and base not in (source, *locales):
            declared = ", ".join((source, *locales))
            top.problems.add(place, f"the base {base} is not declared.", f"Declared: {declared}.")
        elif base and language_of(base) != language_of(tag):
            do = "A variant has the language of its base; for drafts from another language use `fallbacks`."
            top.problems.add(place, f"{base} is another language than {tag}.", do)
        elif base:
            variants[tag] = base
        if drafted and drafted.has(name):
            fault = f"{name} is a variant and inherits the drafts of {base}."
            top.problems.add(drafted.key_location(name), fault, "Remove it here.")
    for tag in list(variants):
        seen = [tag]
        while (base_of := variants.get(seen[-1])) is not None and base_of not in seen:
            seen.append(base_of)
        if base_of is not None:
            fault = f"{tag} inherits from itself: {' from '.join((*seen, base_of))}."
            top.problems.add(section.key_location(tag), fault, "Let one of them stand on its own.")
            del variants[tag]
    return variants


def _database(top: Fields) -> StatePlace:
    node = top.node_of("database")
    told_at = str(node.location) if node else ""
    return top.converted("database", lambda text: state_place(text, told_at), StatePlace())


def _by_locale(top: Fields, key: str, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, str]:
    """A mapping of declared locales to texts; one that has them all and one more tells that `locales` lacks it."""
    section = top.mapping(key)
    if section is None:
        return {}
    others = [name for name in section.names() if name not in locales]
    is_list_short = len(others) == 1 and bool(locales) and all(section.has(tag) for tag in locales)
    for name in others:
        if is_list_short:
            what = f"the locale {name}, which `{key}` has on line {section.key_location(name).line}, is not declared."
            top.problems.add(top.key_location("locales"), what, f"Add {name} to locales, or take it out of `{key}`.")
        else:
            _undeclared(top, section.key_location(name), name)
    return {LanguageTag(name): section.text(name) for name in section.names()}


def _links(top: Fields, locales: tuple[LanguageTag, ...]) -> tuple[LinkRule, ...]:
    rules = []
    for node in top.items("links"):
        fields = Fields(node, top.problems)
        rule = LinkRule(
            start=fields.text("from", required=True),
            becomes=fields.text("to", required=True),
            exceptions=fields.texts("except"),
            locales=tuple(_declared(fields, one, locales) for one in fields.items("locales")),
        )
        fields.finish()
        for exception in rule.exceptions:
            if not exception.startswith(rule.start):
                fault = f"the exception {exception!r} does not begin with {rule.start!r}."
                fields.problems.add(fields.location, fault, "Mend or remove it.")
        rules.append(rule)
    return tuple(rules)


def _zendesk_locales(top: Fields, locales: tuple[LanguageTag, ...]) -> dict[LanguageTag, ZendeskLocale]:
    section = top.mapping("zendesk_locales")
    desk_locales: dict[LanguageTag, ZendeskLocale] = {}
    if section is None:
        return desk_locales
    for name in section.names():
        tag = LanguageTag(name)
        if tag not in locales:
            _undeclared(top, section.key_location(name), name)
        if isinstance(node := section.node_of(name), YamlMapping):
            fields = Fields(node, top.problems)
            number = fields.integer("id", least=1) if fields.has("id") else None
            desk_locales[tag] = ZendeskLocale(name=fields.text("name").lower(), number=number)
            fields.finish()
        else:
            desk_locales[tag] = ZendeskLocale(number=section.integer(name, least=1))
    names = [desk_locale.name for desk_locale in desk_locales.values() if desk_locale.name]
    numbers = [desk_locale.number for desk_locale in desk_locales.values() if desk_locale.number]
    if len({*names}) < len(names) or len({*numbers}) < len(numbers):
        top.problems.add(section.location, "two locales have one name or number.", "Each has its own in Zendesk.")
    return desk_locales


def _floor(top: Fields) -> float:
    floor = top.integer("floor", 70, least=50)
    if floor > 100 and (node := top.node_of("floor")):
        top.problems.add(node.location, f"a floor of {floor} finds nothing.", "Write 50-100.")
    return float(floor)
