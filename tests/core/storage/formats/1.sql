PRAGMA application_id = 1213417561;
PRAGMA user_version = 1;
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
INSERT INTO "annotations" VALUES(1,X'01A223E63D0671BD857FCFE749D2D1A7',2,2,4,16,'سيرجي لافروف','',1.0,1,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D0870C3AFF02F78501EF857',2,3,27,38,'لن نقبل هذا','',1.0,0,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D0975F59EE17408E36DE215',2,3,27,29,'لن','',1.0,0,'manual',1,1795898621,1795898621);
INSERT INTO "annotations" VALUES(2,X'01A223E63D0174A3BE5AC6ECA08AE651',1,1,20,25,'موسكو','',0.35,0,'أَداة',0,1700000000,1700000000);
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
INSERT INTO "arguments" VALUES(1,X'01A223E63D0870C3AFF02F78501EF857',0,'speaker',X'01A223E63D0671BD857FCFE749D2D1A7',NULL,NULL,'');
CREATE TABLE attributes (
    document   INTEGER NOT NULL,
    annotation BLOB NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    value      TEXT NOT NULL,
    PRIMARY KEY (document, annotation, name),
    FOREIGN KEY (document, annotation) REFERENCES annotations (document, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "attributes" VALUES(1,X'01A223E63D0870C3AFF02F78501EF857','polarity','negative');
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
INSERT INTO "changed_rows" VALUES(1,0,'document',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0174A3BE5AC6EAC726A131',NULL,'[1,"one","one","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(1,1,'document',X'01A223E63D0174A3BE5AC6EB20667E7B',X'01A223E63D0174A3BE5AC6EB20667E7B',NULL,'[2,"two","two","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(2,0,'document',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0174A3BE5AC6EAC726A131','[1,"one","one","rtl","","","","",[],"new","",""]','[1,"one","one","rtl","","","","",[],"in progress","",""]');
INSERT INTO "changed_rows" VALUES(2,1,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0671BD857FCFE749D2D1A7',NULL,'["a-01a223e63d0671bd857fcfe749d2d1a7","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(3,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0870C3AFF02F78501EF857',NULL,'["a-01a223e63d0870c3aff02f78501ef857","سلمى","quote","direct",[[27,38]],[["speaker","a-01a223e63d0671bd857fcfe749d2d1a7"]],[["polarity","negative"]],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(4,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0975F59EE17408E36DE215',NULL,'["a-01a223e63d0975f59ee17408e36de215","سلمى","quote","direct",[[27,29]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(5,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0671BD857FCFE749D2D1A7','["a-01a223e63d0671bd857fcfe749d2d1a7","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]','["a-01a223e63d0671bd857fcfe749d2d1a7","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"accepted","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(6,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0C768EB324BCE59CB7A0C6',NULL,'["a-01a223e63d0c768eb324bce59cb7a0c6","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(7,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0C768EB324BCE59CB7A0C6','["a-01a223e63d0c768eb324bce59cb7a0c6","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]',NULL);
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
INSERT INTO "changes" VALUES(1,X'01A223E63D0275B2804FACA3F3A88500','do','add_documents','سلمى',1795898621,'{"title":"one","count":"2"}',1,NULL,1,NULL,X'2540B278491760006FE9C1536121B28A87F4E298228A3AA40FEFC67735A1C4DA');
INSERT INTO "changes" VALUES(2,X'01A223E63D0774A38716B6C923A15ECD','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف"}',2,1,2,NULL,X'1279ABE93DCB448186577999AF9BC4F71DAC08333AA795321E8C83D6D0EBBA75');
INSERT INTO "changes" VALUES(3,X'01A223E63D0975F59EE1740781FFFEB2','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن نقبل هذا"}',3,2,3,NULL,X'7F3CCCAE61657F1665423CBB79981E6EE9141CBA368B3192B2E586B82000284F');
INSERT INTO "changes" VALUES(4,X'01A223E63D0A7740B326D72C66DC5B9C','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن"}',4,3,4,NULL,X'F895A986E7D4BC3C77537A8C6A0C929DDE653F177B6401116B5C6860595A2517');
INSERT INTO "changes" VALUES(5,X'01A223E63D0B71179EDEBE6051332BD5','do','set_review','هند',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف","review":"accepted","count":"1"}',5,4,5,NULL,X'CA278D1F8B43B6048EEC2207A50E9134C37A13D4304E3695482A5C41A9556897');
INSERT INTO "changes" VALUES(6,X'01A223E63D0C768EB324BCE634E9AFC0','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو"}',6,5,6,NULL,X'AF420916A4E5BCC05C91C3D689CB573E45F338A73951BEBF82E2BBB52800B1BB');
INSERT INTO "changes" VALUES(7,X'01A223E63D0D7247ADD747F79435CB9D','do','delete','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو","count":"1"}',7,6,7,NULL,X'A5180E2AB071E0FF932BFE9B3A91432680FE2DE04DB7825D470C06948582EE6B');
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
INSERT INTO "documents" VALUES(1,X'01A223E63D0174A3BE5AC6EAC726A131','one','one','rtl','','','','','[]','in progress','','',39,'6c1830469e5c1e003bce48911053d0604d9e19cbb1031980b441eb95fe9d6dd7',3,1,X'AB1F4A8F814AA4B764F70DD5E8615546E1D0FA1F1E65BBD553A6F5EC53EF24AB');
INSERT INTO "documents" VALUES(2,X'01A223E63D0174A3BE5AC6EB20667E7B','two','two','rtl','','','','','[]','new','','',43,'a81c4d474be668c811f137736ddff05e15b3d694ed317c5fc26d1b8ce82bd305',1,0,X'AFFD8017AE4D43505BADA4F0BEDA3DFCE48ED33632564B2B6DAAC425AF3BB9D1');
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
CREATE TABLE project (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "project" VALUES('created','1795898621');
INSERT INTO "project" VALUES('id','01a223e63cf770b894675f0cf4ca60c1');
INSERT INTO "project" VALUES('name','dump1');
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
CREATE INDEX changed_rows_by_document ON changed_rows (document, change);
CREATE TRIGGER changed_rows_are_not_rewritten BEFORE UPDATE ON changed_rows
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER changed_rows_are_not_deleted BEFORE DELETE ON changed_rows
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
COMMIT;
