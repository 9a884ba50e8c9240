"""A market that is begun: its profile from what locmem knows, with a gap for whatever the other markets have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.markets.paths import GIVEN
from locmem.model.fact import Fact
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_GAP = "source: not looked up yet, verified_on: null, confidence: unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What other markets have and nobody has looked up for this one: its path, its type, and whether it is legal."""

    path: str
    type: str
    is_legal: bool = False


def gaps_in(theirs: Iterable[Mapping[str, Fact]], own: Collection[str]) -> tuple[Gap, ...]:
    """What some of the markets have and `own` has not, in the order of the first that has it."""
    found: dict[str, Gap] = {}
    for facts in theirs:
        for path, fact in facts.items():
            if path not in own and path not in found and path not in GIVEN:
                found[path] = Gap(path=path, type=fact.type.value, is_legal=fact.is_legal)
    return tuple(found.values())


def skeleton(
    code: str, name: str, currency: str, locales: Mapping[str, str], names: Mapping[str, str], day: date
) -> str:
    """A profile of a country of which locmem knows no more than CLDR does.

    locales: content locales with their format locales.  names: what the country is called in each.
    """
    formats = "".join(f"  {tag}: {{format: {shown}}}\n" for tag, shown in locales.items())
    told = ", ".join(f"{tag}: {quoted(text)}" for tag, text in names.items())
    return (
        f"# {name}.\n"
        "# Begun from what CLDR says. What is null was looked up by nobody yet: read the law, then write the value,\n"
        "# its source and the day.\n"
        f"market: {code}\nname: {quoted(name)}\nstatus: planned\ncurrency: {currency}\nlocales:\n{formats}\n"
        f"facts:\n  name:\n    type: text\n    values: {{{told}}}\n    source: CLDR through babel\n"
        f"    verified_on: {day}\n    confidence: primary\n"
    )


def quoted(text: str) -> str:
    """A text as a value in YAML, in quotes where it could be read as something else."""
    is_plain = re.fullmatch(r"[^\W\d_][\w .’'()-]*", text) and text.casefold() not in _WORDS
    return text if is_plain and text == text.strip() else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def planned(text: str) -> str:
    """A profile with `status: planned`, whatever it said before."""
    without = re.sub(r"^status:[^\n]*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^(name:[^\n]*\n)", r"\1status: planned\n", without, count=1, flags=re.MULTILINE)


def in_locale(text: str, known: str, wanted: str) -> str:
    """A profile whose texts in one content locale are those of another of the same language: `de-AT` as `de`."""
    return re.sub(rf"(?<=[{{\s,]){re.escape(known)}(?=:\s)", wanted, text)


