"""Write docs/keyboard.md from the table of actions and the default schema.

    python -m tools.keyboard_sheet          write it
    python -m tools.keyboard_sheet --check  exit 1 if it is not current

Names of actions and labels are given in English and in Arabic.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from annotator.app.sample import default_schema_file
from annotator.app.translation import language, set_language
from annotator.core.schema import read_schema_file
from annotator.ui.key_sheet import markdown, sections

SHEET = Path(__file__).resolve().parent.parent / "docs" / "keyboard.md"

_HEAD = """# Keyboard

Made by `python -m tools.keyboard_sheet` from the table of actions and the default schema; do not
edit it by hand. In the program, F1 shows the same with the keys of the open project.

Keys of labels and roles act on what is selected, while no text is being typed: with words selected
a label tags them, with an annotation of its layer selected it corrects it. The keys of roles act
while a quote or an event is selected, and come before those of labels. Keys count by their
position where the layout has other letters: under an Arabic layout, the key with ض is Q.
"""


def sheet() -> str:
    """The whole page: English, then Arabic."""
    before = language()
    schema = read_schema_file(default_schema_file())
    parts = [_HEAD]
    try:
        for code, title in (("en", "English"), ("ar", "العربية")):
            set_language(code)
            parts.append(f"## {title}\n\n{markdown(sections(schema))}")
    finally:
        set_language(before)
    return "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sheet, or check it; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="exit 1 if the sheet is not current")
    options = parser.parse_args(arguments)
    found = sheet()
    if not options.check:
        SHEET.write_text(found, encoding="utf-8", newline="\n")
        return 0
    if SHEET.exists() and SHEET.read_text(encoding="utf-8") == found:
        return 0
    print("docs/keyboard.md is not current: run python -m tools.keyboard_sheet", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
