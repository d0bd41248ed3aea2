-- Version 5: what lets a question about few annotations find their documents without reading all.

-- What annotations have in common that no index over them tells: who made them, what made them,
-- when, how sure, with which roles and attributes. Values are folded.
CREATE TABLE facts (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL
           CHECK (kind IN ('annotator', 'origin', 'day', 'confidence', 'role', 'attribute')),
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    UNIQUE (kind, name, value)
) STRICT;

-- The documents that have, or once had, an annotation of which the fact is so. A row is written for
-- the first such annotation of a document and stays: the annotations themselves have the last word.
CREATE TABLE fact_documents (
    fact     INTEGER NOT NULL REFERENCES facts (number),
    document INTEGER NOT NULL,
    PRIMARY KEY (fact, document)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE found AS
SELECT 'annotator' AS kind, '' AS name, substr(hashiya_fold(n.name), 1, 80) AS value, a.document
FROM (SELECT DISTINCT annotator, document FROM annotations) AS a
JOIN annotators AS n ON n.number = a.annotator
UNION SELECT 'origin', '', substr(hashiya_fold(origin), 1, 80), document
FROM (SELECT DISTINCT origin, document FROM annotations)
UNION SELECT 'day', '', printf('%07d', max(day, 0)), document
FROM (SELECT DISTINCT created / 86400 AS day, document FROM annotations
      UNION SELECT DISTINCT updated / 86400, document FROM annotations)
UNION SELECT DISTINCT 'confidence', '', CAST(CAST(confidence * 10 AS INTEGER) AS TEXT), document
FROM annotations WHERE confidence < 1.0
UNION SELECT DISTINCT 'role', role, '', document FROM arguments
UNION SELECT 'attribute', name, substr(hashiya_fold(value), 1, 80), document
FROM (SELECT DISTINCT name, value, document FROM attributes);
INSERT INTO facts (kind, name, value) SELECT DISTINCT kind, name, value FROM found;
INSERT INTO fact_documents
SELECT f.number, found.document FROM found JOIN facts AS f USING (kind, name, value)
ORDER BY f.number, found.document;
DROP TABLE found;

-- Counters beside those that are there, for the states that most annotations are in.
ALTER TABLE documents ADD COLUMN
    unreviewed_count INTEGER NOT NULL DEFAULT 0 CHECK (unreviewed_count >= 0);
ALTER TABLE documents ADD COLUMN
    accepted_count INTEGER NOT NULL DEFAULT 0 CHECK (accepted_count >= 0);
UPDATE documents SET
    unreviewed_count = counted.unreviewed, accepted_count = counted.accepted
FROM (SELECT document, sum(review = 0) AS unreviewed, sum(review = 1) AS accepted
      FROM annotations GROUP BY document) AS counted
WHERE counted.document = documents.number;
