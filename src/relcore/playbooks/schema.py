"""The JSON Schema of playbook files, for editors that complete and check while somebody writes."""

from __future__ import annotations

from typing import Any

from relcore.facts import ActionSpec, Layer
from relcore.playbooks.conclusions import FORMS, VERDICTS
from relcore.playbooks.shape import NAME, PlaybookShape

_CELL: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_ALL = (*FORMS, *VERDICTS, "conclude")
_MORE: dict[str, tuple[str, ...]] = {
    "replace": ("by", "amount"),
    "narrow": ("channel", "limit"),
    "defer": ("until",),
    "deny": (),
}


def playbook_schema() -> dict[str, Any]:
    """Give the schema of playbook files.

    >>> playbook_schema()["title"], playbook_schema()["required"]
    ('Playbook file', ['playbook'])
    """
    schema = PlaybookShape.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    one: dict[str, Any] = {"$ref": "#/$defs/Conclusion"}
    several: dict[str, Any] = {"type": "array", "items": one}
    parts["Conclusion"] = {"oneOf": [*map(_short, FORMS), *map(_verdict, VERDICTS), _in_full()]}
    for name in ("RuleShape", "GuardShape", "TableShape"):
        said = parts[name]["properties"]["then"]["description"]
        parts[name]["properties"]["then"] = {"description": said, "anyOf": [one, {**several, "minItems": 1}]}
    parts["GuardShape"]["properties"]["layer"]["enum"] = [name.lower() for name in Layer.__members__]
    action = ActionSpec.model_json_schema()
    for name in ("purpose", "beneficiary", "promise", "honesty", "channels"):
        values = action["$defs"][{"channels": "Channel"}.get(name, name.capitalize())]["enum"]
        shown = parts["ActionShape"]["properties"][name]
        member = {"type": "string", "enum": values}
        if name == "channels":
            shown["anyOf"] = [member, {"type": "array", "items": member}]
        else:
            shown["enum"] = values
    for part in (schema, *parts.values()):
        part.get("properties", {}).pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Playbook file",
        "properties": {**schema["properties"], "playbook": {"type": "string", "pattern": NAME}},
    }


def _short(form: str) -> dict[str, Any]:
    fact, named = FORMS[form]
    return {
        "type": "object",
        "description": f"Concludes {fact}; `{form}` gives its {named}, other entries its other fields.",
        "properties": {form: _CELL},
        "required": [form],
        "propertyNames": {
            "not": {"enum": [name for name in (*FORMS, *VERDICTS, "conclude") if name != form]}
        },
        "additionalProperties": _CELL,
    }


def _verdict(form: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": f"What a guard says of the candidate; `{form}` gives the reason.",
        "properties": dict.fromkeys((form, *_MORE[form]), _CELL),
        "required": [form, *(["by"] if form == "replace" else [])],
        "additionalProperties": False,
    }


def _in_full() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "Concludes a fact of any type; `with` holds its fields.",
        "properties": {
            "conclude": {"type": "string"},
            "with": {"type": "object", "additionalProperties": _CELL},
        },
        "required": ["conclude"],
        "additionalProperties": False,
    }
