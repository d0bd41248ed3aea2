"""Exchange formats: reading files into documents, writing documents as records."""

from annotator.core.formats.atomic import file_in_place_of, write_text_file
from annotator.core.formats.importing import FilesError, ImportOptions, ImportReport, import_files
from annotator.core.formats.jsonl import RecordsError, read_cast, read_jsonl
from annotator.core.formats.jsonl_writing import Written, write_jsonl
from annotator.core.formats.record_reading import NewerFormatError, ReadRecord, RecordReader
from annotator.core.formats.records import Recorder, encode, record
from annotator.core.formats.registry import Format, format_named, format_of, formats

__all__ = [
    "FilesError",
    "Format",
    "ImportOptions",
    "ImportReport",
    "NewerFormatError",
    "ReadRecord",
    "RecordReader",
    "Recorder",
    "RecordsError",
    "Written",
    "encode",
    "file_in_place_of",
    "format_named",
    "format_of",
    "formats",
    "import_files",
    "read_cast",
    "read_jsonl",
    "record",
    "write_jsonl",
    "write_text_file",
]
