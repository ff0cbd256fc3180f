"""Rules made fit to run: names bound, types checked, strata computed, meaning named by a digest."""

from relcore.program.compile import PASSES, check, compile_program, draft_program
from relcore.program.digest import digest_of, meaning
from relcore.program.overrides import PROTECTED
from relcore.program.program import Override, Program, Stratum
from relcore.program.strata import Read, dependencies, feeds, reads
from relcore.program.typing import Typing

__all__ = [
    "PASSES",
    "PROTECTED",
    "Override",
    "Program",
    "Read",
    "Stratum",
    "Typing",
    "check",
    "compile_program",
    "dependencies",
    "digest_of",
    "draft_program",
    "feeds",
    "meaning",
    "reads",
]
