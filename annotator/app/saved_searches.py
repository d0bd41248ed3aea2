"""Searches that the annotator has given a name, kept among the settings."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.app.settings import Settings

_SETTING = "search.saved"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    name: str
    query: str


def saved_searches(settings: Settings) -> list[SavedSearch]:
    """The saved searches, in the order of their names."""
    found = []
    for entry in settings.texts(_SETTING):
        name, tab, query = entry.partition("\t")
        if tab:
            found.append(SavedSearch(name, query))
    return sorted(found, key=lambda each: each.name)


def save_search(settings: Settings, name: str, query: str) -> None:
    """Keep a query under a name, in the place of one that had it."""
    name = " ".join(name.split())
    others = [each for each in saved_searches(settings) if each.name != name]
    _keep(settings, [SavedSearch(name, query), *others])


def forget_search(settings: Settings, name: str) -> None:
    """Keep the search of this name no longer."""
    _keep(settings, [each for each in saved_searches(settings) if each.name != name])


def _keep(settings: Settings, searches: list[SavedSearch]) -> None:
    settings.set(_SETTING, [f"{each.name}\t{each.query}" for each in searches])
