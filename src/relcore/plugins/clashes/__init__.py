"""The 25 contradictions of the sources, looked for in whatever is added to the built-in playbook."""

from relcore.plugins.clashes.registry import CHECKS, Check, clashes, is_open_to_choice

__all__ = ["CHECKS", "Check", "clashes", "is_open_to_choice"]
