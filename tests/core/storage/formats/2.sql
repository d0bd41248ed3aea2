PRAGMA application_id = 1213417561;
PRAGMA user_version = 2;
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
INSERT INTO "annotations" VALUES(1,X'01A223E63D4B71B6B426888A197ADCF5',2,2,4,16,'سيرجي لافروف','',1.0,1,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D4E72C8991507F758403BA3',2,3,27,38,'لن نقبل هذا','',1.0,0,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D4F7189B10B00D37214586D',2,3,27,29,'لن','',1.0,0,'manual',1,1795898621,1795898621);
INSERT INTO "annotations" VALUES(2,X'01A223E63D45769CB17D36426A73DE46',1,1,20,25,'موسكو','',0.35,0,'أَداة',0,1700000000,1700000000);
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
INSERT INTO "arguments" VALUES(1,X'01A223E63D4E72C8991507F758403BA3',0,'speaker',X'01A223E63D4B71B6B426888A197ADCF5',NULL,NULL,'');
CREATE TABLE attributes (
    document   INTEGER NOT NULL,
    annotation BLOB NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    value      TEXT NOT NULL,
    PRIMARY KEY (document, annotation, name),
    FOREIGN KEY (document, annotation) REFERENCES annotations (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "attributes" VALUES(1,X'01A223E63D4E72C8991507F758403BA3','polarity','negative');
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
INSERT INTO "changed_rows" VALUES(1,0,'document',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D45769CB17D36405EA37138',NULL,'[1,"one","one","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(1,1,'document',X'01A223E63D45769CB17D36416B5A9F71',X'01A223E63D45769CB17D36416B5A9F71',NULL,'[2,"two","two","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(2,0,'document',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D45769CB17D36405EA37138','[1,"one","one","rtl","","","","",[],"new","",""]','[1,"one","one","rtl","","","","",[],"in progress","",""]');
INSERT INTO "changed_rows" VALUES(2,1,'annotation',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D4B71B6B426888A197ADCF5',NULL,'["a-01a223e63d4b71b6b426888a197adcf5","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(3,0,'annotation',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D4E72C8991507F758403BA3',NULL,'["a-01a223e63d4e72c8991507f758403ba3","سلمى","quote","direct",[[27,38]],[["speaker","a-01a223e63d4b71b6b426888a197adcf5"]],[["polarity","negative"]],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(4,0,'annotation',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D4F7189B10B00D37214586D',NULL,'["a-01a223e63d4f7189b10b00d37214586d","سلمى","quote","direct",[[27,29]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(5,0,'annotation',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D4B71B6B426888A197ADCF5','["a-01a223e63d4b71b6b426888a197adcf5","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]','["a-01a223e63d4b71b6b426888a197adcf5","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"accepted","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(6,0,'annotation',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D5173B6809D9042E741826A',NULL,'["a-01a223e63d5173b6809d9042e741826a","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(7,0,'annotation',X'01A223E63D45769CB17D36405EA37138',X'01A223E63D5173B6809D9042E741826A','["a-01a223e63d5173b6809d9042e741826a","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]',NULL);
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
INSERT INTO "changes" VALUES(1,X'01A223E63D4A736DAB8C88FC9C3BA8FA','do','add_documents','سلمى',1795898621,'{"title":"one","count":"2"}',1,NULL,1,NULL,X'02C73DA08A25FD33FAEC7E4864A316DA2E03BD041342E3DC64275D6BEFFD4871');
INSERT INTO "changes" VALUES(2,X'01A223E63D4C76349A48B0FA2C67477A','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف"}',2,1,2,NULL,X'8DF97691F4D86687D5FEFA81A8EE41C03A6EF1607F5BDF350805B84718BCB3E3');
INSERT INTO "changes" VALUES(3,X'01A223E63D4F7189B10B00D266403738','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن نقبل هذا"}',3,2,3,NULL,X'5DEC2281E99C1077531AFA3EEF84C6179B35E01B1E5DE4A4A26BE9D72F7907E1');
INSERT INTO "changes" VALUES(4,X'01A223E63D4F7189B10B00D4BFEB71D2','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن"}',4,3,4,NULL,X'63ABEAF525DA0BA46C71C02E78414C4C4F8FAC2D1AA9CA399BB170698695CABE');
INSERT INTO "changes" VALUES(5,X'01A223E63D50761C8EB7DE3EC0EF06C2','do','set_review','هند',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف","review":"accepted","count":"1"}',5,4,5,NULL,X'9340EAB9A091B71D93CF56CADFFDEDB13A17A1A1949B18367D204FB8A36ABA97');
INSERT INTO "changes" VALUES(6,X'01A223E63D5173B6809D9043CB623556','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو"}',6,5,6,NULL,X'7B73FF6C4A750BD8A0EA77CF37B53381B536E75E7032316F09E5BABEA786F406');
INSERT INTO "changes" VALUES(7,X'01A223E63D5272739E5DF560E83BA906','do','delete','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو","count":"1"}',7,6,7,NULL,X'A0527E98744FCBB7B9A2EC0DFDF7F36DE1E510A948759A688FAC4712E63FA3E5');
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
INSERT INTO "documents" VALUES(1,X'01A223E63D45769CB17D36405EA37138','one','one','rtl','','','','','[]','in progress','','',39,'6c1830469e5c1e003bce48911053d0604d9e19cbb1031980b441eb95fe9d6dd7',3,1,X'93B62DBF20DC3C6876555F6E620DE250B228AD1D073F565F4BF89F5A8DA7DAE5');
INSERT INTO "documents" VALUES(2,X'01A223E63D45769CB17D36416B5A9F71','two','two','rtl','','','','','[]','new','','',43,'a81c4d474be668c811f137736ddff05e15b3d694ed317c5fc26d1b8ce82bd305',1,0,X'3B9C11CD0B5B7F09E7370F9AD26EF174152523B1D5B7142EE614E4AEDED986E5');
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
INSERT INTO "project" VALUES('id','01a223e63d3e727fb3daa6448a5a74c1');
INSERT INTO "project" VALUES('name','dump2');
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
CREATE INDEX attributes_by_entry ON attributes (value, document, annotation) WHERE name = 'entry';
CREATE INDEX changed_rows_by_document ON changed_rows (document, change);
CREATE TRIGGER changed_rows_are_not_rewritten BEFORE UPDATE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changed_rows_are_not_deleted BEFORE DELETE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
COMMIT;
