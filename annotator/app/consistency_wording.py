"""What the findings of the consistency board and their remedies are called."""

from __future__ import annotations

from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.errors import N_
from annotator.core.model import flat
from annotator.core.review.consistency import Finding, FindingKind, Remedy, Severity
from annotator.core.schema import Schema

KIND_NAMES: dict[FindingKind, str] = {
    "label": N_("Labelled differently"),
    "unlabelled": N_("Labelled here, not there"),
    "edge": N_("Different edges"),
    "link": N_("Linked to several entries"),
    "role": N_("Empty roles"),
    "blank": N_("Only spaces and marks"),
    "margin": N_("Loose space or mark"),
    "bracket": N_("Half a pair of marks"),
    "crossing": N_("Crossing"),
    "duplicate": N_("The same twice"),
    "schema": N_("Not in the schema"),
}

SEVERITY_NAMES: dict[Severity, str] = {
    "error": N_("breaks a rule"),
    "warning": N_("likely a mistake"),
    "hint": N_("worth a look"),
}


def kind_name(kind: FindingKind) -> str:
    """How a kind of finding is called."""
    return _(KIND_NAMES[kind])


def severity_name(severity: Severity) -> str:
    """How heavy a finding is, in words."""
    return _(SEVERITY_NAMES[severity])


def places_text(finding: Finding) -> str:
    """How many places a finding has."""
    count = len(finding.places) + finding.left_out
    return ngettext("{count} place", "{count} places", count).format(count=number(count))


def label_name(schema: Schema | None, layer: str, label: str) -> str:
    """The name of a label; its code where the schema has none."""
    found = schema.resolve(layer, label) if schema else None
    return found.name.text(language()) if found else label


def finding_title(finding: Finding, schema: Schema | None) -> str:
    """What a finding is about, in one line."""
    quoted = isolate(f"«{_short(finding.text)}»") if finding.text else ""
    kind = finding.kind
    if kind in ("label", "unlabelled", "link"):
        names = [
            each if kind == "link" else label_name(schema, finding.layer, each)
            for each in finding.variants
        ]
        counted = " · ".join(
            f"{isolate(name)} {number(count)}"
            for name, count in zip(names, finding.counts, strict=True)
        )
        return f"{quoted} {counted}"
    if kind == "edge":
        return " / ".join(isolate(f"«{_short(each)}»") for each in finding.variants)
    if kind == "role":
        return _role_title(finding, schema)
    if kind == "crossing":
        names = [isolate(label_name(schema, finding.layer, each)) for each in finding.variants]
        return f"{quoted} {' × '.join(names)}"
    if kind == "schema":
        return _schema_title(finding, schema)
    if kind == "duplicate":
        return isolate(label_name(schema, finding.layer, finding.label))
    return isolate(layer_name(schema, finding.layer))


def _role_title(finding: Finding, schema: Schema | None) -> str:
    label = label_name(schema, finding.layer, finding.label)
    role = role_name(schema, finding.layer, finding.label, finding.variants[0])
    if finding.severity == "error":
        return _("{label}: “{role}” is missing").format(label=isolate(label), role=isolate(role))
    filled, count = finding.counts
    return _("{label}: “{role}” is missing, {filled} of {count} have it").format(
        label=isolate(label), role=isolate(role), filled=number(filled), count=number(count)
    )


def _schema_title(finding: Finding, schema: Schema | None) -> str:
    if not finding.variants:
        layer = layer_name(schema, finding.layer)
        return _("The label “{label}” ({layer})").format(
            label=isolate(finding.label), layer=isolate(layer)
        )
    label = label_name(schema, finding.layer, finding.label)
    name, value = finding.variants
    return f"{isolate(label)}: {isolate(name)} = {isolate(value)}"


def layer_name(schema: Schema | None, layer: str) -> str:
    """The name of a layer; its id where the schema has none."""
    found = schema.find_layer(layer) if schema else None
    return found.name.text(language()) if found else layer


def role_name(schema: Schema | None, layer: str, label: str, role: str) -> str:
    """The name of a role; its id where the schema has none."""
    found = schema.find_layer(layer) if schema else None
    known = found.role(label, role) if found else None
    return known.name.text(language()) if known else role


def remedy_text(remedy: Remedy, finding: Finding, schema: Schema | None) -> str:
    """What a remedy does, as the words of its button."""
    name = isolate(label_name(schema, remedy.layer, remedy.label)) if remedy.label else ""
    text = isolate(f"«{_short(remedy.text)}»") if remedy.text else ""
    if remedy.kind == "relabel":
        return _("All as {label}").format(label=name)
    if remedy.kind == "tag":
        return _("Tag as {label}").format(label=name)
    if remedy.kind == "move":
        return _("Cover {text}").format(text=text) if text else _move_text(finding)
    if remedy.kind == "link":
        return _("Link all to {name}").format(name=text)
    if remedy.kind == "attribute":
        return _attribute_text(remedy, finding, schema)
    if remedy.kind == "delete":
        return _("Delete {text}").format(text=text) if text else _("Delete")
    return _("Question") if remedy.kind == "question" else _("It is right so")


def _move_text(finding: Finding) -> str:
    return _("Take the other half in") if finding.kind == "bracket" else _("Leave it out")


def _attribute_text(remedy: Remedy, finding: Finding, schema: Schema | None) -> str:
    layer = schema.find_layer(remedy.layer) if schema else None
    known = layer.attribute(finding.label, remedy.name) if layer else None
    name = known.name.text(language()) if known else remedy.name
    if not remedy.value:
        return _("Take “{name}” away").format(name=isolate(name))
    value = remedy.value
    if known and value in known.values and known.value_names:
        value = known.value_names[known.values.index(value)].text(language()) or value
    return f"{isolate(name)}: {isolate(value)}"


def _short(text: str) -> str:
    whole = flat(text)
    return whole if len(whole) <= 40 else f"{whole[:39]}…"
