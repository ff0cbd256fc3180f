"""What a company writes down for itself outside Python: the values of its parameters."""

from relcore.playbooks.settings import Settings, load_settings

__all__ = ["Settings", "load_settings"]
