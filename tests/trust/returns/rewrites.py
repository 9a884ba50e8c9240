"""What tools do to a file without changing a word of it, and what a file no longer says afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from lxml import etree

from locmem.xmlfile import Element, local_name


class Lost(Enum):
    """What a rewrite takes out of a file, so that nobody can be asked to know it.

    DRAFTS: that a text is unfinished.  FINISHED: that one is finished.  APPROVAL: that somebody approved it.
    IDENTITY: which of several segments with the same source a text is for.  CODES: what the codes of a source stood
    for, needed where another source stands here by now.  END: that nothing was cut off.  HANDOFF: which handoff the
    file is of, where what is left looks like a catalog.  ROWS: what was not answered.  LETTERS: those that its
    character set cannot hold.
    """

    DRAFTS = auto()
    FINISHED = auto()
    APPROVAL = auto()
    IDENTITY = auto()
    CODES = auto()
    END = auto()
    HANDOFF = auto()
    ROWS = auto()
    LETTERS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """One thing that a tool does.

    kind: what it is an example of, a row of the table.  name: which one.
    change: of the bytes.  loses: what the file no longer says.
    place: of the file's path below the folder that comes back.  is_zipped: whether it comes back in an archive.
    """

    kind: str
    name: str
    change: Callable[[bytes], bytes] = bytes
    loses: frozenset[Lost] = frozenset()
    place: Callable[[str], str] = str
    is_zipped: bool = False


def rewrite(kind: str, change: Callable[[bytes], bytes] = bytes, *loses: Lost, name: str = "") -> Rewrite:
    """A rewrite of bytes that is called as its kind where it has no name of its own."""
    return Rewrite(kind=kind, name=name or kind, change=change, loses=frozenset(loses))


PLACES = (
    Rewrite(
        kind="file and folder renamed", name="file renamed", place=lambda path: f"{path[:-4]} (final) (2){path[-4:]}"
    ),
    Rewrite(
        kind="file and folder renamed",
        name="folder renamed, flat",
        place=lambda path: f"De vuelta/{path.replace('/', '_')}",
    ),
    Rewrite(kind="file and folder renamed", name="another suffix", place=lambda path: f"{path}.txt"),
    Rewrite(kind="zipped", name="zipped", is_zipped=True),
)
"""Where a file of any format may come to lie."""

ENCODINGS = (
    rewrite("carriage returns", lambda data: data.replace(b"\n", b"\r\n")),
    rewrite("byte order mark", lambda data: b"\xef\xbb\xbf" + data),
)
"""How the characters of a file of any format may be written."""


def changed(change: Callable[[Element], object]) -> Callable[[bytes], bytes]:
    """A rewrite of XML by what is done to its root."""

    def apply(data: bytes) -> bytes:
        root = etree.fromstring(data)
        change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return apply


def attributes_dropped(*names: str, of: str = "*") -> Callable[[bytes], bytes]:
    """Takes attributes off elements by their names, with or without a namespace."""

    def drop(root: Element) -> None:
        for element in root.iter(f"{{*}}{of}"):
            for name in [one for one in element.attrib if str(one).rpartition("}")[2] in names]:
                del element.attrib[name]

    return changed(drop)


def elements_dropped(*names: str) -> Callable[[bytes], bytes]:
    """Takes elements out by their local names, what stands behind them excepted."""

    def drop(root: Element) -> None:
        for element in list(root.iter(*(f"{{*}}{name}" for name in names))):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)

    return changed(drop)


def utf16(data: bytes) -> bytes:
    """XML in UTF-16, as its declaration says."""
    return data.decode().replace("'UTF-8'", '"UTF-16"').replace('"UTF-8"', '"UTF-16"').encode("utf-16")


def attributes_on_lines(data: bytes) -> bytes:
    """Each attribute of XML on a line of its own, in the opposite order."""

    def turned(found: re.Match[str]) -> str:
        attributes = re.findall(r'[\w:.-]+="[^"]*"', found[2])
        return f"<{found[1]}\n    " + "\n    ".join(reversed(attributes)) + f"{found[3]}>"

    return re.sub(r'<([\w:]+)((?:\s+[\w:.-]+="[^"]*")+)\s*(/?)>', turned, data.decode()).encode()


def remarks_between(root: Element) -> None:
    """A comment and a processing instruction before each unit, and in the middle of the words of each target."""
    for unit in list(root.iter("{*}trans-unit", "{*}unit")):
        unit.addprevious(etree.Comment(" checked "))
        unit.addprevious(etree.ProcessingInstruction("tool", "here"))
    for target in root.iter("{*}target"):
        text = target.text or ""
        remark = etree.Comment("in the middle")
        remark.tail = text[len(text) // 2 :]
        target.text = text[: len(text) // 2]
        target.insert(0, remark)


def laid_out(*names: str) -> Callable[[bytes], bytes]:
    """Elements of these names and what they hold each on a line of its own, indented."""

    def lay_out(root: Element) -> None:
        for element in root.iter():
            if local_name(element) in names:
                element.text = "\n\t\t"
                for child in element:
                    child.tail = "\n\n\t"

    return changed(lay_out)


def turned(name: str, *, within: str) -> Callable[[bytes], bytes]:
    """The units of a file in the opposite order."""

    def turn(root: Element) -> None:
        for parent in root.iter(f"{{*}}{within}"):
            units = [child for child in parent if local_name(child) == name]
            for unit in units:
                parent.remove(unit)
            parent.extend(reversed(units))

    return changed(turn)


def other_prefix(data: bytes) -> bytes:
    """The standard's own namespace under a prefix, and ours under another."""
    head, _, text = data.decode().partition("?>")
    text = re.sub(r"<(/?)([a-zA-Z][\w-]*)(?=[\s/>])", r"<\1xlf:\2", text)
    text = re.sub(r'(?<=\s)lm:(?=[\w-]+=")|(?<= xmlns:)lm(?==)', lambda found: found[0].replace("lm", "q"), text)
    text = text.replace(' xmlns="', ' xmlns:xlf="')
    return f"{head}?>{text}".encode()


def foreign_marks(root: Element) -> None:
    """Elements and attributes of another program's namespace, in units, in their sources and at the root."""
    root.set("{urn:some:tool}version", "7")
    for unit in root.iter("{*}trans-unit", "{*}unit"):
        unit.set("{urn:some:tool}seen", "yes")
        extra = etree.SubElement(unit, "{urn:some:tool}segment-metadata", {"id": "x"})
        extra.text = "text of a tool"
    for target in root.iter("{*}target"):
        target.set("{urn:some:tool}edited", "by hand")


LANGUAGES = ("es-ES", "es_ES", "es-es", "ES", "spa", "es-419")
"""How programs spell Spanish, or name a country more."""
