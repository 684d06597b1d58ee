"""Reads the files of a folder with nothing but Python's own library and prints {name: {"columns": [...], "rows": [[...]]}} as JSON.

What csv and tsv hold is text, and an empty field is null. Cells of a workbook are numbers, truths or text; a formula is an error.
"""

import csv
import json
import pathlib
import sys
import xml.etree.ElementTree as xml
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def separated(path, dialect):
    with open(path, newline="", encoding="utf-8") as file:
        rows = [[field or None for field in row] for row in csv.reader(file, dialect)]
    return {"columns": rows[0], "rows": rows[1:]}


def objects(records):
    columns = list(records[0]) if records else []
    return {"columns": columns, "rows": [[record[name] for name in columns] for record in records]}


def column(cell):
    letters = "".join(filter(str.isalpha, cell.get("r")))
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def value(cell):
    if cell.find(SHEET + "f") is not None:
        raise SystemExit("a formula in " + cell.get("r"))
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(SHEET + "t"))
    found = cell.find(SHEET + "v")
    if found is None:
        return None
    return found.text == "1" if cell.get("t") == "b" else json.loads(found.text)


def workbook(path):
    with zipfile.ZipFile(path) as parts:
        sheets = sorted(name for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))
        columns, rows = None, []
        for sheet in sheets:
            table = []
            for row in xml.fromstring(parts.read(sheet)).iter(SHEET + "row"):
                # A row without values need not stand there.
                table += [{}] * (int(row.get("r")) - 1 - len(table))
                table.append({column(cell): value(cell) for cell in row.iter(SHEET + "c")})
            columns = [table[0][i] for i in sorted(table[0])]
            rows += [[cells.get(i) for i in range(len(columns))] for cells in table[1:]]
    return {"columns": columns, "rows": rows, "sheets": len(sheets)}


READERS = {
    ".csv": lambda path: separated(path, "excel"),
    ".tsv": lambda path: separated(path, "excel-tab"),
    ".json": lambda path: objects(json.loads(path.read_text(encoding="utf-8"))),
    ".jsonl": lambda path: objects(
        [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    ),
    ".xlsx": workbook,
}

json.dump(
    {path.name: READERS[path.suffix](path) for path in sorted(pathlib.Path(sys.argv[1]).iterdir())},
    sys.stdout,
)
