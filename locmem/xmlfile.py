"""XML from strangers, read without trusting it, and XML written the same way every time.

A file is decoded here, strictly, and its DOCTYPE is taken out before the parser sees a byte: no entity can be
declared, nothing is fetched, nothing expands.  A DOCTYPE that only names a DTD, as OmegaT writes it, is
harmless and accepted; one with declarations of its own is refused.  Comments and processing instructions are
left out of what is returned, so that text around them is whole.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from locmem.errors import InputErrors, Location, Problem, input_error

Element = etree._Element

Visit = Callable[[bool, Element], None]
"""Told of an element: whether it begins (else it has ended), and the element."""

MAX_BYTES = 100_000_000
"""Larger files are not parsed as a whole."""

MAX_UNIT_BYTES = 20_000_000
"""More than this without one finished element is no translation memory."""

_CHUNK = 65_536
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Codecs of Python that are not character sets (zlib, idna, unicode_escape) must never be reached from a file.
_CHARACTER_SETS = re.compile(r"(utf-?(8|16|32)|(us-)?ascii|iso-?8859-|latin|windows-|cp\d|gb|big5|shift|euc-|koi8)")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_BEFORE_ROOT = re.compile(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(rb"<[^!?]")
_DOCTYPE = re.compile(
    rb"""<!DOCTYPE\s+[^\s\[>]+\s*(?:(?:SYSTEM|PUBLIC\s*("[^"]*"|'[^']*'))\s*("[^"]*"|'[^']*')\s*)?(?P<end>[>\[])"""
)
_TOKEN = re.compile(
    r"<!--(?:(?!-->).)*+-->|<\?(?:(?!\?>).)*+\?>|<!\[CDATA\[(?:(?!\]\]>).)*+\]\]>|[^<]++|</(?P<close>[^\s<>/]++)\s*>"
    r"""|<(?P<open>[^\s<>/!?]++)(?:[^<>"'/]|"[^"<]*+"|'[^'<]*+'|/(?!>))*+(?P<empty>/)?>""",
    re.DOTALL,
)
_OPTIONS = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "encoding": "utf-8",
}
_LIMITS = (
    ("Excessive depth", "elements are nested more than 256 deep.", "No translation tool writes such a file."),
    ("Text node too long", "a single text has more than 10 million characters.", "Split the file."),
)
_EXPLANATIONS = (
    *_LIMITS,
    ("Premature end of data", "the file is cut off: it ends inside an element.", "Get the whole file again."),
    ("no element found", "the file is empty or cut off.", "Get the whole file again."),
    ("Document is empty", "the file is empty or not XML.", "Get the file again."),
    ("Start tag expected", "the file is not XML.", "Get the file again."),
    ("Extra content", "more follows after the end of the document.", "Separate the files that were joined."),
)


def parse(data: bytes, path: str, visited: tuple[str, ...] = (), visit: Visit | None = None) -> Element:
    """The root element of `data`; `path` is used in messages.

    visit: is told of the elements with one of the local names `visited`, in any namespace, as soon as they begin and
    as soon as they have ended.  It may empty what has ended, so that memory stays small.
    UTF-8, UTF-16, UTF-32 and the usual 8-bit and East Asian encodings are read as declared.  Raises
    InputErrors with line and column for what is not well formed, declares entities, is too large or too deep.
    """
    if len(data) > MAX_BYTES:
        raise input_error(Location(path=path), f"the file has {len(data):,} bytes.", "Split it.")
    tags = [f"{{*}}{name}" for name in visited]
    parser = etree.XMLPullParser(("start", "end") if visit else (), tag=tags or None, **_OPTIONS)  # type: ignore[arg-type]
    try:
        for chunk in _Utf8(BytesIO(data), path):
            _feed(parser, chunk, path)
            for event, element in parser.read_events() if visit else ():
                visit(event == "start", element)  # type: ignore[arg-type,misc]
        root: Element = parser.close()
    except etree.XMLSyntaxError as error:
        raise _as_cut_off(_refusal(error, parser, path), data, path) from None
    except InputErrors as error:
        raise _as_cut_off(error, data, path) from None
    return root


def iterate(source: Path | BinaryIO, tags: tuple[str, ...], path: str = "") -> Iterator[Element]:
    """The elements with one of the local names `tags`, in any namespace, each as soon as it has ended.

    An element is emptied when the next one is asked for, so that memory stays constant; wanted elements
    inside wanted elements are not supported.  `path` is used in messages.  Raises InputErrors as `parse`
    does, after the elements before the fault: whoever must not use half a file reads it to its end first.
    """
    shown = path or str(source)
    if isinstance(source, Path):
        try:
            opened = source.open("rb")
        except OSError as error:
            fault = f"cannot be read ({error.strerror})."
            raise input_error(Location(path=shown), fault, "Check the name and the rights.") from None
        with opened:
            yield from iterate(opened, tags, shown)
        return
    parser = etree.XMLPullParser(events=("end",), tag=[f"{{*}}{tag}" for tag in tags], **_OPTIONS)  # type: ignore[arg-type]
    pending = 0
    try:
        for chunk in _Utf8(source, shown):
            _feed(parser, chunk, shown)
            pending += len(chunk)
            for _, element in parser.read_events():
                if isinstance(element, Element):
                    pending = 0
                    yield element
                    _forget(element)
            if pending > MAX_UNIT_BYTES:
                fault = f"{MAX_UNIT_BYTES:,} bytes without the end of one <{tags[-1]}>."
                raise input_error(Location(path=shown), fault, "This is not such a file; look at it.")
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _refusal(error, parser, shown) from None


def to_bytes(root: Element, whole: frozenset[str]) -> bytes:
    """The document as UTF-8, one element a line, indented; the same tree always gives the same bytes.

    Elements with a local name in `whole` hold text and keep their white space; the others must hold elements
    only.  The tree's white space is changed.
    """
    _lay_out(root, whole, "\n")
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def inner_bytes(element: Element, whole: frozenset[str], depth: int) -> bytes:
    """An element as it stands in the bytes of a document, that many levels deep, its own first indent left out.

    whole: as in `to_bytes`.  The element's white space is changed.  Not supported: namespaces of elements around it.
    """
    _lay_out(element, whole, "\n" + "  " * depth)
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)


