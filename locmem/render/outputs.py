"""Where rendered files go, and what cannot be written there: two files of one name, and names no file system takes.

Names count as one where any usual file system takes them for one: without regard to case and to the way in which
accents are composed (APFS, NTFS).
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

MANIFEST = ".manifest.json"
"""What is added to a page's name for the name of its manifest."""

MOST_BYTES, MOST_BYTES_OF_PATH = 255, 4095
"""What Linux takes of one name and of a whole path (`NAME_MAX`, `PATH_MAX`); other systems count no less strictly."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]')


class Target(Enum):
    """What a rendered page is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    ZENDESK = "zendesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One file to be written: its path under the output folder, and the file of the project it is made of."""

    path: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two outputs that cannot both be there, the one that was met first before the other."""

    first: Output
    second: Output

    @property
    def what(self) -> str:
        """What is wrong, in words that begin with the second one's origin left out."""
        one, two = self.first.path, self.second.path
        if one == two:
            return f"{two} would be written from here and from {self.first.origin}."
        if _folded(one) == _folded(two):
            return f"{two} and {one}, from {self.first.origin}, are one file where case and accents do not count."
        return f"{two} cannot be written beside {one}, from {self.first.origin}: a name is a file or a folder."


def page_name(path: str, kind: str, target: Target) -> str:
    """The path of a document's page under the folder of its market and locale.

    path: the document's under the content folder.  kind: a name in `locmem.content.kinds.KINDS`.
    """
    if target is Target.HTML and kind == "markdown":
        return posixpath.splitext(path)[0] + ".html"
    return path


def page_outputs(folder: str, path: str, kind: str, target: Target, origin: str) -> tuple[Output, Output]:
    """A document's page and its manifest, below a folder of the output."""
    name = f"{folder}/{page_name(path, kind, target)}"
    return Output(path=name, origin=origin), Output(path=name + MANIFEST, origin=origin)


def clashes(outputs: Iterable[Output]) -> Iterator[Clash]:
    """Every output that cannot be written because of an earlier one of another origin."""
    files: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for output in outputs:
        name = _folded(output.path)
        parents = [name[:place] for place in range(len(name)) if name[place] == "/"]
        earlier = next((files[one] for one in (name, *parents) if one in files), None) or folders.get(name)
        if earlier is not None and earlier.origin != output.origin:
            yield Clash(first=earlier, second=output)
            continue
        files.setdefault(name, output)
        for parent in parents:
            folders.setdefault(parent, output)


def unwritable(outputs: Iterable[Output], root: str = "") -> dict[Output, tuple[str, str]]:
    """The outputs that must not be written, each with what is wrong and what to do.

    Of two that cannot both be there it is both: whichever was written would be the wrong one for somebody.
    root: the absolute path of the folder they are written in.
    """
    planned = tuple(outputs)
    found: dict[Output, tuple[str, str]] = {}
    for output in planned:
        if why := too_long(output.path, root):
            found[output] = (f"{why}.", "Give the file a shorter name; what is added for its manifest counts.")
    for clash in clashes(planned):
        for one, other in ((clash.first, clash.second), (clash.second, clash.first)):
            found.setdefault(one, (Clash(first=other, second=one).what, "Rename one of the two."))
    return found


def too_long(path: str, root: str = "") -> str:
    """What no file system takes of a path that is to be written, in words; empty where it fits.

    root: the absolute path of the folder it is written in.
    """
    for name in path.split("/"):
        size = len(name.encode("utf-8", "surrogatepass"))
        if size > MOST_BYTES:
            return f"the name {name[:40]}… has {size} bytes; file systems take {MOST_BYTES}"
    size = len(f"{root}/{path}".encode("utf-8", "surrogatepass"))
    return f"the path has {size} bytes; systems take {MOST_BYTES_OF_PATH}" if size > MOST_BYTES_OF_PATH else ""


def not_on_windows(path: str) -> str:
    """What of a path Windows has no name for, in words; empty where it has."""
    for name in path.split("/"):
        if _RESERVED.fullmatch(name):
            return f"`{name}` is the name of a device there"
        if name.endswith((".", " ")):
            return f"`{name}` ends in a dot or a blank"
        if found := _NOT_ON_WINDOWS.search(name):
            return f"`{name}` holds `{found[0]}`"
    return ""


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
