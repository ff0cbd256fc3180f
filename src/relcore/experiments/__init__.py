"""Playbook experiments: who gets which playbook, what came of it, and what may be said of the difference."""
