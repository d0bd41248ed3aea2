"""The card of a dataset: a README.md whose head tells `datasets` the types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from annotator.core.datasets.types import dataset_features
from annotator.core.schema import Schema

_LANGUAGES_SHOWN = 20


def card(
    *,
    name: str,
    schema: Schema,
    files: Mapping[str, str],
    documents: Mapping[str, int],
    languages: Iterable[str],
) -> str:
    """The text of README.md.

    `files` are the paths of the parts that are there, `documents` how many each of them has.
    """
    head: dict[str, Any] = {
        "pretty_name": name,
        "language": sorted(set(languages))[:_LANGUAGES_SHOWN],
        "task_categories": ["token-classification"],
        "configs": [
            {
                "config_name": "default",
                "data_files": [{"split": part, "path": path} for part, path in files.items()],
            }
        ],
        "dataset_info": {"features": dataset_features()},
    }
    if not head["language"]:
        del head["language"]
    counts = "\n".join(f"| {part} | {documents[part]} |" for part in files)
    return (
        f"---\n{_yaml(head)}---\n\n{_BODY.format(name=name, counts=counts, labels=_labels(schema))}"
    )


_BODY = """\
# {name}

News articles with annotations, exported from a Hashiya project. Each line of the files in `data/`
is one document in the format `hashiya/1`; offsets are Unicode code points, half-open.

| split | documents |
| --- | --- |
{counts}

## Reading it

```python
from datasets import load_dataset

dataset = load_dataset("path/to/this/folder")
```

In DuckDB, give `read_json` the `columns` of `manifest.json`, so that types are not guessed:

```python
import json
import duckdb

columns = json.load(open("manifest.json", encoding="utf-8"))["columns"]
duckdb.read_json("data/*.jsonl", format="newline_delimited", columns=columns)
```

`schema.json` is the JSON Schema of a line. `cast.jsonl`, where it is there, lists the people,
organisations and places that annotations are linked to by their attribute `entry`.
`manifest.json` says what was selected and left out.

## Labels

{labels}
"""


def _labels(schema: Schema) -> str:
    lines = []
    for layer in schema.layers:
        lines.append(f"### {layer.id}: {layer.name.en or layer.id} ({layer.name.ar})\n")
        for label in layer.labels:
            guide = f": {label.guide.en}" if label.guide.en else ""
            lines.append(f"- `{label.id}` {label.name.en} ({label.name.ar}){guide}")
        lines.append("")
    return "\n".join(lines).strip()


def _yaml(value: Mapping[str, Any]) -> str:
    """A mapping as YAML. What JSON writes in quotes is YAML too, so no string needs care."""
    return "".join(_lines(value, ""))


def _lines(value: Mapping[str, Any], indent: str) -> Iterable[str]:
    for key, each in value.items():
        yield from _entry(f"{indent}{key}:", each, indent)


def _entry(head: str, value: Any, indent: str) -> Iterable[str]:  # noqa: ANN401 - plain data
    if isinstance(value, Mapping):
        yield f"{head}\n"
        yield from _lines(value, f"{indent}  ")
    elif isinstance(value, list):
        yield f"{head}\n"
        for each in value:
            if isinstance(each, Mapping):
                first, *rest = _lines(each, f"{indent}  ")
                yield f"{indent}- {first.lstrip()}"
                yield from rest
            else:
                yield f"{indent}- {_scalar(each)}\n"
    else:
        yield f"{head} {_scalar(value)}\n"


def _scalar(value: object) -> str:
    return orjson.dumps(value).decode()
