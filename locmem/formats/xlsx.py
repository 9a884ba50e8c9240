"""Tables as workbooks of Excel (Office Open XML, ECMA-376): one sheet to fill in, and a hidden one with what it is of.

Written by hand, so that the same table always gives the same bytes.  Every cell is a text with the format "Text", so
that no program makes a date, a number or a formula of it; what Excel would read as an escape (`_x0041_`) is escaped.
The header stays in view, texts wrap, and the sheet is protected, without a password, but for the cells people write
into.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from html import escape

from locmem.formats.table import Column, Runs, Table, TableRow, letters_of

FACTS = "locmem"
"""The name of the hidden sheet."""
_SHEET = "Translation"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    "</Types>"
)
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>"
)

_TEXT_FORMAT = 49
"""The number of the format `@`, which every program has built in (ECMA-376 part 1, 18.8.30)."""
_TITLE, _SHOWN, _EDITABLE, _ASIDE = 1, 2, 3, 4
"""Styles of cells, by their place in `_STYLES`."""
_LINE_HEIGHT, _MOST_HEIGHT = 15, 409
"""Points of a line of text, and of the highest row that Excel shows."""
_CODE_COLOUR = "FF9C2F00"
_MOST_TITLE = 32
"""Characters of the title of what a cell says when it is selected (ECMA-376 part 1, 18.3.1.32)."""


def _style(font: int, fill: int, *, is_locked: bool = True, wraps: bool = True) -> str:
    return (
        f'<xf numFmtId="{_TEXT_FORMAT}" fontId="{font}" fillId="{fill}" borderId="1" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
        f'<alignment vertical="top" wrapText="{int(wraps)}"/><protection locked="{int(is_locked)}"/></xf>'
    )


def _fill(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    )


_EDGES = "".join(
    f'<{side} style="thin"><color rgb="FFD0D0D0"/></{side}>' for side in ("left", "right", "top", "bottom")
)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>'
    '<font><sz val="8"/><color rgb="FF808080"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    f"{_fill('FF2F4858')}{_fill('FFF3F3F3')}{_fill('FFFFFDE7')}</fills>"
    f'<borders count="2"><border/><border>{_EDGES}<diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    f"{_style(1, 2)}{_style(0, 3)}{_style(0, 4, is_locked=False)}{_style(2, 3, wraps=False)}</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def write(table: Table) -> bytes:
    """The table as a workbook."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "xl/workbook.xml": _workbook(table),
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(table),
        "xl/worksheets/sheet2.xml": _facts(table),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            # What is written must not depend on the system it is written on.
            member.create_system = 0
            archive.writestr(member, (_HEADER + text).encode("utf-8"))
    return data.getvalue()


def _workbook(table: Table) -> str:
    names = f"'{_SHEET}'!{_span(table, dollar='$')}"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews><sheets>'
        f'<sheet name="{_SHEET}" sheetId="1" r:id="rId1"/>'
        f'<sheet name="{FACTS}" sheetId="2" state="hidden" r:id="rId2"/></sheets>'
        f'<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{names}</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{_SHEET}\'!$1:$1</definedName></definedNames>'
        "</workbook>"
    )


def _span(table: Table, dollar: str = "") -> str:
    last = letters_of(len(table.columns) - 1)
    return f"{dollar}A{dollar}1:{dollar}{last}{dollar}{len(table.rows) + 1}"


def _sheet(table: Table) -> str:
    return "".join(_sheet_pieces(table))


def _sheet_pieces(table: Table) -> Iterator[str]:
    # The order of the elements is that of the standard; Excel refuses any other.
    yield f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield f'<dimension ref="{_span(table)}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for number, column in enumerate(table.columns, 1):
        hidden = ' hidden="1"' if column.is_hidden else ""
        yield f'<col min="{number}" max="{number}" width="{column.width}"{hidden} customWidth="1"/>'
    yield '</cols><sheetData><row r="1">'
    for place, column in enumerate(table.columns):
        yield _cell(f"{letters_of(place)}1", (column.name,), _TITLE)
    yield "</row>"
    for number, row in enumerate(table.rows, 2):
        yield f'<row r="{number}" ht="{_height(table, row)}">'
        for place, (column, runs) in enumerate(zip(table.columns, row.cells, strict=True)):
            yield _cell(f"{letters_of(place)}{number}", runs, _style_of(column, is_locked=row.is_locked))
        yield "</row>"
    yield "</sheetData>"
    # Zero means that it is allowed: rows may be sorted, filtered and made higher.
    yield '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
    yield f'<autoFilter ref="{_span(table)}"/>{_validations(table)}'
    yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'


def _height(table: Table, row: TableRow) -> int:
    """The height in points that shows all of a row: programs do not look for it when they open a workbook."""
    lines = max(
        (
            sum(1 + _width(line) // max(column.width - 2, 1) for line in "".join(runs).split("\n"))
            for column, runs in zip(table.columns, row.cells, strict=True)
            if not column.is_aside
        ),
        default=1,
    )
    return min(lines * _LINE_HEIGHT + 2, _MOST_HEIGHT)


def _width(line: str) -> int:
    """About how many characters of a usual width a line takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def _style_of(column: Column, *, is_locked: bool) -> int:
    if column.is_aside:
        return _ASIDE
    return _EDITABLE if column.is_editable and not is_locked else _SHOWN


def _validations(table: Table) -> str:
    """What people choose from below a header, and what a header says to whoever selects it."""
    rules = [
        # Other words may be written; who reads the table says what they count for.
        '<dataValidation type="list" allowBlank="1" showErrorMessage="0" '
        f'sqref="{letters_of(place)}2:{letters_of(place)}{len(table.rows) + 1}">'
        f"<formula1>&quot;{escape(','.join(column.choices))}&quot;</formula1></dataValidation>"
        for place, column in enumerate(table.columns)
        if column.choices and table.rows
    ]
    rules += (
        '<dataValidation allowBlank="1" showInputMessage="1" showErrorMessage="0" '
        f'promptTitle="{escape(column.name[:_MOST_TITLE])}" prompt="{escape(column.prompt)}" '
        f'sqref="{letters_of(place)}1"/>'
        for place, column in enumerate(table.columns)
        if column.prompt
    )
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _facts(table: Table) -> str:
    rows = "".join(
        f'<row r="{number}">{_cell(f"A{number}", (name,), 0)}{_cell(f"B{number}", (value,), 0)}</row>'
        for number, (name, value) in enumerate(table.facts, 1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(reference: str, runs: Runs, style: int) -> str:
    if not any(runs):
        return f'<c r="{reference}" s="{style}"/>'
    if len(runs) == 1:
        inside = _text(runs[0])
    else:
        inside = "".join(
            f"<r>{_CODE_FONT if place % 2 else _TEXT_FONT}{_text(run)}</r>" for place, run in enumerate(runs) if run
        )
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is>{inside}</is></c>'


_TEXT_FONT = '<rPr><sz val="11"/><rFont val="Calibri"/><family val="2"/></rPr>'
_CODE_FONT = f'<rPr><sz val="11"/><color rgb="{_CODE_COLOUR}"/><rFont val="Calibri"/><family val="2"/></rPr>'


def _text(text: str) -> str:
    escaped = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return f'<t xml:space="preserve">{escape(escaped, quote=False)}</t>'
