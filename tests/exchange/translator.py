"""A translator at work on the files of a handoff, as a text editor or a tool would leave them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from locmem.formats import po
from tests.exchange import spreadsheet


class Translator:
    """Edits one returned file, PO, XLIFF or a table, by the source text a segment shows."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def change(self, source: str, old: str, new: str, *, state: str = "translated") -> None:
        """Replaces words of a target and says that it is done; `draft` leaves it unfinished."""
        if self._is_table:
            target = spreadsheet.cell(self.file, source, "Translation")
            assert old in target
            # Most people say nothing of a state.
            said = "" if state == "translated" else state
            spreadsheet.write(self.file, source, Translation=target.replace(old, new), State=said)
        elif self._is_po:
            entry = self._entry(source)
            assert old in entry.target
            self._put(replace(entry, target=entry.target.replace(old, new), is_fuzzy=state == "draft"))
        else:
            unit = self._unit(source)
            assert old in unit
            self._exchange(unit, self._in_state(unit.replace(old, new), state))

    def confirm(self, source: str, *, state: str = "translated") -> None:
        """Leaves the words and says that they are right."""
        if self._is_table:
            spreadsheet.write(self.file, source, State=state)
        elif self._is_po:
            self._put(replace(self._entry(source), is_fuzzy=False))
        else:
            unit = self._unit(source)
            self._exchange(unit, self._in_state(unit, state))

    def approve(self, source: str) -> None:
        """XLIFF: marks a unit as approved."""
        unit = self._unit(source)
        self._exchange(unit, self._in_state(unit, "translated").replace('approved="no"', 'approved="yes"'))

    def write(self, source: str, target: str) -> None:
        """PO and tables: another target altogether, finished."""
        if self._is_table:
            spreadsheet.write(self.file, source, Translation=target)
            return
        self._put(replace(self._entry(source), target=target, is_fuzzy=False))

    def empty(self, source: str) -> None:
        if self._is_table:
            spreadsheet.write(self.file, source, Translation="")
        elif self._is_po:
            self._put(replace(self._entry(source), target="", is_fuzzy=False))
        else:
            unit = self._unit(source)
            self._exchange(unit, re.sub(r"(?s)<target\b[^>]*>.*?</target>", "<target/>", unit))

    def drop(self, source: str) -> None:
        """Takes the segment out of the file."""
        if self._is_table:
            spreadsheet.edit(self.file, lambda rows: [row for row in rows if not any(source in cell for cell in row)])
        elif self._is_po:
            file = self._read()
            self._save(replace(file, entries=tuple(one for one in file.entries if source not in one.source)))
        else:
            self._exchange(self._unit(source), "")

    @property
    def _is_table(self) -> bool:
        return self.file.suffix in (".csv", ".xlsx")

    @property
    def _is_po(self) -> bool:
        return self.file.suffix == ".po"

    def _read(self) -> po.PoFile:
        return po.read(self.file.read_bytes(), self.file.name)

    def _save(self, file: po.PoFile) -> None:
        self.file.write_bytes(po.write(file))

    def _entry(self, source: str) -> po.PoEntry:
        [found] = [one for one in self._read().entries if source in one.source]
        return found

    def _put(self, entry: po.PoEntry) -> None:
        file = self._read()
        self._save(replace(file, entries=tuple(entry if one.context == entry.context else one for one in file.entries)))

    def _unit(self, source: str) -> str:
        text = self.file.read_text(encoding="utf-8")
        units = re.findall(r"(?s)<trans-unit\b.*?</trans-unit>|<unit\b.*?</unit>", text)
        [found] = [one for one in units if source in one]
        return str(found)

    def _in_state(self, unit: str, state: str) -> str:
        if unit.startswith("<unit"):
            name = "initial" if state == "draft" else state
            return re.sub(r'(<segment[^>]*?) state="[^"]*"(?: subState="[^"]*")?', rf'\1 state="{name}"', unit)
        name = "needs-review-translation" if state == "draft" else state
        return re.sub(r'<target([^>]*?) state="[^"]*"(?: state-qualifier="[^"]*")?', rf'<target\1 state="{name}"', unit)

    def _exchange(self, old: str, new: str) -> None:
        text = self.file.read_text(encoding="utf-8")
        assert old != new
        assert text.count(old) == 1
        self.file.write_text(text.replace(old, new), encoding="utf-8")
