-- Version 4: what lets a review queue find its next case without reading all annotations.

-- Documents come in their order, so an import writes each label's part of it at its end.
CREATE INDEX annotations_by_label ON annotations (label, document);

-- What few annotations are, and reviewers ask for.
CREATE INDEX annotations_judged ON annotations (review, document) WHERE review >= 2;
CREATE INDEX annotations_unsure ON annotations (document) WHERE confidence < 1.0;
