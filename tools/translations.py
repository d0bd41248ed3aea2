"""Keep the translations and the program's sentences together.

    python -m tools.translations extract    print every sentence of the program
    python -m tools.translations update     bring the .po files up to date with them
    python -m tools.translations missing    print what has no translation yet, as .po entries
    python -m tools.translations merge F…   take Arabic from other .po files, then update
    python -m tools.translations compile    write the .mo files
    python -m tools.translations check      exit 1 with the reasons where anything is not in order

The .po files carry neither places nor dates, and are sorted: a diff shows what was translated and
nothing else. `update` keeps translations of sentences that are gone as `#~` entries, for whoever
moves a sentence; `update --prune` drops them.
"""

from __future__ import annotations

import argparse
import io
import string
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
DOMAIN = "hashiya"
WIDTH = 100

# Which arguments of a call are sentences (None: the first), and which is the context ("c").
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

# The keys of resources/settings.toml whose texts are sentences.
SENTENCE_KEYS = ("label", "description", "unit")

# The forms in the order that gettext's manual and translators know (CLDR's zero, one, two, few,
# many, other), which is not the order that Babel makes by itself.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 ? 4 : 5);",
}
# Arabic says none, one and two in words: these forms of a plural may leave the count out.
FORMS_IN_WORDS = 3

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and, where it has one, its translation (one form, or one for each plural)."""

    singular: str
    plural: str = ""
    context: str = ""
    forms: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def key(self) -> Key:
        """What gettext finds a translation by."""
        return self.singular, self.context

    @property
    def is_translated(self) -> bool:
        """Whether all of it is translated, by a person."""
        return bool(self.forms) and all(self.forms) and not self.fuzzy

    @classmethod
    def of(cls, message: Message) -> Sentence:
        """The sentence of Babel's message."""
        singular, *plural = _texts(message.id)
        return cls(
            singular,
            "".join(plural),
            message.context or "",
            _texts(message.string),
            message.fuzzy,
        )

    def problems(self) -> Iterator[str]:
        """What is wrong with the translation."""
        wanted = _placeholders(self.plural or self.singular)
        if self.fuzzy:
            yield f"{self.singular!r} is fuzzy"
        elif not self.is_translated:
            yield f"{self.singular!r} has no translation"
        for index, form in enumerate(self.forms if self.is_translated else ()):
            found = _placeholders(form)
            in_words = bool(self.plural) and index < FORMS_IN_WORDS
            if not (found <= wanted if in_words else found == wanted):
                yield f"form {index} of {self.singular!r} has other placeholders"


