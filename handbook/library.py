"""The public names of the package -> a page, from their signatures and docstrings."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Iterator
from typing import Any

import msgspec

import newsclean
from handbook.tables import cell, table
from newsclean import errors
from newsclean._lazy import HOMES

_HEAD = """# Library

Made from signatures and docstrings when the site is built. All names are those of `newsclean`
itself; what is not here is not public and may change in any version, but for `SiteRule`, which
`ExtractOptions.rules` takes: `from newsclean.options import SiteRule`.

"""
_GROUPS = ("Functions", "Results", "Options", "Errors")


def library_page() -> str:
    """Return the reference of all public names as Markdown."""
    names = {name: getattr(newsclean, name) for name in public_names()}
    parts = [_HEAD]
    for group in _GROUPS:
        parts.append(f"## {group}\n")
        if group == "Errors":
            parts.append(_prose(errors))
        parts += [_entry(name, it) for name, it in names.items() if _group(it) == group]
    return "\n".join(parts)


def public_names() -> list[str]:
    """Return what `newsclean` offers: its lazy functions and the classes that it imports."""
    classes = [name for name, it in vars(newsclean).items() if inspect.isclass(it)]
    return sorted({*classes, *HOMES})


def _group(it: object) -> str:
    if not inspect.isclass(it):
        return "Functions"
    if issubclass(it, Exception | enum.Enum):
        return "Errors"
    return "Options" if it.__module__ == "newsclean.options" else "Results"


def _entry(name: str, it: Any) -> str:
    title = f"### {name}\n"
    if not inspect.isclass(it):
        return f"{title}\n```python\n{name}{_signature(it)}\n```\n\n{_prose(it)}"
    if issubclass(it, enum.Enum):
        return f"{title}\n{_prose(it)}\n{_members(it)}\n{_methods(it)}"
    if issubclass(it, msgspec.Struct):
        return f"{title}\n{_prose(it)}\n{_fields(it)}\n{_methods(it)}"
    return f"{title}\n{_prose(it)}"


def _signature(function: Any) -> str:
    """Return a signature as it is written; defaults that are objects by their type."""
    signature = inspect.signature(function)
    given = [
        f"{p.name}: {p.annotation}" + ("" if p.default is p.empty else f" = {_default(p.default)}")
        for p in signature.parameters.values()
        if p.name != "self"
    ]
    lines = f"({', '.join(given)})"
    if len(lines) > 60:
        lines = "(\n    " + ",\n    ".join(given) + ",\n)"
    return f"{lines} -> {signature.return_annotation}"


def _default(value: object) -> str:
    """Return a default as code; of a record with all its defaults only the name."""
    if isinstance(value, msgspec.Struct) and value == type(value)():
        return f"{type(value).__name__}()"
    return repr(value)


def _prose(it: object) -> str:
    return (inspect.getdoc(it) or "") + "\n"


def _fields(record: type[msgspec.Struct]) -> str:
    written = _annotations(record)
    rows = [
        (f"`{field.name}`", f"`{cell(written[field.name])}`", _standard(field))
        for field in msgspec.structs.fields(record)
    ]
    return table(("field", "type", "default"), rows)


def _annotations(record: type) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        found |= {k: str(v) for k, v in vars(base).get("__annotations__", {}).items()}
    return found


def _standard(field: msgspec.structs.FieldInfo) -> str:
    if field.default_factory is not msgspec.NODEFAULT:
        return f"`{_default(field.default_factory())}`"
    return "" if field.default is msgspec.NODEFAULT else f"`{cell(_default(field.default))}`"


def _members(it: type[enum.Enum]) -> str:
    if it is not errors.Reason:
        return table(("name", "value"), [(f"`{m.name}`", f"`{m.value}`") for m in it])
    rows = [(f"`{m.name}`", f"`{m.value}`", f"`{m.category}`") for m in errors.Reason]
    return table(("name", "value", "category"), rows)


def _methods(it: type) -> str:
    return "\n".join(_described(it))


def _described(it: type) -> Iterator[str]:
    for name, member in vars(it).items():
        if name.startswith("_") or not inspect.getdoc(member):
            continue
        if isinstance(member, property):
            yield f"`.{name}`: {cell(inspect.getdoc(member) or '')}\n"
        elif inspect.isfunction(member):
            yield f"`.{name}{_signature(member)}`: {cell(inspect.getdoc(member) or '')}\n"
