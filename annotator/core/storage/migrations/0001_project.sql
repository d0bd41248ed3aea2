-- The project file, version 1. Offsets are Unicode code points, half-open; identifiers are the
-- sixteen bytes of a UUIDv7; times are seconds since 1970, UTC. docs/data-format.md explains all.

CREATE TABLE project (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every schema that the project has had; project.schema names the one in force.
CREATE TABLE schemas (
    number INTEGER PRIMARY KEY,
    toml   TEXT NOT NULL,
    added  INTEGER NOT NULL
) STRICT;

CREATE TABLE annotators (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- Labels that annotations use, with the counter that spares a scan.
CREATE TABLE labels (
    number INTEGER PRIMARY KEY,
    layer  TEXT NOT NULL,
    name   TEXT NOT NULL,
    count  INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
    UNIQUE (layer, name)
) STRICT;

-- `number` is the document's place in the project's order.
CREATE TABLE documents (
    number           INTEGER PRIMARY KEY,
    id               BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name             TEXT NOT NULL,
    title            TEXT NOT NULL,
    direction        TEXT NOT NULL CHECK (direction IN ('rtl', 'ltr')),
    language         TEXT NOT NULL,
    source           TEXT NOT NULL,
    url              TEXT NOT NULL,
    published        TEXT NOT NULL,
    metadata         TEXT NOT NULL CHECK (json_valid(metadata)),
    status           TEXT NOT NULL CHECK (status IN ('new', 'in progress', 'done', 'reviewed')),
    split            TEXT NOT NULL,
    group_name       TEXT NOT NULL,
    length           INTEGER NOT NULL CHECK (length > 0),
    text_sha256      TEXT NOT NULL CHECK (length(text_sha256) = 64),
    annotation_count INTEGER NOT NULL DEFAULT 0 CHECK (annotation_count >= 0),
    incomplete_count INTEGER NOT NULL DEFAULT 0 CHECK (incomplete_count >= 0),
    -- exclusive or of the SHA-256 of each annotation's image: changed in place, checked by verify
    digest           BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX documents_by_text ON documents (text_sha256);
CREATE INDEX documents_by_status ON documents (status, number);

-- Apart from the documents, so that lists of them read no text.
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    text     TEXT NOT NULL
) STRICT;
CREATE TRIGGER texts_are_immutable BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;

-- review: 0 unreviewed, 1 accepted, 2 rejected, 3 question. start and end are the envelope of the
-- anchor; both are NULL in a relation, which has none.
CREATE TABLE annotations (
    document   INTEGER NOT NULL REFERENCES documents (number),
    id         BLOB NOT NULL CHECK (length(id) = 16),
    annotator  INTEGER NOT NULL REFERENCES annotators (number),
    label      INTEGER NOT NULL REFERENCES labels (number),
    start      INTEGER,
    "end"      INTEGER,
    text       TEXT NOT NULL,
    note       TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0.0 AND 1.0),
    review     INTEGER NOT NULL CHECK (review BETWEEN 0 AND 3),
    origin     TEXT NOT NULL,
    incomplete INTEGER NOT NULL CHECK (incomplete IN (0, 1)),
    created    INTEGER NOT NULL,
    updated    INTEGER NOT NULL,
    PRIMARY KEY (document, id),
    CHECK ((start IS NULL AND "end" IS NULL AND text = '') OR (start >= 0 AND start < "end"))
) STRICT, WITHOUT ROWID;

-- The stretches of a discontinuous anchor (argument = -1), or of a discontinuous bare filler.
CREATE TABLE fragments (
    document   INTEGER NOT NULL,
    annotation BLOB NOT NULL,
    argument   INTEGER NOT NULL CHECK (argument >= -1),
    position   INTEGER NOT NULL,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (document, annotation, argument, position),
    FOREIGN KEY (document, annotation) REFERENCES annotations (document, id) ON DELETE CASCADE,
    CHECK (start < "end")
) STRICT, WITHOUT ROWID;

-- What fills the roles: another annotation (target) or a bare stretch of text.
CREATE TABLE arguments (
    document   INTEGER NOT NULL,
    annotation BLOB NOT NULL,
    position   INTEGER NOT NULL,
    role       TEXT NOT NULL CHECK (role <> ''),
    target     BLOB,
    start      INTEGER,
    "end"      INTEGER,
    text       TEXT NOT NULL,
    PRIMARY KEY (document, annotation, position),
    FOREIGN KEY (document, annotation) REFERENCES annotations (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, target) REFERENCES annotations (document, id)
        DEFERRABLE INITIALLY DEFERRED,
    CHECK (
        (target IS NOT NULL AND start IS NULL AND "end" IS NULL AND text = '')
        OR (target IS NULL AND start >= 0 AND start < "end")
    )
) STRICT, WITHOUT ROWID;
CREATE INDEX arguments_by_target ON arguments (document, target);

CREATE TABLE attributes (
    document   INTEGER NOT NULL,
    annotation BLOB NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    value      TEXT NOT NULL,
    PRIMARY KEY (document, annotation, name),
    FOREIGN KEY (document, annotation) REFERENCES annotations (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A stored text is the text that its offsets cover, whoever writes it.
CREATE TRIGGER annotations_cover_their_text BEFORE INSERT ON annotations
WHEN NEW.start IS NOT NULL AND (
    NEW."end" > (SELECT length FROM documents WHERE number = NEW.document)
    OR NEW.text IS NOT (
        SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
        FROM texts WHERE document = NEW.document))
BEGIN SELECT RAISE(ABORT, 'the text does not match the span'); END;
CREATE TRIGGER annotations_keep_their_text BEFORE UPDATE OF start, "end", text, document
ON annotations
BEGIN SELECT RAISE(ABORT, 'delete and insert an annotation to move it'); END;
CREATE TRIGGER fragments_cover_their_text BEFORE INSERT ON fragments
WHEN NEW."end" > (SELECT length FROM documents WHERE number = NEW.document)
    OR NEW.text IS NOT (
        SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
        FROM texts WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'the text does not match the span'); END;
CREATE TRIGGER fragments_are_rewritten_whole BEFORE UPDATE ON fragments
BEGIN SELECT RAISE(ABORT, 'delete and insert a fragment to move it'); END;
CREATE TRIGGER arguments_cover_their_text BEFORE INSERT ON arguments
WHEN NEW.start IS NOT NULL AND (
    NEW."end" > (SELECT length FROM documents WHERE number = NEW.document)
    OR NEW.text IS NOT (
        SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
        FROM texts WHERE document = NEW.document))
BEGIN SELECT RAISE(ABORT, 'the text does not match the span'); END;
CREATE TRIGGER arguments_are_rewritten_whole BEFORE UPDATE ON arguments
BEGIN SELECT RAISE(ABORT, 'delete and insert an argument to move it'); END;

-- The history: each action that was done, undone or redone, never rewritten. `of` is the change
-- that an undo or a redo is about (a do: itself). The stacks of what can be undone and redone are
-- lists that run through it: undo_top and redo_top are their heads after this change, `below` is
-- what lies under this one in its list (docs/architecture.md).
CREATE TABLE changes (
    number   INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind     TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    action   TEXT NOT NULL,
    actor    TEXT NOT NULL,
    at       INTEGER NOT NULL,
    details  TEXT NOT NULL CHECK (json_valid(details)),
    of       INTEGER NOT NULL,
    below    INTEGER REFERENCES changes (number),
    undo_top INTEGER REFERENCES changes (number),
    redo_top INTEGER REFERENCES changes (number),
    -- SHA-256 of the entry and its rows
    digest   BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE TRIGGER changes_are_not_rewritten BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changes_are_not_deleted BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;

-- The rows that a change wrote, as JSON images; NULL where a row did not exist.
CREATE TABLE changed_rows (
    change   INTEGER NOT NULL REFERENCES changes (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('annotation', 'document')),
    document BLOB NOT NULL,
    id       BLOB NOT NULL,
    before   TEXT,
    after    TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX changed_rows_by_document ON changed_rows (document, change);
CREATE TRIGGER changed_rows_are_not_rewritten BEFORE UPDATE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changed_rows_are_not_deleted BEFORE DELETE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;

-- Views for common questions.
CREATE VIEW annotation_list AS
SELECT 'a-' || lower(hex(a.id)) AS id, d.name AS document, l.layer, l.name AS label,
       a.start, a."end", a.text, n.name AS annotator, a.note, a.confidence,
       CASE a.review WHEN 0 THEN 'unreviewed' WHEN 1 THEN 'accepted'
                     WHEN 2 THEN 'rejected' ELSE 'question' END AS review,
       a.origin, a.incomplete,
       CASE a.created WHEN 0 THEN '' ELSE strftime('%Y%m%dT%H%M%SZ', a.created, 'unixepoch') END
           AS created,
       CASE a.updated WHEN 0 THEN '' ELSE strftime('%Y%m%dT%H%M%SZ', a.updated, 'unixepoch') END
           AS updated
FROM annotations AS a
JOIN documents AS d ON d.number = a.document
JOIN labels AS l ON l.number = a.label
JOIN annotators AS n ON n.number = a.annotator;

CREATE VIEW argument_list AS
SELECT 'a-' || lower(hex(r.annotation)) AS annotation, d.name AS document, l.layer,
       l.name AS label, a.text AS anchor, r.role, COALESCE(t.text, r.text) AS filler,
       tl.name AS filler_label, COALESCE(t.start, r.start) AS start,
       COALESCE(t."end", r."end") AS "end",
       CASE WHEN r.target IS NULL THEN '' ELSE 'a-' || lower(hex(r.target)) END AS target
FROM arguments AS r
JOIN annotations AS a ON a.document = r.document AND a.id = r.annotation
JOIN documents AS d ON d.number = r.document
JOIN labels AS l ON l.number = a.label
LEFT JOIN annotations AS t ON t.document = r.document AND t.id = r.target
LEFT JOIN labels AS tl ON tl.number = t.label;

CREATE VIEW entities AS
SELECT id, document, label, start, "end", text, annotator, review, note
FROM annotation_list WHERE layer = 'entity';

CREATE VIEW quotes AS
SELECT q.id, q.document, q.label, q.start, q."end", q.text AS content,
       (SELECT group_concat(filler, ' … ') FROM argument_list AS r
        WHERE r.annotation = q.id AND r.role = 'cue') AS cue,
       (SELECT group_concat(filler, '؛ ') FROM argument_list AS r
        WHERE r.annotation = q.id AND r.role = 'speaker') AS speaker,
       (SELECT group_concat(filler, '؛ ') FROM argument_list AS r
        WHERE r.annotation = q.id AND r.role = 'reporter') AS reporter,
       q.annotator, q.review, q.incomplete, q.note
FROM annotation_list AS q WHERE q.layer = 'quote';

CREATE VIEW event_arguments AS
SELECT annotation AS event, document, label, anchor AS "trigger", role, filler, filler_label
FROM argument_list WHERE layer = 'event';
