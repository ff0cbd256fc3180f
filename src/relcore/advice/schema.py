"""The JSON Schema of advice, published beside this module as `schema.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from relcore.advice.model import Advice

SCHEMA_FILE = Path(__file__).with_name("schema.json")


def advice_schema() -> dict[str, Any]:
    """Give the schema of what `Advice` prints as JSON.

    >>> advice_schema()["title"]
    'Advice'
    """
    schema = Advice.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Give the text of `schema.json`."""
    return json.dumps(advice_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_schema() -> None:
    """Write `schema.json` anew."""
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
