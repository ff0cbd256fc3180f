"""The public names of relcore, and nothing else."""

__version__ = "0.1.0"

__all__ = ["__version__"]
