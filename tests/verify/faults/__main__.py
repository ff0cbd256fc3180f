"""Print which way of checking finds which fault: `python -m tests.verify.faults [--customers N]`."""

from __future__ import annotations

import argparse

from tests.verify.faults.corpus import FAULTS
from tests.verify.faults.report import Suite, report, table


def main() -> None:
    """Try every way on every fault; takes minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=300, help="customers in the suite")
    parser.add_argument("--examples", type=int, default=30, help="customers drawn for the laws")
    chosen = parser.parse_args()
    found = []
    for one in report(FAULTS, customers=chosen.customers, examples=chosen.examples):
        found.append(one)
    print(table(found))
    noticed, there_are = Suite(chosen.customers).mutants
    print(f"\nthe suite of {chosen.customers} customers notices {noticed} of {there_are} mutants")


if __name__ == "__main__":
    main()
