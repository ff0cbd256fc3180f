"""What a company writes down for itself outside Python: playbook files, and values of parameters."""

from relcore.playbooks.chosen import Chosen
from relcore.playbooks.effective import Effective
from relcore.playbooks.export import export_playbook
from relcore.playbooks.file import PlaybookFile, load_playbook, read_playbook
from relcore.playbooks.located import check_playbook, locate
from relcore.playbooks.settings import Settings, load_settings

__all__ = [
    "Chosen",
    "Effective",
    "PlaybookFile",
    "Settings",
    "check_playbook",
    "export_playbook",
    "load_playbook",
    "load_settings",
    "locate",
    "read_playbook",
]
