-- Version 3: views that ask about the cast.

-- A link is the entry's identifier as text: this finds the entry by it.
CREATE INDEX entries_by_link ON entries ('x-' || lower(hex(id)));

-- An entry of the cast a row, with how many annotations are linked to it.
CREATE VIEW cast AS
SELECT 'x-' || lower(hex(e.id)) AS id, e.kind, e.name, e.spellings, e.note,
       (SELECT count(*) FROM attributes AS t
        WHERE t.name = 'entry' AND t.value = 'x-' || lower(hex(e.id))) AS mentions
FROM entries AS e;

-- A linked annotation a row.
CREATE VIEW linked_mentions AS
SELECT 'a-' || lower(hex(a.id)) AS id, d.name AS document, l.layer, l.name AS label,
       a.start, a."end", a.text, t.value AS entry, e.name AS entry_name, e.kind
FROM attributes AS t
JOIN annotations AS a ON a.document = t.document AND a.id = t.annotation
JOIN documents AS d ON d.number = t.document
JOIN labels AS l ON l.number = a.label
JOIN entries AS e ON 'x-' || lower(hex(e.id)) = t.value
WHERE t.name = 'entry';

-- The entry that each speaker of a quote is, by the keys of the tables: the link of the annotation
-- that fills the role, or that of the longest linked annotation within the filler's words, the
-- quote's own annotator first (as `speakers_of` in annotator/core/model/entry.py has it).
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

-- A speaker of a quote a row.
CREATE VIEW quote_speakers AS
SELECT 'a-' || lower(hex(s.annotation)) AS quote, d.name AS document, s.speaker, s.entry,
       e.name AS entry_name, e.kind
FROM speaker_links AS s
JOIN documents AS d ON d.number = s.document
LEFT JOIN entries AS e ON 'x-' || lower(hex(e.id)) = s.entry;

DROP VIEW quotes;
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