def as_it_is(root: Element) -> bytes:
    """The document as UTF-8 with the white space it was read with."""
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return _local(element.tag)


def grouped(element: Element) -> dict[str, list[Element]]:
    """The child elements by their local names, in order, whatever their namespace."""
    found: dict[str, list[Element]] = {}
    for child in element:
        found.setdefault(_local(child.tag), []).append(child)
    return found


def first_element(data: bytes, path: str) -> Element | None:
    """The root element of `data` with its attributes and nothing in it; None where the file does not begin with one.

    Raises InputErrors where no text can be read at all.
    """
    parser = etree.XMLPullParser(events=("start",), **_OPTIONS)  # type: ignore[arg-type]
    with suppress(etree.XMLSyntaxError):
        parser.feed(next(iter(_Utf8(BytesIO(data[:_CHUNK]), path))))
        for _, element in parser.read_events():
            return element if isinstance(element, Element) else None
    return None


def children(element: Element, name: str) -> list[Element]:
    """The child elements with a local name, whatever their namespace."""
    return list(element.iterchildren(f"{{*}}{name}"))


def line_of(element: Element) -> int:
    """The line of the file the element was read from; 0 where it was not read."""
    return element.sourceline or 0  # type: ignore[return-value,unreachable]


def text_of(element: Element | None) -> str:
    """All text below the element, empty for None."""
    if element is not None and not len(element):
        return element.text or ""
    return "".join(str(text) for text in element.itertext()) if element is not None else ""


