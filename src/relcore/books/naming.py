"""What the file of a fact type is called, and which known name a misspelt one is near to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches


def file_stem(type_name: str) -> str:
    """Give the file name, without suffix, of a fact type: its name as a plural in snake case.

    >>> [file_stem(name) for name in ("Customer", "RepAuthority", "IndustryHours", "Process")]
    ['customers', 'rep_authorities', 'industry_hours', 'processes']
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", type_name).lower()
    if re.search(r"[^aeiou]y$", words):
        return words[:-1] + "ies"
    if re.search(r"(ss|sh|ch|x|z)$", words):
        return words + "es"
    return words if words.endswith("s") else words + "s"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a hint that names the nearest known word, or the known words where they are few.

    >>> did_you_mean("acount", ["account", "sector"])
    "did you mean 'account'?"
    >>> did_you_mean("zzz", ["account", "sector"])
    'known: account, sector'
    """
    choices = sorted(set(known))
    lowered = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(word.casefold()[:100], list(lowered), n=1, cutoff=0.6)
    if near:
        return f"did you mean '{lowered[near[0]]}'?"
    shown = ", ".join(choices[:20])
    return f"known: {shown}{', ...' if len(choices) > 20 else ''}" if choices else ""
