"""Flat records: the facts of a session as the engine reads them, written by a generated function."""

from __future__ import annotations

from relcore.executors.durable.functions import Function
from relcore.executors.durable.patterns import IT, Property
from relcore.executors.durable.rulesets import RuleSet
from relcore.executors.durable.values import word
from relcore.ir import Kind
from relcore.program import Program, Typing


def records(program: Program, rules: RuleSet) -> Function:
    """Write the function that gives the batch of facts for a rule set as JSON.

    Its arguments are the facts by type, the number of the first fact of each type, and the day.
    """
    function = Function(program, "tables, starts, as_of")
    lines = function.lines
    lines.add("today = as_of.toordinal()")
    lines.add("batch = []")
    for fact, properties in sorted(rules.properties.items()):
        _Records(function, rules, fact).write(properties)
    lines.add("return '[' + ','.join(batch) + ']'")
    return function


class _Records:
    """Writes the loop over the facts of one type."""

    def __init__(self, function: Function, rules: RuleSet, fact: str) -> None:
        self.function = function
        self.rules = rules
        self.fact = fact
        self.typing = Typing(function.program.types, function.program.values)
        self.env = {IT: function.access(fact, "fact")}

    def write(self, properties: dict[Property, str]) -> None:
        """Write the loop: what is always there in one go, then what may be missing."""
        always, values, sometimes = [], ["number"], []
        for it, name in properties.items():
            if it.form == "true" or self.function.nullable(it.expr, self.env):
                sometimes.append((it, name))
            else:
                sign, value = self._written(it, self.function.value(it.expr, self.env))
                always.append(_entry(name, sign))
                values.append(value)
        one = ',"one":1' if self.fact in self.rules.padded else ""
        text = f'{{"id":"%d","t":"{word(self.fact)}"{one}{"".join(always)}'
        lines = self.function.lines
        table = self.function.table(self.fact)
        with lines.block(f"for number, fact in enumerate({table}, starts[{self.fact!r}]):"):
            lines.add(f"text = {text!r} % ({', '.join(values)},)")
            for it, name in sometimes:
                self._add(it, name)
            lines.add("batch.append(text + '}')")

    def _add(self, it: Property, name: str) -> None:
        lines = self.function.lines
        if it.form == "true":
            with lines.block(f"if {self.function.true(it.expr, self.env)}:"):
                lines.add(f"text += {_entry(name, '1')!r}")
        else:
            value = self.function.value(it.expr, self.env)
            sign, written = self._written(it, "known")
            with lines.block(f"if (known := {value}) is not None:"):
                lines.add(f"text += {_entry(name, sign)!r} % ({written},)")

    def _written(self, it: Property, value: str) -> tuple[str, str]:
        """Give a property's sign in the text and the Python expression that fills it in."""
        kind = self.typing.infer(it.expr, {IT: self.fact}).kind
        if it.form == "place":
            known = self.function.constants.keep(self.rules.places[self.fact, it], "places")
            number = self.function.name("n")
            return "%d", f"bisect_left({known}, {number} := {value}) + bisect_right({known}, {number})"
        if it.form == "today":
            return "%d", f"({value}).toordinal() - today"
        match kind:
            case Kind.TEXT:
                return '"%s"', f"word({value})"
            case Kind.DATE:
                return "%d", f"({value}).toordinal() + {it.shift}" if it.shift else f"({value}).toordinal()"
            case Kind.INSTANT:
                return "%d", f"ticks({value})"
            case Kind.INT:
                return "%d", f"{'strict' if (self.fact, it) in self.rules.joined else 'clamp'}({value})"
            case _:
                return "%d", value


def _entry(name: str, sign: str) -> str:
    return f',"{name}":{sign}'
