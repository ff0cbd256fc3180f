"""Conclusions with their supports, in canonical order; proofs and comparison. Nothing here runs rules."""

from relcore.ledger.difference import Difference, compare
from relcore.ledger.ledger import GIVEN, Ledger, RawSupport, Ref, Shape, Support
from relcore.ledger.proof import Proof, prove
from relcore.ledger.rows import Row, in_order, named_row, order, plain, row_id

__all__ = [
    "GIVEN",
    "Difference",
    "Ledger",
    "Proof",
    "RawSupport",
    "Ref",
    "Row",
    "Shape",
    "Support",
    "compare",
    "in_order",
    "named_row",
    "order",
    "plain",
    "prove",
    "row_id",
]
