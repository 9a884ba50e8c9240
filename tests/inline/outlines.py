"""Case files, and the notation in which they say what is expected.

A case is a title line, its input, a line `=>`, and what is expected; cases are parted by a line `----`.
Codes are written `⟨1 bold⟩…⟨/1⟩`, `⟨2 code x/⟩`, `⟨3|{% else %}⟩`, and those that only spell text `⟨.entity ü⟩`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from locmem.inline.liquid import Scan
from locmem.model.inline import Code, CodeRole, Inline

CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    title: str
    given: str
    expected: str


def read_cases(name: str) -> list[Case]:
    text = (CASES / name).read_text(encoding="utf-8")
    cases = []
    for block in text.strip("\n").split("\n----\n"):
        given, _, expected = block.partition("\n=>\n")
        title, _, source = given.partition("\n")
        cases.append(Case(title=title, given=source, expected=expected))
    return cases


def outline(content: Inline) -> str:
    return "".join(part if isinstance(part, str) else _code(part) for part in content.parts)


def _code(code: Code) -> str:
    if code.is_text:
        return f"⟨.{code.identity}⟩"
    if code.role is CodeRole.OPEN:
        return f"⟨{code.id} {code.identity}⟩"
    if code.role is CodeRole.MIDDLE:
        return f"⟨{code.id}|{code.original}⟩"
    return f"⟨/{code.id}⟩" if code.role is CodeRole.CLOSE else f"⟨{code.id} {code.identity}/⟩"


def scan_outline(scan: Scan) -> str:
    lines = []
    for tag in scan.tags:
        block = f"{tag.role.value} {tag.block}" if tag.block else tag.role.value
        alone = " alone" if tag.is_alone else ""
        text = tag.text.replace("\n", "⏎")
        lines.append(f"{text} :: {tag.owner.value}, {block}{alone} [{', '.join(tag.paths)}]")
    for problem in scan.problems:
        lines.append(f"{problem.severity.value} {problem.start}-{problem.end}: {problem.what}")
    return "\n".join(lines)
