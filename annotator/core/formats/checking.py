"""Whether a value out of a JSON file has the shape that the format says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.core.errors import N_, InputError
from annotator.core.formats.shape import Shape

_SCALARS: dict[str, type] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "list": list,
}
_TYPE_NAMES = {
    str: N_("a string"),
    int: N_("an integer"),
    float: N_("a number"),
    bool: N_("true or false"),
    list: N_("a list"),
    dict: N_("an object"),
    type(None): "null",
}


class ObjectReader:
    """Takes objects of one shape apart.

    Most objects are just as we write them: that is one comparison of keys and one of types. The
    others are left to `check`, to find out what is wrong, or merely in another order.
    """

    def __init__(self, shape: dict[str, Shape], *, leave: tuple[str, ...] = ()) -> None:
        """`leave` names lists whose members are looked at by others, not here."""
        self._shape: dict[str, Shape] = {
            key: "list" if key in leave else inner for key, inner in shape.items()
        }
        self._keys = tuple(shape)
        self._types = tuple(
            _SCALARS[inner] if isinstance(inner, str) else list for inner in self._shape.values()
        )
        self._lists = tuple(
            i for i, inner in enumerate(self._shape.values()) if not isinstance(inner, str)
        )

    def values(
        self,
        value: Any,  # noqa: ANN401 - anything JSON can hold
        place: str,
        i: int | None = None,
    ) -> list[Any]:
        """The values in the order of the shape.

        `place` names the object in errors, with `i` where it is a member of a list.

        Raises:
            InputError: a key is missing or unknown, or a value has the wrong type.
        """
        if type(value) is dict and tuple(value) == self._keys:
            values = list(value.values())
            if tuple(map(type, values)) == self._types and not (
                self._lists and any(values[i] for i in self._lists)
            ):
                return values
        check(value, self._shape, place if i is None else f"{place}[{i}]")
        return [value[key] for key in self._keys]


def check(value: Any, shape: Shape, place: str) -> None:  # noqa: ANN401 - anything JSON can hold
    """Raise InputError, with the place, where `value` does not have the shape."""
    if isinstance(shape, str):
        found = type(value)
        if found is _SCALARS[shape] or (shape == "number" and found is int):
            return
        raise _wrong_type(place, _SCALARS[shape], value)
    if isinstance(shape, list):
        if type(value) is not list:
            raise _wrong_type(place, list, value)
        for i, each in enumerate(value):
            check(each, shape[0], f"{place}[{i}]")
        return
    if type(value) is not dict:
        raise _wrong_type(place, dict, value)
    _check_keys(value, shape, place)
    for key, inner in shape.items():
        check(value[key], inner, f"{place}.{key}" if place else key)


def _check_keys(value: dict[str, Any], shape: dict[str, Shape], place: str) -> None:
    missing = [key for key in shape if key not in value]
    if missing:
        raise InputError(
            N_("{place} lacks {keys}; every key must stand in every record."),
            place=place or "the record",
            keys=", ".join(f"“{key}”" for key in missing),
        )
    unknown = [key for key in value if key not in shape]
    if unknown:
        raise InputError(
            N_("{place} has {keys}, which the format does not know and an import would lose."),
            place=place or "the record",
            keys=", ".join(f"“{key}”" for key in unknown),
        )


def _wrong_type(place: str, wanted: type, value: object) -> InputError:
    return InputError(
        N_("{place} must be {wanted}, but it is {found}."),
        place=place or "the record",
        wanted=InputError(_TYPE_NAMES[wanted]),
        found=InputError(_TYPE_NAMES[type(value)]),
    )


def not_one_of(key: str, value: str, known: Iterable[str]) -> InputError:
    """The error for a value that is none of those that may stand there."""
    return InputError(
        N_("“{key}” must be one of {known}, not “{value}”."),
        key=key,
        value=value,
        known=", ".join(f"“{each}”" for each in known),
    )
