"""What is wrong with the Liquid of a file that spells its strings with escapes: `{{ x | default: \\"there\\" }}`.

A tag in a string of JSON, TOML or quoted YAML is read by its engine as the string says it, and not as the file
spells it.
"""

from __future__ import annotations

from dataclasses import replace

from locmem.content.toml_scalars import read_string
from locmem.content.view import View, ViewBuilder
from locmem.inline.liquid import scan
from locmem.inline.tag import LiquidProblem, Scan
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence


def decoded_problems(text: str, node: YamlNode | None, scanned: Scan) -> tuple[LiquidProblem, ...]:
    """The problems of the Liquid in `text`, read with its strings decoded; their offsets are those of the file.

    node: the tree of what `text` holds of JSON, TOML or YAML, None for nothing.  scanned: the scan of `text` itself.
    """
    strings: dict[int, View] = {}
    _decode(text, node, strings)
    if not strings:
        return scanned.problems
    builder = ViewBuilder()
    last = 0
    for start in sorted(strings):
        origins = strings[start].origins
        builder.add(text[last : origins[0]], last)
        for character, origin in zip(strings[start].text, origins, strict=False):
            builder.add_one(character, origin)
        last = origins[-1]
    builder.add(text[last:], last)
    view = builder.build(len(text))
    return tuple(
        replace(problem, start=view.origins[problem.start], end=view.origins[problem.end])
        for problem in scan(view.text).problems
    )


def _decode(text: str, node: YamlNode | None, strings: dict[int, View]) -> None:
    """Put into `strings` what is spelt otherwise than it is read and may hold a tag, by where it begins."""
    if isinstance(node, YamlMapping):
        for _, value in node.entries:
            _decode(text, value, strings)
    elif isinstance(node, YamlSequence):
        for item in node.items:
            _decode(text, item, strings)
    elif isinstance(node, YamlScalar) and "{" in node.text and node.start not in strings:
        try:
            scalar = read_string(text, node.start, node.end)
        except ValueError:
            # Whoever makes units of it says so.
            return
        view = scalar.view
        if scalar.style[:1] in ("'", '"') and text[view.origins[0] : view.origins[-1]] != view.text:
            strings[node.start] = view
