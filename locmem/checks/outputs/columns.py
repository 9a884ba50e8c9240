"""Where in its line a finding stands, in the units that formats count in, as far as the finding knows its line."""

from __future__ import annotations

from locmem.model.finding import Finding, bytes_of


def caret_width(finding: Finding) -> int:
    """How many characters the finding is about, 0 where it does not say so."""
    return finding.excerpt.rpartition("\n")[2].count("^") if "\n" in finding.excerpt else 0


def byte_column(finding: Finding) -> int:
    """The column of the finding counted in bytes of UTF-8, from 1; 0 where it is not known.

    A long line is shown in part, and then nobody knows what stands before that part.
    """
    column = finding.location.column
    if not finding.location.line or not column:
        return 0
    if finding.fix and (finding.fix.line, finding.fix.column) == (finding.location.line, column):
        return finding.fix.byte
    line, _, carets = finding.excerpt.rpartition("\n")
    is_whole = line and len(carets) - len(carets.lstrip("\t ")) == column - 1
    return bytes_of(line[: column - 1]) + 1 if is_whole else 0
