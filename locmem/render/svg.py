"""Whether an SVG is only a picture: nothing in it runs, and nothing in it is fetched.

An SVG that somebody opens by its own address is a document with all rights of the site it lies on.  It is not cleaned,
it is refused: a picture that was changed in silence is a picture nobody looked at.  Elements and attributes are those
of SVG 2 (W3C, chapters 4 to 15) that draw; animation, scripts, links, fonts and foreign content are not among them.
"""

from __future__ import annotations

import re

from locmem.errors import InputErrors
from locmem.render.assets import Verdict
from locmem.values.web_addresses import stripped
from locmem.xmlfile import Element, line_of, local_name, parse

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://ns.adobe.com/",
    "http://www.serif.com/",
    "http://www.figma.com/",
)
"""Namespaces that drawing programs leave behind; no browser does anything with them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _words(
    "circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix"
    " feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
    " feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile"
    " feTurbulence filter g image line linearGradient marker mask metadata path pattern polygon polyline"
    " radialGradient rect stop style svg switch symbol text textPath title tspan use view"
)
_ACTIVE = re.compile(r"on.*|base|ping|target|download|formaction|action|srcset|src|attributename", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s*[\"']?\s*(?!#)|image-set|src\(|expression\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_STYLE_RULE = re.compile(r"@(?!media\b|charset\b)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def svg_verdict(data: bytes, path: str) -> Verdict:
    """Why the SVG in `data` is more than a picture, in words with the line, and what to do; nothing where it is one.

    path: used in messages.  Scripts, event handlers, foreign content, links, animations, addresses other than of its
    own parts and of pictures within it, styles that fetch something, a DOCTYPE and stylesheets are all refused.
    """
    if b"\0" in data:
        return _refused("it is not written in UTF-8", "Save it in UTF-8")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return _refused("it has a DOCTYPE", "Remove `<!DOCTYPE …>`, for which no browser asks")
    if b"<?xml-stylesheet" in data:
        return _refused("it names a stylesheet", "Remove `<?xml-stylesheet …?>` and put the styles into the file")
    try:
        root = parse(data, path)
    except InputErrors as error:
        return _refused(f"it cannot be read: {error.problems[0].what.rstrip('.')}", "Save it anew")
    if root.tag != f"{{{_SVG}}}svg":
        return _refused("it is no SVG", f'Save it as one, which begins with `<svg xmlns="{_SVG}">`')
    for element in root.iter():
        if problem := _problem(element):
            fault, do = problem
            line = line_of(element)
            return _refused(f"{fault} (line {line})" if line else fault, do)
    return Verdict()


def _refused(why: str, do: str) -> Verdict:
    return Verdict(why=why, do=f"{do}, or export the picture as PNG.")


_Problem = tuple[str, str]
"""What is wrong with a part of a picture, and what to do, in words without a full stop."""


def _problem(element: Element) -> _Problem | None:
    namespace, name = _parts(str(element.tag))
    if namespace != _SVG:
        if not namespace.startswith(_EDITORS):
            return f"it holds <{name}> of another language", f"Remove <{name}>"
    elif name not in _ELEMENTS:
        return f"it holds <{name}>", f"Remove <{name}>" + (", keeping what is in it" if name == "a" else "")
    for key, value in element.attrib.items():
        if problem := _attribute_problem(name, str(key), str(value)):
            return problem
    if namespace == _SVG and local_name(element) == "style":
        return _style_problem("<style>", "".join(str(text) for text in element.itertext()))
    return None


def _attribute_problem(element: str, key: str, value: str) -> _Problem | None:
    namespace, name = _parts(key)
    do = f"Remove the attribute {name} from <{element}>"
    if name.lower() == "href":
        if _stays(element, value):
            return None
        inside = "Put that picture into the file as data" if element == "image" else do
        return f"<{element}> leads to `{value[:60]}`", inside
    if namespace:
        known = (_XLINK, _XML, *_EDITORS)
        return None if namespace.startswith(known) and name != "base" else (f"it has the attribute {name}", do)
    if _ACTIVE.fullmatch(name):
        return f"<{element}> has the attribute {name}", do
    return _style_problem(f"the attribute {name} of <{element}>", value)


def _stays(element: str, value: str) -> bool:
    """Whether an address is that of a part of the same file or of a picture within it."""
    text = stripped(value)
    return text.startswith("#") or (element == "image" and bool(_PICTURE.match(text)))


def _style_problem(place: str, text: str) -> _Problem | None:
    """What a style, or an attribute that stands for one, fetches or runs.  place: where it stands, in words."""
    if "\\" in text and ("(" in text or "@" in text or ":" in text):
        return "a style hides what it says behind backslashes", f"Write {place} without backslashes"
    bare = _COMMENT.sub("", text)
    if found := _REFERENCE.search(bare):
        return f"a style fetches something (`{found[0].strip()}`)", f"Take it out of {place}"
    if _STYLE_RULE.search(bare):
        return "a style brings in more rules", f"Take the rule that begins with `@` out of {place}"
    scheme = _SCHEME.match(stripped(bare))
    if scheme and scheme[0].lower() in ("javascript:", "vbscript:", "data:"):
        return f"it holds an address of `{scheme[0]}`", f"Take the address out of {place}"
    return None


def _parts(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition("}")
    return namespace.removeprefix("{"), local
