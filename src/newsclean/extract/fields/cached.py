"""Properties computed once for each object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class cached_property(Generic[T]):  # noqa: N801 - takes the place of that of functools
    """A property computed when it is first asked for, and kept in the object.

    As `functools.cached_property`, which up to Python 3.11 takes a lock for each value, of no use
    to what one thread alone reads, and twice the time.

    >>> class Page:
    ...     @cached_property
    ...     def size(self) -> int:
    ...         print("asked once")
    ...         return 3
    >>> page = Page()
    >>> page.size + page.size
    asked once
    6
    """

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read = read
        self._name = ""
        self.__doc__ = read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> Self | T:
        """Compute and keep the value: from then on it is found before this is asked."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._read(instance)
        return value
