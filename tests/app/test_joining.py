from __future__ import annotations

from annotator.app import joining
from annotator.core.model import Annotation
from annotator.core.schema import read_schema_file
from tests.conftest import ROOT

SCHEMA = read_schema_file(ROOT / "seeds" / "schemas" / "news.toml")
RELATIONS = SCHEMA.layer("relation")


def annotation(label: str, layer: str = "entity") -> Annotation:
    return Annotation(f"a-{label}", "d-1", "a", layer, label)


def test_relations_that_fit_stand_first_and_the_others_say_that_they_do_not() -> None:
    layer = joining.offered(SCHEMA, RELATIONS, annotation("PERS"))
    names = [each.name.en for each in layer.labels]
    assert names[:4] == ["Same as", "Holds office", "Member of", "Located in"]
    assert names[4:] == ["Part of (does not fit)", "Causes (does not fit)"]
    assert layer.labels[-1].name.ar == "يسبب (لا يلائم)"
    assert {each.id for each in layer.labels} == {each.id for each in RELATIONS.labels}


def test_both_ends_count_where_both_are_known() -> None:
    layer = joining.offered(SCHEMA, RELATIONS, annotation("PERS"), annotation("OCC"))
    fitting = [each.id for each in layer.labels if "does not fit" not in each.name.en]
    assert fitting == ["same_as", "holds_office"]


def test_other_layers_are_offered_as_they_are() -> None:
    entities = SCHEMA.layer("entity")
    assert joining.offered(SCHEMA, entities, annotation("PERS")) is entities
    assert joining.offered(SCHEMA, RELATIONS, None) is RELATIONS
