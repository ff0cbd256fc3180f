"""From the tree of a playbook file to its shape, with everything that is wrong with the entries."""

from __future__ import annotations

import copy
import typing
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from relcore.documents import Path
from relcore.playbooks.expression import suggest
from relcore.playbooks.places import Complaints
from relcore.playbooks.shape import PlaybookShape

_SHAPES = {
    "dict_type": "entries, one 'name: value' a line",
    "model_type": "entries, one 'name: value' a line",
    "list_type": "a list, such as [a, b]",
    "string_type": "a single value",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}


def read_shape(complaints: Complaints) -> PlaybookShape | None:
    """Give the shape of the file without the entries that are wrong; nothing where no shape is left."""
    tree = complaints.document.tree
    if not isinstance(tree, dict):
        hint = "begin with 'playbook: NAME' and 'rules:'"
        complaints.add("RC642", "the file is no list of entries", (), hint)
        return None
    tree = {key: value for key, value in tree.items() if value is not None}
    # First without what is wrong, then without all around it; what is missing then is no fault of its own.
    for attempt in range(3):
        try:
            return PlaybookShape.model_validate(tree)
        except ValidationError as error:
            tree = copy.deepcopy(tree)
            for detail in error.errors(include_url=False):
                if not attempt:
                    _complain(detail, complaints)
                path = _real(detail["loc"], tree)
                if attempt or detail["type"] != "extra_forbidden" or not _take_out_entry(tree, path):
                    _take_out(tree, path)
    return None


def _take_out_entry(tree: Any, path: Path) -> bool:
    """Leave out what is wrong and nothing else, where it stands among entries."""
    for step in path[:-1]:
        tree = tree[step]
    return isinstance(tree, dict) and tree.pop(path[-1], None) is not None


def _take_out(tree: dict[str, Any], path: Path) -> None:
    """Leave out the entry around what is wrong: a whole rule, say, or an entry of the file itself."""
    section = tree.get(str(path[0])) if path else None
    if isinstance(section, dict) and len(path) > 1 and path[0] != "effective":
        section.pop(path[1], None)
    elif path and path[0] != "playbook":
        tree.pop(str(path[0]), None)


def _complain(error: ErrorDetails, complaints: Complaints) -> None:
    path = _real(error["loc"], complaints.document.tree)
    name = str(error["loc"][-1]) if error["loc"] else ""
    entry = ".".join(str(part) for part in path)[:200] or "the file"
    kind = error["type"]
    if kind == "extra_forbidden":
        keys = keys_at(path[:-1])
        hint = suggest(name, keys, "there are: " + ", ".join(keys))
        complaints.add("RC642", f"there is no entry '{name[:100]}' here", path, hint)
    elif kind == "missing":
        complaints.add("RC642", f"{entry} is missing", path, f"write '{name}: ...'")
    elif kind == "literal_error":
        wanted = str(error.get("ctx", {}).get("expected", ""))
        complaints.add("RC642", f"'{str(error['input'])[:50]}' is no {name}", path, f"write {wanted}")
    elif kind == "string_pattern_mismatch":
        hint = "use small letters, digits and _, a letter first; parts may be joined by a dot"
        complaints.add("RC642", f"'{str(error['input'])[:50]}' is no name", path, hint)
    elif kind in _SHAPES:
        complaints.add("RC642", f"{entry} has the wrong shape", path, f"give {_SHAPES[kind]}")
    else:
        complaints.add("RC642", f"{entry}: {error['msg'][:200]}", path, "see the reference of playbook files")


def _real(path: Path, tree: Any) -> Path:
    """Keep of a path what leads through the tree; pydantic adds names of types, and lists of one."""
    kept: list[str | int] = []
    for number, step in enumerate(path):
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
            kept.append(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
            kept.append(step)
        elif isinstance(tree, dict) and number == len(path) - 1:
            kept.append(step)
    return tuple(kept)


def keys_at(path: Path) -> list[str]:
    """Give the entries that a file may have at a place."""
    kind: Any = PlaybookShape
    for step in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            known = {info.alias or name: info.annotation for name, info in kind.model_fields.items()}
            kind = known.get(str(step))
        else:
            kind = typing.get_args(kind)[-1] if typing.get_args(kind) else None
        options = [
            one for one in typing.get_args(kind) if isinstance(one, type) and issubclass(one, BaseModel)
        ]
        if options and typing.get_origin(kind) is not dict:
            kind = options[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [info.alias or name for name, info in kind.model_fields.items()]
    return []
