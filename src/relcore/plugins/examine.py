"""What is looked at when rules join the built-in ones: that limits hold, that nothing old is unsettled."""

from __future__ import annotations

from collections.abc import Sequence

from relcore.errors import Diagnostic
from relcore.ir import RuleSet
from relcore.plugins.clashes import clashes
from relcore.plugins.limits import limits, misleading, specs_of

OWN = "relcore"
"""Distribution of the built-in playbook."""


def examine(rulesets: Sequence[RuleSet], files: Sequence[RuleSet] = ()) -> tuple[Diagnostic, ...]:
    """Look at the rule sets that plug-ins and playbook files add to the built-in playbook.

    `files` are those among them that come from playbook files. Where the built-in playbook is not among the
    rule sets, there is nothing to hold to. Of a playbook that an application gives in Python only the words
    about actions are looked at (RC619); the rest the guards judge when it runs. What is found of the others:
    limits that are broken (RC614 to RC619) and contradictions (RC630, RC631).
    """
    base = [ruleset for ruleset in rulesets if ruleset.distribution == OWN]
    of_files = set(map(id, files))
    added = [one for one in rulesets if one.distribution not in ("", OWN) or id(one) in of_files]
    given = [one for one in rulesets if not one.distribution and id(one) not in of_files]
    if not base or not (added or given):
        return ()
    specs = {**specs_of(rulesets), **specs_of(base)}
    found = [diagnostic for one in given for diagnostic in misleading(one, specs)]
    if added:
        found += [*limits(base, added, specs), *clashes(base, added, specs)]
    return tuple(dict.fromkeys(found))
