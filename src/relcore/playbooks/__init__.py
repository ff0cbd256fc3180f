"""What a company writes down for itself: playbook files, values of parameters, playbooks by name."""

from relcore.playbooks.chosen import Chosen
from relcore.playbooks.effective import Effective
from relcore.playbooks.export import export_playbook
from relcore.playbooks.file import PlaybookFile, load_playbook, read_playbook
from relcore.playbooks.located import check_playbook, locate
from relcore.playbooks.named import module_named, ruleset_named
from relcore.playbooks.schema import playbook_schema
from relcore.playbooks.settings import Settings, load_settings
from relcore.playbooks.store import Event, PlaybookStore

__all__ = [
    "Chosen",
    "Effective",
    "Event",
    "PlaybookFile",
    "PlaybookStore",
    "Settings",
    "check_playbook",
    "export_playbook",
    "load_playbook",
    "load_settings",
    "locate",
    "module_named",
    "playbook_schema",
    "read_playbook",
    "ruleset_named",
]
