"""A project of as many articles as wanted in all our markets, made from the project's own content."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.benchmarks.rows import ROOT

LANGUAGES = ("es", "pt-PT", "pt-BR", "de", "fr", "ja")
"""Content locales with translations of their own; others of the same language take theirs."""


def all_profiles(folder: Path) -> tuple[str, ...]:
    """Every market's profile and the company data copied to `folder`, planned ones launched; their codes."""
    shutil.copytree(ROOT / "markets" / "_regions", folder / "_regions")
    for path in sorted((ROOT / "markets").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("\nstatus: planned\n", "\nstatus: launched\n")
        (folder / path.name).write_text(text, encoding="utf-8")
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if path.name != "company.yaml"))


def locales_of(folder: Path) -> tuple[str, ...]:
    """The content locales of the profiles in a folder, in the order of files."""
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*.yaml")):
        section = path.read_text(encoding="utf-8").partition("\nlocales:\n")[2]
        for line in section.splitlines():
            if not line.startswith(" "):
                break
            if name := re.match(r"  ([\w-]+):", line):
                found[name[1]] = None
    return tuple(found)


def build(root: Path, articles: int) -> tuple[str, ...]:
    """The project in `root`: all markets, `articles` articles by turns from ours, translated as far as ours are.

    Gives the codes of the markets.  Every copy has a slug and a first sentence of its own.
    """
    codes = all_profiles(root / "markets")
    locales = locales_of(root / "markets")
    settings = (ROOT / "locmem.yaml").read_text(encoding="utf-8")
    declared = [locale for locale in locales if locale != "en"]
    settings = re.sub(r"^locales: .*$", f"locales: [{', '.join(declared)}]", settings, flags=re.MULTILINE)
    settings = re.sub(r"^(?:machine_translation|assignees):.*(?:\n  .*)*\n", "", settings, flags=re.MULTILINE)
    (root / "locmem.yaml").write_text(settings, encoding="utf-8")
    own = ROOT / "content" / "articles"
    shutil.copytree(own / "img", root / "content" / "articles" / "img")
    sources = sorted(own.glob("*.md"))
    for number in range(articles):
        source = sources[number % len(sources)]
        name = f"{source.stem}-{number:04d}"
        text = re.sub(r"^slug: .*$", f"slug: {name}", source.read_text(encoding="utf-8"), flags=re.MULTILINE)
        # Links between our articles lead to the same copy of each.
        text = re.sub(r"\]\(([\w-]+)\.md", rf"](\g<1>-{number:04d}.md", text)
        (root / "content" / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
        for locale in declared:
            _translation(root, source.name, name, locale)
    return codes


def _translation(root: Path, source: str, name: str, locale: str) -> None:
    language = locale.split("-")[0]
    taken = locale if locale in LANGUAGES else next((one for one in LANGUAGES if one.split("-")[0] == language), "de")
    catalog = ROOT / "content" / "translations" / taken / "articles" / f"{source}.po"
    if not catalog.exists():
        return
    text = catalog.read_text(encoding="utf-8")
    text = text.replace(f"articles/{source}", f"articles/{name}.md").replace(
        f'"Language: {taken}\\n"', f'"Language: {locale}\\n"'
    )
    text = re.sub(r"\]\(([\w-]+)\.md", rf"](\g<1>-{name[-4:]}.md", text)
    target = root / "content" / "translations" / locale / "articles" / f"{name}.md.po"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
