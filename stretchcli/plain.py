"""Values to plain data that JSON can hold, and back, by the type hints of their classes.

Named tuples and dataclasses become mappings, tuples lists. A new field of a class needs no change here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

T = TypeVar("T")

_Convert = Callable[[Any], Any]
_NUMBERS: Final = (int, float)  # a bool is an int


def to_plain(value: Any) -> Any:
    """The value as mappings, lists, texts, numbers, booleans and None."""
    if isinstance(value, str):
        return str(value)  # a subclass of str becomes a plain str
    if value is None or isinstance(value, _NUMBERS):
        return value
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    kind: Any = type(value)
    names = field_names(kind)
    if names is None:
        return [to_plain(item) for item in value]
    return {name: to_plain(getattr(value, name)) for name in names}


def from_plain(kind: type[T], plain: Any) -> T:
    """The value that ``to_plain`` made the plain data of. A field that has a default may be missing.

    Only the structure follows the hints; whether a value has the right type is for a separate check.

    Raises:
        KeyError, TypeError, AttributeError: the data has another form.
    """
    value: T = _converter(typing.cast(Any, kind))(plain)
    return value


@cache
def field_names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a named tuple or a dataclass; None where it is neither."""
    return getattr(kind, "_fields", None) or tuple(getattr(kind, "__dataclass_fields__", ())) or None


@cache
def _converter(kind: Any) -> _Convert:
    return _conversion(kind) or _as_it_is


def _as_it_is(plain: Any) -> Any:
    return plain


@cache
def _conversion(kind: Any) -> _Convert | None:
    """What makes a value of plain data; None where the data is the value already."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        items = [_conversion(argument) for argument in arguments if argument is not ...]
        if len(arguments) == 2 and arguments[1] is ... and (item := items[0]) is not None:
            return lambda plain: tuple([item(entry) for entry in plain])
        if any(items):
            return lambda plain: tuple(c(entry) if c else entry for c, entry in zip(items, plain, strict=True))
        return tuple
    if origin in (typing.Union, types.UnionType):
        found = next(filter(None, map(_conversion, arguments)), None)
        return found and (lambda plain: None if plain is None else found(plain))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        value = _converter(arguments[1])
        return lambda plain: {key: value(entry) for key, entry in plain.items()}
    if isinstance(kind, type) and field_names(kind):
        return _of_fields(kind)
    return None


def _of_fields(kind: Any) -> _Convert:
    hints = typing.get_type_hints(kind)
    found = ((name, _conversion(hints[name])) for name in field_names(kind) or ())
    converting = [(name, convert) for name, convert in found if convert is not None]

    def made(plain: Any) -> Any:
        values = {**plain}  # most fields need no conversion, and copying all of them is quick
        for name, convert in converting:
            if name in values:
                values[name] = convert(values[name])
        return kind(**values)

    return made