class PlainCatalog(Catalog):
    """A catalog whose header holds what programs read, and no dates."""

    def __init__(self, language: str, sentences: Iterable[Sentence] = ()) -> None:
        super().__init__(locale=language, header_comment=f"# Hashiya: {language}", fuzzy=False)
        for sentence in sentences:
            self[sentence.singular] = _message(sentence)

    @property
    def num_plurals(self) -> int:
        """How many forms a plural has."""
        return int(PLURAL_FORMS[str(self.locale)].split("=")[1].split(";")[0])

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header."""
        language = str(self.locale)
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", language),
            ("Plural-Forms", PLURAL_FORMS[language]),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def sentences(root: Path = ROOT) -> dict[Key, Sentence]:
    """Every sentence of the program: from its modules and from the table of settings."""
    catalog = Catalog()
    found = extract_from_dir(root / "annotator", [("**.py", "python")], keywords=KEYWORDS)
    for _path, _line, message, _comments, context in found:
        catalog.add(message, context=context)
    for sentence in _table_sentences(root / "resources" / "settings.toml"):
        catalog.add(sentence)
    return {each.key: each for each in (Sentence.of(each) for each in catalog if each.id)}


def read(path: Path) -> tuple[dict[Key, Sentence], dict[Key, Sentence]]:
    """The sentences of a .po file, and its obsolete ones."""
    with path.open("rb") as stream:
        catalog = read_po(stream, abort_invalid=True)
    current = [Sentence.of(each) for each in catalog if each.id]
    obsolete = [Sentence.of(each) for each in catalog.obsolete.values()]
    return {each.key: each for each in current}, {each.key: each for each in obsolete}


def updated(
    language: str, wanted: Mapping[Key, Sentence], known: Mapping[Key, Sentence], *, prune: bool
) -> bytes:
    """The .po file of these sentences with what is known of their translations."""

    def translated(sentence: Sentence) -> Sentence:
        old = known.get(sentence.key)
        fits = old is not None and bool(old.plural) == bool(sentence.plural)
        return replace(sentence, forms=old.forms if old and fits else ())

    catalog = PlainCatalog(language, map(translated, wanted.values()))
    for key, sentence in known.items():
        if key not in wanted and sentence.is_translated and not prune:
            catalog.obsolete[key] = _message(sentence)
    stream = io.BytesIO()
    write_po(stream, catalog, width=WIDTH, no_location=True, sort_output=True)
    return stream.getvalue()


def compiled(path: Path) -> bytes:
    """What the .mo file of a .po file holds."""
    translated = [each for each in read(path)[0].values() if each.is_translated]
    stream = io.BytesIO()
    write_mo(stream, PlainCatalog(_language(path), translated))
    return stream.getvalue()


def problems(path: Path, wanted: Mapping[Key, Sentence]) -> Iterator[str]:
    """What is not in order with a .po file and its .mo file."""
    present, _obsolete = read(path)
    for key in sorted(wanted.keys() - present.keys()):
        yield f"{path.name} lacks {key[0]!r}: run update"
    for key in sorted(present.keys() - wanted.keys()):
        yield f"{path.name} has {key[0]!r}, which the program does not say: run update"
    for sentence in present.values():
        yield from (f"{path.name}: {each}" for each in sentence.problems())
    binary = path.with_suffix(".mo")
    if not binary.exists() or binary.read_bytes() != compiled(path):
        yield f"{binary.name} is not what {path.name} compiles to: run compile"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    files = sorted(TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    match options.command:
        case "extract":
            _print(sentences().values())
        case "missing":
            current = [each for path in files for each in read(path)[0].values()]
            _print(each for each in current if not each.is_translated)
        case "compile":
            for path in files:
                path.with_suffix(".mo").write_bytes(compiled(path))
        case "check":
            wanted = sentences()
            found = [each for path in files for each in problems(path, wanted)]
            print(*found, sep="\n", end="\n" if found else "")
            return 1 if found else 0
        case "update":
            _update(files, [], prune=options.prune)
        case "merge":
            _update([TRANSLATIONS / "ar" / "LC_MESSAGES" / f"{DOMAIN}.po"], options.files)
    return 0


def _update(files: Iterable[Path], others: Iterable[Path], *, prune: bool = False) -> None:
    wanted = sentences()
    for path in files:
        known: dict[Key, Sentence] = {}
        for source in (path, *others):  # what comes last counts
            for part in reversed(read(source)):
                known |= {key: each for key, each in part.items() if each.is_translated}
        path.write_bytes(updated(_language(path), wanted, known, prune=prune))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.translations",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("extract", "missing", "compile", "check"):
        commands.add_parser(name)
    commands.add_parser("update").add_argument("--prune", action="store_true")
    commands.add_parser("merge").add_argument("files", nargs="+", type=Path)
    return parser


def _table_sentences(path: Path) -> Iterator[str]:
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, each in value.items():
                if key in SENTENCE_KEYS:
                    yield each
                else:
                    yield from walk(each)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each)

    yield from walk(tomllib.loads(path.read_text(encoding="utf-8")))


def _language(path: Path) -> str:
    return path.parent.parent.name


def _texts(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def _message(sentence: Sentence) -> Message:
    identity = (sentence.singular, sentence.plural) if sentence.plural else sentence.singular
    forms = sentence.forms if sentence.plural else "".join(sentence.forms)
    message = Message(identity, forms, context=sentence.context or None)
    message.flags.clear()  # Babel guesses them; `check` looks at the placeholders itself
    return message


def _placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:  # a lone brace: no template
        return frozenset()


def _print(found: Iterable[Sentence]) -> None:
    stream = io.BytesIO()
    write_po(stream, PlainCatalog("ar", found), width=WIDTH, no_location=True, omit_header=True)
    sys.stdout.buffer.write(stream.getvalue())


if __name__ == "__main__":
    sys.exit(main())
