"""Relations: which of them may join two annotations, and turning one round."""

from __future__ import annotations

from dataclasses import replace

from annotator.app.session import Session
from annotator.core import commands
from annotator.core.model import Annotation, Change
from annotator.core.schema import Label, Layer, Names, Schema, may_fill

_LEFT_OUT = Names("{name} (لا يلائم)", "{name} (does not fit)")


def reverse(session: Session, relation: str) -> Change | None:
    """Let a relation of the current document run the other way."""
    return session.edit(commands.reverse_relation, relation)


def offered(
    schema: Schema, layer: Layer, source: Annotation | None, target: Annotation | None = None
) -> Layer:
    """A layer of relations as it is offered for some ends: the labels that fit stand first.

    The others can be chosen all the same; their names say that they do not fit. Other layers are
    offered as they are.
    """
    if layer.kind != "relation" or source is None:
        return layer
    fitting = [each for each in layer.labels if fits(schema, layer, each, source, target)]
    others = [_marked(each) for each in layer.labels if each not in fitting]
    return replace(layer, labels=(*fitting, *others))


def ends(session: Session, relation: Annotation) -> tuple[Annotation | None, Annotation | None]:
    """The annotations that a relation of the current document joins, from and to."""
    found = [session.annotation(each.target) for each in relation.arguments if each.target]
    found += [None, None]
    return found[0], found[1]


def fits(
    schema: Schema, layer: Layer, label: Label, source: Annotation, target: Annotation | None
) -> bool:
    """Whether a label of relations may run from one annotation to another (None: to any)."""
    roles = layer.roles_of(label.id)
    if len(roles) < 2 or not may_fill(schema, roles[0], source):
        return False
    return target is None or may_fill(schema, roles[1], target)


def _marked(label: Label) -> Label:
    name = Names(
        _LEFT_OUT.ar.format(name=label.name.text("ar")),
        _LEFT_OUT.en.format(name=label.name.text("en")),
    )
    return replace(label, name=name)
