"""All laws, in the order in which they are tried."""

from __future__ import annotations

from relcore.testing.advice_laws import (
    no_principle_guard_is_bypassed,
    no_selling_without_consent,
    texts_render_in_both_languages,
    what_is_declared_monotone_is,
)
from relcore.testing.law import Law
from relcore.testing.ledger_laws import (
    every_conclusion_can_be_replayed,
    every_run_ends,
    executors_agree,
    order_never_matters,
    same_input_same_answer,
    saying_it_twice_adds_nothing,
)

LAWS: tuple[Law, ...] = (
    every_run_ends,
    order_never_matters,
    same_input_same_answer,
    saying_it_twice_adds_nothing,
    executors_agree,
    every_conclusion_can_be_replayed,
    no_principle_guard_is_bypassed,
    no_selling_without_consent,
    what_is_declared_monotone_is,
    texts_render_in_both_languages,
)
"""What must be true of any playbook."""
