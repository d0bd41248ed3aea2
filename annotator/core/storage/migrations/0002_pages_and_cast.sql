-- Version 2: pages of the project's own (its guidelines, its cues of quotations), the cast, and a
-- history that keeps what becomes of them and of the schema.

-- Texts that belong to the project, whole: `guidelines` (Markdown), `cues` (TOML).
CREATE TABLE pages (
    name    TEXT PRIMARY KEY CHECK (name <> ''),
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The people, organisations and places of the project. A mention is linked by its attribute
-- `entry`, whose value is the entry's identifier (x- and 32 hexadecimal digits).
CREATE TABLE entries (
    number    INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL CHECK (name <> ''),
    spellings TEXT NOT NULL CHECK (json_valid(spellings)),
    note      TEXT NOT NULL
) STRICT;
CREATE INDEX attributes_by_entry ON attributes (value, document, annotation) WHERE name = 'entry';

-- The kinds of rows that the history keeps are more now; a CHECK cannot be altered in place.
CREATE TABLE changed_rows_2 (
    change   INTEGER NOT NULL REFERENCES changes (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('annotation', 'document', 'schema', 'page', 'entry')),
    document BLOB NOT NULL,
    id       BLOB NOT NULL,
    before   TEXT,
    after    TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;
INSERT INTO changed_rows_2 SELECT * FROM changed_rows;
DROP TABLE changed_rows;
ALTER TABLE changed_rows_2 RENAME TO changed_rows;
CREATE INDEX changed_rows_by_document ON changed_rows (document, change);
CREATE TRIGGER changed_rows_are_not_rewritten BEFORE UPDATE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changed_rows_are_not_deleted BEFORE DELETE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
