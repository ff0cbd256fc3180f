"""relcore's own plug-in: its playbook, words, executors and commands come in as everybody's do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from relcore.lang import Playbook
from relcore.plugins.bring import loaded
from relcore.plugins.markers import API_VERSION, hookimpl
from relcore.rules import WORDS, builtin


class BuiltIn:
    """What relcore brings itself."""

    relcore_api = API_VERSION
    relcore_name = "relcore"
    relcore_version: str = loaded("relcore:__version__")

    @hookimpl
    def relcore_playbooks(self) -> Iterable[Playbook]:
        """Give the built-in playbook."""
        return [builtin(self.relcore_version)]

    @hookimpl
    def relcore_words(self) -> Iterable[Path]:
        """Give its messages."""
        return [WORDS]

    @hookimpl
    def relcore_executors(self) -> Mapping[str, str]:
        """Say where each executor is; it is loaded when it is chosen."""
        return {
            "compiled": "relcore.executors.compiled:CompiledExecutor",
            "durable": "relcore.executors.durable:DurableExecutor",
            "reference": "relcore.executors.reference:ReferenceExecutor",
            "sql": "relcore.executors.sql:SqlExecutor",
        }
