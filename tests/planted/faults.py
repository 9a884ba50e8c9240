"""The faults as they are written down: what is put where, where a person would want the finding, and why.

A fault edits one file (`find` and `put`), or adds, removes or renames one.  `find` stands exactly once in its file.
Whoever wrote them had not seen the rules that look for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence
from locmem.yamlfile import parse as parse_yaml

BASE = Path(__file__).parent / "base"
"""The clean help centre."""

FAULTS = Path(__file__).parent / "faults"
"""Those of three authors; checks have been mended for all of them by now, so that what they say is kind."""
CONTENT, TRANSLATIONS = "content/", "content/translations/"
CONTROLS = "controls"
"""The family of good edits, which nothing should report."""

_ALONE = ("consistency", "obligations")
_ADDRESSES = ("slug:", "title:", "topic:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person would want the finding: a line of a file, an entry of a catalog, or a whole file.

    line: the text of the line as it stands once the fault is planted.  entry: the `msgctxt` of the entry.
    """

    file: str
    line: str = ""
    entry: str = ""

    @property
    def occurrence(self) -> str:
        """The id of the entry: what stands behind `#` in its context."""
        return self.entry.partition("#")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong.

    wrong: what is wrong with it for a customer.  severity: `error` must not ship, `warning` may, `none` is a control.
    or_at: another place where a person would be as well served: the other of two pages that clash.
    targets: for an edited source, what its translations become; where none is named they keep their words.
    as_is: whether nobody confirms what was changed: the state itself is the fault.
    """

    id: str
    family: str
    wrong: str
    severity: str
    at: Place
    or_at: Place | None = None
    locale: str = ""
    file: str = ""
    find: str = ""
    put: str = ""
    remove: str = ""
    add: str = ""
    text: str = ""
    rename: str = ""
    to: str = ""
    as_is: bool = False
    targets: dict[str, str] = field(default_factory=dict)

    @property
    def document(self) -> str:
        """The document whose source or catalog is edited, from the content folder; empty where it is none."""
        if self.file.startswith(TRANSLATIONS):
            return self.file.removeprefix(TRANSLATIONS).partition("/")[2].removesuffix(".po")
        in_sources = self.file.startswith((f"{CONTENT}articles/", f"{CONTENT}macros/"))
        return self.file.removeprefix(CONTENT) if in_sources else ""

    @property
    def is_in_source(self) -> bool:
        """Whether the source text of a document is edited."""
        return bool(self.document) and not self.file.startswith(TRANSLATIONS)

    @property
    def is_alone(self) -> bool:
        """Whether it concerns more than its own document, so that no other fault may be planted with it."""
        names_page = self.is_in_source and any(name in self.find for name in _ADDRESSES)
        return not self.document or self.family in _ALONE or names_page


def read_faults(folder: Path = FAULTS) -> tuple[Fault, ...]:
    """All faults of a folder, by family and in file order."""
    return tuple(
        _fault(item) for path in sorted(folder.glob("*.yaml")) for item in _items(path.read_text("utf-8"), path.name)
    )


def _items(text: str, name: str) -> tuple[YamlNode, ...]:
    node = parse_yaml(text, name)
    assert isinstance(node, YamlSequence), f"{name} holds no list"
    return node.items


def _fault(node: YamlNode) -> Fault:
    texts, mappings, as_is = dict[str, str](), dict[str, dict[str, str]](), False
    assert isinstance(node, YamlMapping)
    for key, value in node.entries:
        if isinstance(value, YamlMapping):
            mappings[key.text] = _texts(value)
        elif key.text == "as_is":
            as_is = True
        else:
            assert isinstance(value, YamlScalar)
            texts[key.text] = value.text
    other = mappings.get("or_at")
    return Fault(
        at=Place(**mappings["at"]),
        or_at=Place(**other) if other else None,
        targets=mappings.get("targets", {}),
        as_is=as_is,
        **texts,
    )


def _texts(node: YamlMapping) -> dict[str, str]:
    return {key.text: value.text for key, value in node.entries if isinstance(value, YamlScalar)}
