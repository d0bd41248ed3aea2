PRAGMA application_id = 1213417561;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
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
INSERT INTO "annotations" VALUES(1,X'01A223E63D85733CBDAB31A7EB57AB52',2,2,4,16,'سيرجي لافروف','',1.0,1,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D867613A35AD8BBB1126496',2,3,27,38,'لن نقبل هذا','',1.0,0,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D88745C98B4F9C24E56BF33',2,3,27,29,'لن','',1.0,0,'manual',1,1795898621,1795898621);
INSERT INTO "annotations" VALUES(2,X'01A223E63D8176D59DF937D2C3F2D2B5',1,1,20,25,'موسكو','',0.35,0,'أَداة',0,1700000000,1700000000);
CREATE TABLE annotators (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;
INSERT INTO "annotators" VALUES(1,'زيد');
INSERT INTO "annotators" VALUES(2,'سلمى');
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
INSERT INTO "arguments" VALUES(1,X'01A223E63D867613A35AD8BBB1126496',0,'speaker',X'01A223E63D85733CBDAB31A7EB57AB52',NULL,NULL,'');
CREATE TABLE attributes (
    document   INTEGER NOT NULL,
    annotation BLOB NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    value      TEXT NOT NULL,
    PRIMARY KEY (document, annotation, name),
    FOREIGN KEY (document, annotation) REFERENCES annotations (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "attributes" VALUES(1,X'01A223E63D867613A35AD8BBB1126496','polarity','negative');
CREATE TABLE "changed_rows" (
    change   INTEGER NOT NULL REFERENCES changes (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('annotation', 'document', 'schema', 'page', 'entry')),
    document BLOB NOT NULL,
    id       BLOB NOT NULL,
    before   TEXT,
    after    TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "changed_rows" VALUES(1,0,'document',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D8176D59DF937D0DD5EEBFC',NULL,'[1,"one","one","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(1,1,'document',X'01A223E63D8176D59DF937D16E32117B',X'01A223E63D8176D59DF937D16E32117B',NULL,'[2,"two","two","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(2,0,'document',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D8176D59DF937D0DD5EEBFC','[1,"one","one","rtl","","","","",[],"new","",""]','[1,"one","one","rtl","","","","",[],"in progress","",""]');
INSERT INTO "changed_rows" VALUES(2,1,'annotation',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D85733CBDAB31A7EB57AB52',NULL,'["a-01a223e63d85733cbdab31a7eb57ab52","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(3,0,'annotation',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D867613A35AD8BBB1126496',NULL,'["a-01a223e63d867613a35ad8bbb1126496","سلمى","quote","direct",[[27,38]],[["speaker","a-01a223e63d85733cbdab31a7eb57ab52"]],[["polarity","negative"]],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(4,0,'annotation',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D88745C98B4F9C24E56BF33',NULL,'["a-01a223e63d88745c98b4f9c24e56bf33","سلمى","quote","direct",[[27,29]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(5,0,'annotation',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D85733CBDAB31A7EB57AB52','["a-01a223e63d85733cbdab31a7eb57ab52","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]','["a-01a223e63d85733cbdab31a7eb57ab52","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"accepted","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(6,0,'annotation',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D8A757BABC7214DE650F01B',NULL,'["a-01a223e63d8a757babc7214de650f01b","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(7,0,'annotation',X'01A223E63D8176D59DF937D0DD5EEBFC',X'01A223E63D8A757BABC7214DE650F01B','["a-01a223e63d8a757babc7214de650f01b","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]',NULL);
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
INSERT INTO "changes" VALUES(1,X'01A223E63D837576BFF20A28C1922F81','do','add_documents','سلمى',1795898621,'{"title":"one","count":"2"}',1,NULL,1,NULL,X'41612280763CB8E2D799B33C0D919C0BDB85976A318826230AE45E607FD86B8D');
INSERT INTO "changes" VALUES(2,X'01A223E63D85733CBDAB31A8739F83D5','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف"}',2,1,2,NULL,X'94EAA3AC52DE2981B55E02029EE43752EA782EAC0AC4667ADD1999BE7AFE2BC2');
INSERT INTO "changes" VALUES(3,X'01A223E63D8776B9AC34AFE7B66A93A4','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن نقبل هذا"}',3,2,3,NULL,X'7CCF363D0636384E614F569EF3F76D0487880A04D59D1D4FB44A4C01D8966194');
INSERT INTO "changes" VALUES(4,X'01A223E63D88745C98B4F9C3051AF43F','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن"}',4,3,4,NULL,X'7388C2B1763E97939A2E3788034D860D60652E013D56BDF82155920C7D43B502');
INSERT INTO "changes" VALUES(5,X'01A223E63D8973B6B96D6C919C42EF19','do','set_review','هند',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف","review":"accepted","count":"1"}',5,4,5,NULL,X'F1EC080EE6FC76EC4106341DDC682E25B0B837DE849FBFFBF2B3CA5A3C327C48');
INSERT INTO "changes" VALUES(6,X'01A223E63D8A757BABC7214ED1EC45CF','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو"}',6,5,6,NULL,X'BC16DFDD7429975AE2AB4CB69234B3D8D57CFD764536AF01D269FF5988E368F7');
INSERT INTO "changes" VALUES(7,X'01A223E63D8B7233B14535CA268F93C0','do','delete','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو","count":"1"}',7,6,7,NULL,X'6B2EF1763A0D27100D5217F578E249D58D267E943F4394EBE4632C0FBC16669F');
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
INSERT INTO "documents" VALUES(1,X'01A223E63D8176D59DF937D0DD5EEBFC','one','one','rtl','','','','','[]','in progress','','',39,'6c1830469e5c1e003bce48911053d0604d9e19cbb1031980b441eb95fe9d6dd7',3,1,X'770ABC43DBCFB49C37B262541A9D2EF9A8B1D4C5291928ED450FBA614F9D96FD');
INSERT INTO "documents" VALUES(2,X'01A223E63D8176D59DF937D16E32117B','two','two','rtl','','','','','[]','new','','',43,'a81c4d474be668c811f137736ddff05e15b3d694ed317c5fc26d1b8ce82bd305',1,0,X'7F7AA8F6E9EFC70B2A85B03737030DD0E1C396A560D79B8C8F6722395B1FF300');
CREATE TABLE entries (
    number    INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL CHECK (name <> ''),
    spellings TEXT NOT NULL CHECK (json_valid(spellings)),
    note      TEXT NOT NULL
) STRICT;
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
CREATE TABLE labels (
    number INTEGER PRIMARY KEY,
    layer  TEXT NOT NULL,
    name   TEXT NOT NULL,
    count  INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
    UNIQUE (layer, name)
) STRICT;
INSERT INTO "labels" VALUES(1,'entity','GPE',1);
INSERT INTO "labels" VALUES(2,'entity','PERS',1);
INSERT INTO "labels" VALUES(3,'quote','direct',2);
CREATE TABLE pages (
    name    TEXT PRIMARY KEY CHECK (name <> ''),
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE project (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "project" VALUES('created','1795898621');
INSERT INTO "project" VALUES('id','01a223e63d7674c8a223c3f7ec30f641');
INSERT INTO "project" VALUES('name','dump3');
INSERT INTO "project" VALUES('schema','1');
CREATE TABLE schemas (
    number INTEGER PRIMARY KEY,
    toml   TEXT NOT NULL,
    added  INTEGER NOT NULL
) STRICT;
INSERT INTO "schemas" VALUES(1,'[schema]
id = "small"
version = "1"
name = "Small"

[[layers]]
id = "entity"
kind = "span"
name = "Entities"

[[layers.labels]]
id = "PERS"
name = "Person"

[[layers.labels]]
id = "GPE"
name = "Country or city"

[[layers]]
id = "quote"
kind = "frame"
name = "Quotes"

[[layers.roles]]
id = "speaker"
name = "Speaker"
required = true

[[layers.attributes]]
id = "polarity"
name = "Polarity"
values = ["neutral", "negative"]
default = "neutral"

[[layers.labels]]
id = "direct"
name = "Direct"
',1795898621);
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    text     TEXT NOT NULL
) STRICT;
INSERT INTO "texts" VALUES(1,'قال سيرجي لافروف في موسكو «لن نقبل هذا»');
INSERT INTO "texts" VALUES(2,'قال سيرجي لافروف في موسكو «لن نقبل هذا» أمس');
CREATE INDEX documents_by_text ON documents (text_sha256);
CREATE INDEX documents_by_status ON documents (status, number);
CREATE TRIGGER texts_are_immutable BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;
CREATE INDEX arguments_by_target ON arguments (document, target);
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
CREATE TRIGGER changes_are_not_rewritten BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changes_are_not_deleted BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
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
CREATE VIEW event_arguments AS
SELECT annotation AS event, document, label, anchor AS "trigger", role, filler, filler_label
FROM argument_list WHERE layer = 'event';
CREATE INDEX attributes_by_entry ON attributes (value, document, annotation) WHERE name = 'entry';
CREATE INDEX changed_rows_by_document ON changed_rows (document, change);
CREATE TRIGGER changed_rows_are_not_rewritten BEFORE UPDATE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changed_rows_are_not_deleted BEFORE DELETE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE INDEX entries_by_link ON entries ('x-' || lower(hex(id)));
CREATE VIEW cast AS
SELECT 'x-' || lower(hex(e.id)) AS id, e.kind, e.name, e.spellings, e.note,
       (SELECT count(*) FROM attributes AS t
        WHERE t.name = 'entry' AND t.value = 'x-' || lower(hex(e.id))) AS mentions
FROM entries AS e;
CREATE VIEW linked_mentions AS
SELECT 'a-' || lower(hex(a.id)) AS id, d.name AS document, l.layer, l.name AS label,
       a.start, a."end", a.text, t.value AS entry, e.name AS entry_name, e.kind
FROM attributes AS t
JOIN annotations AS a ON a.document = t.document AND a.id = t.annotation
JOIN documents AS d ON d.number = t.document
JOIN labels AS l ON l.number = a.label
JOIN entries AS e ON 'x-' || lower(hex(e.id)) = t.value
WHERE t.name = 'entry';
CREATE VIEW speaker_links AS
SELECT r.document, r.annotation, r.position, COALESCE(f.text, r.text) AS speaker,
       COALESCE(
           (SELECT t.value FROM attributes AS t
            WHERE t.document = r.document AND t.annotation = r.target AND t.name = 'entry'
                  AND t.value GLOB 'x-*'),
           (SELECT t.value FROM annotations AS m
            JOIN attributes AS t
              ON t.document = m.document AND t.annotation = m.id AND t.name = 'entry'
            WHERE m.document = r.document AND t.value GLOB 'x-*' AND m.annotator = q.annotator
                  AND m.start >= COALESCE(f.start, r.start)
                  AND m."end" <= COALESCE(f."end", r."end")
            ORDER BY m."end" - m.start DESC, m.start DESC, m.id DESC LIMIT 1),
           (SELECT t.value FROM annotations AS m
            JOIN attributes AS t
              ON t.document = m.document AND t.annotation = m.id AND t.name = 'entry'
            WHERE m.document = r.document AND t.value GLOB 'x-*'
                  AND m.start >= COALESCE(f.start, r.start)
                  AND m."end" <= COALESCE(f."end", r."end")
            ORDER BY m."end" - m.start DESC, m.start DESC, m.id DESC LIMIT 1),
           '') AS entry
FROM arguments AS r
JOIN annotations AS q ON q.document = r.document AND q.id = r.annotation
JOIN labels AS l ON l.number = q.label
LEFT JOIN annotations AS f ON f.document = r.document AND f.id = r.target
WHERE l.layer = 'quote' AND r.role = 'speaker';
CREATE VIEW quote_speakers AS
SELECT 'a-' || lower(hex(s.annotation)) AS quote, d.name AS document, s.speaker, s.entry,
       e.name AS entry_name, e.kind
FROM speaker_links AS s
JOIN documents AS d ON d.number = s.document
LEFT JOIN entries AS e ON 'x-' || lower(hex(e.id)) = s.entry;
CREATE VIEW quotes AS
SELECT 'a-' || lower(hex(a.id)) AS id, d.name AS document, l.name AS label, a.start, a."end",
       a.text AS content,
       (SELECT group_concat(COALESCE(t.text, r.text), ' … ') FROM arguments AS r
        LEFT JOIN annotations AS t ON t.document = r.document AND t.id = r.target
        WHERE r.document = a.document AND r.annotation = a.id AND r.role = 'cue') AS cue,
       (SELECT group_concat(COALESCE(t.text, r.text), '؛ ') FROM arguments AS r
        LEFT JOIN annotations AS t ON t.document = r.document AND t.id = r.target
        WHERE r.document = a.document AND r.annotation = a.id AND r.role = 'speaker') AS speaker,
       (SELECT group_concat(e.name, '؛ ') FROM speaker_links AS s
        JOIN entries AS e ON 'x-' || lower(hex(e.id)) = s.entry
        WHERE s.document = a.document AND s.annotation = a.id) AS speaker_entry,
       (SELECT group_concat(COALESCE(t.text, r.text), '؛ ') FROM arguments AS r
        LEFT JOIN annotations AS t ON t.document = r.document AND t.id = r.target
        WHERE r.document = a.document AND r.annotation = a.id AND r.role = 'reporter')
           AS reporter,
       n.name AS annotator,
       CASE a.review WHEN 0 THEN 'unreviewed' WHEN 1 THEN 'accepted'
                     WHEN 2 THEN 'rejected' ELSE 'question' END AS review,
       a.incomplete, a.note
FROM annotations AS a
JOIN labels AS l ON l.number = a.label
JOIN documents AS d ON d.number = a.document
JOIN annotators AS n ON n.number = a.annotator
WHERE l.layer = 'quote';
COMMIT;
