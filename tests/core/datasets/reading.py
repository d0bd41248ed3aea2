"""Run by test_readers.py in a process of its own: what `datasets` and DuckDB make of exports.

Prints one JSON object: for each path given, the types and a few values.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
from datasets import load_dataset

answers = {}
for argument in sys.argv[1:]:
    path = Path(argument)
    if path.is_dir():
        loaded = load_dataset(str(path))
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        options = {"columns": manifest["columns"], "format": "newline_delimited"}
        source = str(path / "data" / "*.jsonl")
    else:
        loaded = load_dataset("json", data_files=str(path))
        options, source = {"format": "newline_delimited"}, str(path)
    relation = duckdb.read_json(source, **options)
    rows = relation.project("id, published, len(entities) AS n").order("n DESC").limit(1)
    first = rows.fetchall()[0]
    parts = {name: part.num_rows for name, part in loaded.items()}
    fullest = max((row for part in loaded.values() for row in part), key=lambda r: len(r["events"]))
    answers[argument] = {
        "features": {name: str(part.features) for name, part in loaded.items()},
        "parts": parts,
        "columns": dict(zip(relation.columns, map(str, relation.types), strict=True)),
        "rows": relation.aggregate("count(*)").fetchall()[0][0],
        "first": [first[0], first[1], first[2]],
        "published": fullest["published"],
        "confidence": fullest["entities"][0]["confidence"],
    }
print(json.dumps(answers))
