"""What can be said of rules without running them on customers: findings, and proofs that advice is safe.

Everything rests on one translation of conditions into formulas for the solver z3 (the extra `verify`).
"""

from importlib.util import find_spec

from relcore.errors import MissingExtra

if find_spec("z3") is None:
    raise MissingExtra.need("verify", "static verification")
