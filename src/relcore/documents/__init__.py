"""Documents that people write for relcore: YAML as a plain tree of texts, with the place of every entry."""

from relcore.documents.yaml_tree import Document, Fault, Limits, Path, Scalar, Tree, parse

__all__ = ["Document", "Fault", "Limits", "Path", "Scalar", "Tree", "parse"]
