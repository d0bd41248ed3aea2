-- The rows of a project as the first version of the program wrote them: two articles, four
-- annotations, and one that was deleted.
INSERT INTO "project" VALUES('created','1795898621');
INSERT INTO "project" VALUES('id','01a223e63cf770b894675f0cf4ca60c1');
INSERT INTO "project" VALUES('name','earlier');
INSERT INTO "project" VALUES('schema','1');
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
INSERT INTO "annotators" VALUES(1,'زيد');
INSERT INTO "annotators" VALUES(2,'سلمى');
INSERT INTO "labels" VALUES(1,'entity','GPE',1);
INSERT INTO "labels" VALUES(2,'entity','PERS',1);
INSERT INTO "labels" VALUES(3,'quote','direct',2);
INSERT INTO "documents" VALUES(1,X'01A223E63D0174A3BE5AC6EAC726A131','one','one','rtl','','','','','[]','in progress','','',39,'6c1830469e5c1e003bce48911053d0604d9e19cbb1031980b441eb95fe9d6dd7',3,1,X'AB1F4A8F814AA4B764F70DD5E8615546E1D0FA1F1E65BBD553A6F5EC53EF24AB');
INSERT INTO "documents" VALUES(2,X'01A223E63D0174A3BE5AC6EB20667E7B','two','two','rtl','','','','','[]','new','','',43,'a81c4d474be668c811f137736ddff05e15b3d694ed317c5fc26d1b8ce82bd305',1,0,X'AFFD8017AE4D43505BADA4F0BEDA3DFCE48ED33632564B2B6DAAC425AF3BB9D1');
INSERT INTO "texts" VALUES(1,'قال سيرجي لافروف في موسكو «لن نقبل هذا»');
INSERT INTO "texts" VALUES(2,'قال سيرجي لافروف في موسكو «لن نقبل هذا» أمس');
INSERT INTO "annotations" VALUES(1,X'01A223E63D0671BD857FCFE749D2D1A7',2,2,4,16,'سيرجي لافروف','',1.0,1,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D0870C3AFF02F78501EF857',2,3,27,38,'لن نقبل هذا','',1.0,0,'manual',0,1795898621,1795898621);
INSERT INTO "annotations" VALUES(1,X'01A223E63D0975F59EE17408E36DE215',2,3,27,29,'لن','',1.0,0,'manual',1,1795898621,1795898621);
INSERT INTO "annotations" VALUES(2,X'01A223E63D0174A3BE5AC6ECA08AE651',1,1,20,25,'موسكو','',0.35,0,'أَداة',0,1700000000,1700000000);
INSERT INTO "arguments" VALUES(1,X'01A223E63D0870C3AFF02F78501EF857',0,'speaker',X'01A223E63D0671BD857FCFE749D2D1A7',NULL,NULL,'');
INSERT INTO "attributes" VALUES(1,X'01A223E63D0870C3AFF02F78501EF857','polarity','negative');
INSERT INTO "changes" VALUES(1,X'01A223E63D0275B2804FACA3F3A88500','do','add_documents','سلمى',1795898621,'{"title":"one","count":"2"}',1,NULL,1,NULL,X'2540B278491760006FE9C1536121B28A87F4E298228A3AA40FEFC67735A1C4DA');
INSERT INTO "changes" VALUES(2,X'01A223E63D0774A38716B6C923A15ECD','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف"}',2,1,2,NULL,X'1279ABE93DCB448186577999AF9BC4F71DAC08333AA795321E8C83D6D0EBBA75');
INSERT INTO "changes" VALUES(3,X'01A223E63D0975F59EE1740781FFFEB2','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن نقبل هذا"}',3,2,3,NULL,X'7F3CCCAE61657F1665423CBB79981E6EE9141CBA368B3192B2E586B82000284F');
INSERT INTO "changes" VALUES(4,X'01A223E63D0A7740B326D72C66DC5B9C','do','annotate','سلمى',1795898621,'{"layer":"quote","label":"direct","text":"لن"}',4,3,4,NULL,X'F895A986E7D4BC3C77537A8C6A0C929DDE653F177B6401116B5C6860595A2517');
INSERT INTO "changes" VALUES(5,X'01A223E63D0B71179EDEBE6051332BD5','do','set_review','هند',1795898621,'{"layer":"entity","label":"PERS","text":"سيرجي لافروف","review":"accepted","count":"1"}',5,4,5,NULL,X'CA278D1F8B43B6048EEC2207A50E9134C37A13D4304E3695482A5C41A9556897');
INSERT INTO "changes" VALUES(6,X'01A223E63D0C768EB324BCE634E9AFC0','do','annotate','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو"}',6,5,6,NULL,X'AF420916A4E5BCC05C91C3D689CB573E45F338A73951BEBF82E2BBB52800B1BB');
INSERT INTO "changes" VALUES(7,X'01A223E63D0D7247ADD747F79435CB9D','do','delete','سلمى',1795898621,'{"layer":"entity","label":"GPE","text":"موسكو","count":"1"}',7,6,7,NULL,X'A5180E2AB071E0FF932BFE9B3A91432680FE2DE04DB7825D470C06948582EE6B');
INSERT INTO "changed_rows" VALUES(1,0,'document',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0174A3BE5AC6EAC726A131',NULL,'[1,"one","one","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(1,1,'document',X'01A223E63D0174A3BE5AC6EB20667E7B',X'01A223E63D0174A3BE5AC6EB20667E7B',NULL,'[2,"two","two","rtl","","","","",[],"new","",""]');
INSERT INTO "changed_rows" VALUES(2,0,'document',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0174A3BE5AC6EAC726A131','[1,"one","one","rtl","","","","",[],"new","",""]','[1,"one","one","rtl","","","","",[],"in progress","",""]');
INSERT INTO "changed_rows" VALUES(2,1,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0671BD857FCFE749D2D1A7',NULL,'["a-01a223e63d0671bd857fcfe749d2d1a7","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(3,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0870C3AFF02F78501EF857',NULL,'["a-01a223e63d0870c3aff02f78501ef857","سلمى","quote","direct",[[27,38]],[["speaker","a-01a223e63d0671bd857fcfe749d2d1a7"]],[["polarity","negative"]],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(4,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0975F59EE17408E36DE215',NULL,'["a-01a223e63d0975f59ee17408e36de215","سلمى","quote","direct",[[27,29]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(5,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0671BD857FCFE749D2D1A7','["a-01a223e63d0671bd857fcfe749d2d1a7","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]','["a-01a223e63d0671bd857fcfe749d2d1a7","سلمى","entity","PERS",[[4,16]],[],[],"",1.0,"accepted","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(6,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0C768EB324BCE59CB7A0C6',NULL,'["a-01a223e63d0c768eb324bce59cb7a0c6","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]');
INSERT INTO "changed_rows" VALUES(7,0,'annotation',X'01A223E63D0174A3BE5AC6EAC726A131',X'01A223E63D0C768EB324BCE59CB7A0C6','["a-01a223e63d0c768eb324bce59cb7a0c6","سلمى","entity","GPE",[[20,25]],[],[],"",1.0,"unreviewed","manual",1795898621,1795898621]',NULL);
