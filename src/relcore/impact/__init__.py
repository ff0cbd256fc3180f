"""What a change of playbooks does to advice: for the same facts and day, who hears what else, and why."""

from relcore.impact.compare import impact
from relcore.impact.model import Change, Group, Impact
from relcore.impact.tell import as_markdown, as_text

__all__ = ["Change", "Group", "Impact", "as_markdown", "as_text", "impact"]
