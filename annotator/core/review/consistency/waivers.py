"""What somebody has said to be right as it is; kept as a page of the project, in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from annotator.core.errors import N_, InputError
from annotator.core.review.consistency.findings import Finding, FoundPlace, Remedy, Step
from annotator.core.review.consistency.registry import FINDER
from annotator.core.schema.toml_writing import write_value

_HEAD = "# What the consistency board found and somebody said to be right as it is.\n"

Group = tuple[str, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Waivers:
    """`groups` are whole findings (kind, key, variants); `places` are a kind with a place's key."""

    groups: frozenset[Group] = frozenset()
    places: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def read(cls, page: str) -> Self:
        """Read the page of a project; the empty one says nothing.

        Raises:
            InputError: it is no TOML, or not as this program writes it.
        """
        try:
            found = tomllib.loads(page).get("right", [])
            rows: list[dict[str, Any]] = list(found)
            groups = frozenset(
                (str(each["kind"]), str(each["key"]), frozenset(map(str, each["variants"])))
                for each in rows
                if "key" in each
            )
            places = frozenset(
                (str(each["kind"]), str(place))
                for each in rows
                if "places" in each
                for place in each["places"]
            )
        except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                N_(
                    "The page “consistency” of the project cannot be read ({reason}). "
                    "Undo what changed it last."
                ),
                reason=str(error),
            ) from error
        return cls(groups, places)

    def written(self) -> str:
        """The page that says so; empty where there is nothing to say."""
        blocks = [
            f'[[right]]\nkind = "{kind}"\nkey = {write_value(key)}\n'
            f"variants = {write_value(sorted(variants))}\n"
            for kind, key, variants in sorted(
                self.groups, key=lambda each: (each[0], each[1], sorted(each[2]))
            )
        ]
        for kind in sorted({kind for kind, _ in self.places}):
            lines = "".join(
                f"    {write_value(place)},\n" for of, place in sorted(self.places) if of == kind
            )
            blocks.append(f'[[right]]\nkind = "{kind}"\nplaces = [\n{lines}]\n')
        return "\n".join([_HEAD, *blocks]) if blocks else ""

    def with_finding(self, finding: Finding, chosen: Collection[int]) -> Self:
        """A copy by which these places of a finding are right; the group, where all of it is."""
        whole = len(set(chosen)) == len(finding.places) and not finding.left_out
        if whole and FINDER[finding.kind].waived == "group":
            group = finding.kind, finding.key, frozenset(finding.variants)
            return replace(self, groups=self.groups | {group})
        more = {(finding.kind, finding.places[n].key) for n in chosen}
        return replace(self, places=self.places | more)

    def cover(self, finding: Finding) -> bool:
        """Whether the whole group is right, and nothing has come to it since."""
        found = frozenset(finding.variants)
        return any(
            (kind, key) == (finding.kind, finding.key) and found <= variants
            for kind, key, variants in self.groups
        )

    def of_kind(self, kind: str) -> frozenset[str]:
        """The keys of the places that are right for a kind of finding."""
        return frozenset(place for of, place in self.places if of == kind)


def keep_places(finding: Finding, kept: Iterable[int]) -> Finding | None:
    """A finding with some of its places only; None with none."""
    numbers = {old: new for new, old in enumerate(sorted(kept))}
    if not numbers:
        return None
    if len(numbers) == len(finding.places):
        return finding
    places: tuple[FoundPlace, ...] = tuple(finding.places[old] for old in numbers)
    remedies: list[Remedy] = []
    for each in finding.remedies:
        steps = tuple(
            Step(numbers[step.place], step.spans) for step in each.steps if step.place in numbers
        )
        if steps:
            remedies.append(replace(each, steps=steps))
    return replace(finding, places=places, remedies=tuple(remedies))