def without_departures(text: str, path: str, given: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """The profile in `text` without departures from obligations that nobody gives it, and the keys of these.

    given: the keys of the obligations of its region.  path: what messages call the file.
    """
    root = parse(text, path)
    section = root.find("obligations") if isinstance(root, YamlMapping) else None
    items = section.items if isinstance(section, YamlSequence) else ()
    away = [(_key_of(item), item) for item in items if isinstance(item, YamlMapping) and item.find("none") is not None]
    left = [(key, item) for key, item in away if key not in given]
    for _, item in reversed(left):
        text = _cut(text, item)
    if left and len(left) == len(items):
        text = re.sub(r"^obligations:[^\n]*\n", "", text, count=1, flags=re.MULTILINE)
    return text, tuple(key for key, _ in left)


def _key_of(item: YamlMapping) -> str:
    key = item.find("key")
    return key.text if isinstance(key, YamlScalar) else ""


def _cut(text: str, item: YamlMapping) -> str:
    """The text without the lines of an item and the remarks right above it."""
    start = text.rfind("\n", 0, item.start) + 1
    while start and text[text.rfind("\n", 0, start - 1) + 1 : start].lstrip().startswith("#"):
        start = text.rfind("\n", 0, start - 1) + 1
    return text[:start] + text[_end(text, item) :]


def with_gaps(text: str, path: str, gaps: Sequence[Gap]) -> str:
    """The profile in `text` with a fact that says null for each gap, at the end of the group it belongs to.

    path: what messages call the file.  Raises InputErrors for a text that is no YAML.
    """
    root = parse(text, path)
    facts = root.find("facts") if isinstance(root, YamlMapping) else None
    if not isinstance(facts, YamlMapping) or not facts.entries:
        return text.rstrip() + "\nfacts:\n" + "".join(_lines(_tree(_named(gaps)), "  ")) if gaps else text
    places: dict[int, YamlMapping] = {}
    below: dict[int, list[tuple[tuple[str, ...], Gap]]] = {}
    for gap in gaps:
        group, names = _group(facts, tuple(gap.path.split(".")))
        places[group.start] = group
        below.setdefault(group.start, []).append((names, gap))
    for group in sorted(places.values(), key=lambda one: _end(text, one), reverse=True):
        blanks = " " * (group.entries[0][0].column - 1)
        text = _inserted(text, _end(text, group), _lines(_tree(below[group.start]), blanks))
    return text


def company_section(code: str, gaps: Sequence[Gap], blanks: str) -> str:
    """A market's section of the company data, with null for all that the other markets have."""
    head = f"{blanks}{code}:\n"
    return head + "".join(_lines(_tree(_named(gaps)), blanks * 2, evidence=False))


def with_company(text: str, path: str, code: str, gaps: Sequence[Gap]) -> str:
    """The company data in `text` with a section for a market at the end; empty where there is no place for one.

    Raises InputErrors for a text that is no YAML.
    """
    root = parse(text, path)
    markets = root.find("markets") if isinstance(root, YamlMapping) else None
    is_block = isinstance(markets, YamlMapping) and markets.entries and text[markets.start : markets.start + 1] != "{"
    if not is_block or not isinstance(markets, YamlMapping):
        return ""
    blanks = " " * (markets.entries[0][0].column - 1)
    return _inserted(text, _end(text, markets), (company_section(code, gaps, blanks),))


Tree = dict[str, "Tree | Gap"]


def _named(gaps: Iterable[Gap]) -> Iterator[tuple[tuple[str, ...], Gap]]:
    return ((tuple(gap.path.split(".")), gap) for gap in gaps)


def _tree(gaps: Iterable[tuple[tuple[str, ...], Gap]]) -> Tree:
    root: Tree = {}
    for names, gap in gaps:
        node = root
        for name in names[:-1]:
            below = node.setdefault(name, {})
            assert isinstance(below, dict)
            node = below
        node[names[-1]] = gap
    return root


def _lines(tree: Tree, blanks: str, *, evidence: bool = True) -> Iterator[str]:
    for name, below in tree.items():
        if isinstance(below, Gap):
            legal = ", legal: true" if below.is_legal and evidence else ""
            more = f", {_GAP}" if evidence else ""
            yield f"{blanks}{name}: {{type: {below.type}{legal}, value: null{more}}}\n"
        else:
            yield f"{blanks}{name}:\n"
            yield from _lines(below, f"{blanks}  ", evidence=evidence)


def _group(facts: YamlMapping, names: tuple[str, ...]) -> tuple[YamlMapping, tuple[str, ...]]:
    """The innermost group that is there already, and the names below it."""
    group = facts
    while len(names) > 1:
        inner = group.find(names[0])
        if not isinstance(inner, YamlMapping) or not inner.entries or isinstance(inner.find("type"), YamlScalar):
            break
        group, names = inner, names[1:]
    return group, names


def _end(text: str, node: YamlNode) -> int:
    """The end of the line on which the last thing of a node stands; remarks behind it belong to what follows."""
    while not text.startswith(("{", "["), node.start):
        if isinstance(node, YamlMapping) and node.entries:
            node = node.entries[-1][1]
        elif isinstance(node, YamlSequence) and node.items:
            node = node.items[-1]
        else:
            break
    found = text.find("\n", len(text[: node.end].rstrip()))
    return len(text) if found < 0 else found + 1


def _inserted(text: str, at: int, lines: Iterable[str]) -> str:
    """The text with lines at a place, ended as its own lines are."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = (line.replace("\n", end) for line in lines)
    before = text[:at] if text[:at].endswith("\n") else f"{text[:at]}{end}"
    return before + "".join(lines) + text[at:]