class _Utf8:
    """The bytes of a file in UTF-8, in chunks, without byte order mark and DOCTYPE."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file = file
        self._path = path
        self._line = 1

    def __iter__(self) -> Iterator[bytes]:
        head = self._file.read(_CHUNK)
        self._decoder = codecs.getincrementaldecoder(_encoding(head, self._path))()
        yield self._without_doctype(self._decoded(head))
        while chunk := self._file.read(_CHUNK):
            yield self._decoded(chunk)
        self._decoded(b"", final=True)

    def _decoded(self, chunk: bytes, *, final: bool = False) -> bytes:
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            line = self._line + error.object.count(b"\n", 0, error.start)
            found = error.object[error.start]
            raise input_error(
                Location(path=self._path, line=line),
                f"byte 0x{found:02x} is not valid {error.encoding.upper()}, which the file says it is in.",
                "Save the file as UTF-8 and let its first line say so.",
            ) from None
        self._line += text.count("\n")
        return text.encode("utf-8", "surrogatepass")

    def _without_doctype(self, head: bytes) -> bytes:
        before = _BEFORE_ROOT.match(head)
        at = before.end() if before else 0
        if _ROOT.match(head, at):
            return head
        place = Location(path=self._path, line=head.count(b"\n", 0, at) + 1, column=at - head.rfind(b"\n", 0, at))
        if not head.strip():
            raise input_error(place, "the file is empty.", "Get the whole file again.")
        if head[at : at + 2] in (b"", b"<", b"<?"):
            fault = "the file is cut off: it ends before its first element."
            raise input_error(place, fault, "Get the whole file again.")
        if not head.startswith(b"<!DOCTYPE", at):
            begins = head[at : at + 40].decode("utf-8", "replace")
            raise input_error(place, f"no XML element follows, but {begins!r}.", "Get the file again.")
        doctype = _DOCTYPE.match(head, at)
        if not doctype or doctype["end"] == b"[":
            raise input_error(
                place,
                "the DOCTYPE declares entities or other things of its own, or is not well formed.",
                "Remove the <!DOCTYPE …> and what is in its brackets; no exchange file needs it.",
            )
        # Blanks instead of nothing keep the line and column of everything after it.
        return head[:at] + re.sub(rb"[^\n]", b" ", doctype[0]) + head[doctype.end() :]


def _encoding(head: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    declared = _ENCODING.match(head)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    supported = _CHARACTER_SETS.match(name.replace("_", "-"))
    try:
        if not supported:
            raise LookupError
        codecs.lookup(name)
    except LookupError:
        fault = f"the encoding {name} is not supported."
        raise input_error(Location(path=path, line=1), fault, "Save the file as UTF-8.") from None
    # Without a byte order mark a file that says UTF-16 but begins with plain ASCII is not UTF-16.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _feed(parser: etree.XMLParser, chunk: bytes, path: str) -> None:
    parser.feed(chunk)
    # After some faults lxml does not raise but begins a new document with the next bytes, and what came
    # before is lost without a word.  Its log tells.
    if _faults(parser):
        raise _refusal(None, parser, path)


def _as_cut_off(refused: InputErrors, data: bytes, path: str) -> InputErrors:
    """What to say of a document that is sound as far as it goes, but ends before its elements do; else `refused`."""
    if any(limit == refused.problems[0].what for _, limit, _ in _LIMITS):
        return refused
    try:
        text = b"".join(_Utf8(BytesIO(data), path)).decode("utf-8", "surrogatepass")
    except InputErrors:
        return refused
    opened: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() != at:
            break
        at = token.end()
        if token["close"] and (not opened or opened.pop() != token["close"]):
            return refused
        if token["open"] and not token["empty"]:
            opened.append(token["open"])
    rest = text[at:]
    is_begun = rest.startswith("<") and ("<" not in rest[1:] or rest.startswith(("<!--", "<![CDATA[")))
    if not is_begun and (rest or not opened):
        return refused
    place = Location(path=path, line=text.count("\n") + 1, column=len(text) - text.rfind("\n"))
    tag = re.match(r"</?[\w:.-]+", rest)
    where = f"inside <{opened[-1]}>" if opened else "before its first element is whole"
    if tag and not rest.startswith("</"):
        where = f"inside a <{tag[0][1:]} …> tag"
    return input_error(place, f"the file is cut off: it ends {where}.", "Get the whole file again.")


def _faults(parser: etree.XMLParser) -> list[etree._LogEntry]:
    return [entry for entry in parser.feed_error_log if entry.level_name != "WARNING"]


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _forget(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (earlier := element.getprevious()) is not None:
            parent.remove(earlier)


def _lay_out(element: Element, whole: frozenset[str], newline: str) -> None:
    if local_name(element) in whole or not len(element):
        return
    element.text = newline + "  "
    for child in element:
        _lay_out(child, whole, newline + "  ")
        child.tail = newline + "  "
    element[-1].tail = newline


def _refusal(error: etree.XMLSyntaxError | None, parser: etree.XMLParser, path: str) -> InputErrors:
    line, column, said = (*error.position, error.msg or "") if error else (0, 0, "")
    if faults := _faults(parser):
        # The first entry names the cause; the exception often only says that there is no document.
        line, column, said = faults[0].line, faults[0].column, faults[0].message
    what, do = next(
        ((what, do) for start, what, do in _EXPLANATIONS if start in said),
        (f"not well-formed XML: {said.rstrip('.')}.", "Get the file again from the tool that wrote it."),
    )
    return InputErrors([Problem(location=Location(path=path, line=line, column=column), what=what, do=do)])
