"""Messages of the example playbook, compiled once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from relcore.advice import Catalogue
from scripts.compile_words import write
from tests.advice.harbour import WORDS


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Give the example's words in both languages."""
    folder: Path = tmp_path_factory.mktemp("words") / "locale"
    shutil.copytree(WORDS, folder)
    write(folder)
    return Catalogue(folder)
