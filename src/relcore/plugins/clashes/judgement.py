"""Clashes about judgement: what a type, a number or a gap in the sources is worth."""

from __future__ import annotations

from collections.abc import Iterator

from relcore.errors import Place
from relcore.facts import Archetype, Axis, Channel, Promise
from relcore.ir import Const, Known, Not, conjuncts
from relcore.plugins.clashes.interest import Clash
from relcore.plugins.clashes.reading import Added, Reading, allowed
from relcore.program.draft import place_of

_TOLD_NUMBERS = ("wom.dissatisfied_affected", "complaint.silent_multiplier")
_GAPS = frozenset({"S1.J4.ctx.1", "S2.N5.ctx.1"})
_CHANNELS = {
    Channel.PHONE: "S1.J0-phone",
    Channel.EMAIL: "S1.J1-email",
    Channel.SMS: "S1.J2-sms",
    Channel.MAIL: "S1.J3-mail",
}
_SURENESS = ("archetype.margin_points", "archetype.minimum_points")


def puts_price_first(added: Added) -> Iterator[Clash]:
    """C17: a price for somebody whose type is not known, or a type that is settled on too little."""
    for reading in added.readings:
        for act in reading.acts:
            if act.tells("promise") == Promise.PRICE and _of_unknown_type(reading):
                yield place_of(reading.rule), f"it proposes '{act.spec.name}' where no type is known yet"
    for name in _SURENESS:
        for new, old in added.replaced(name):
            if new.default < old.default:  # type: ignore[operator]
                yield (
                    Place(subject=f"parameter {name}"),
                    f"{new.default} points instead of {old.default} settle a type on too little",
                )


def decides_by_told_numbers(added: Added) -> Iterator[Clash]:
    """C18: a rule that decides by numbers that are told without proof, or makes one of the other."""
    for reading in added.readings:
        for name in sorted(reading.parameters & {*_TOLD_NUMBERS}):
            yield place_of(reading.rule), f"it decides by '{name}', which is no evidence"
    values = {one.name: one.default for name in _TOLD_NUMBERS for one, _ in added.replaced(name)}
    for name, other in (_TOLD_NUMBERS, _TOLD_NUMBERS[::-1]):
        if name not in values or other not in added.originals:
            continue
        if values[name] == values.get(other, added.originals[other].default):
            yield Place(subject=f"parameter {name}"), f"it takes '{name}' and '{other}' for one number"


def suspects_without_grounds(added: Added) -> Iterator[Clash]:
    """C19: a reason for care that rests on no observation, or never runs out."""
    for reading in added.readings:
        for head in reading.rule.heads:
            said = dict(head.fields)
            if said.get("value") is None or _constant(said["value"]) != Archetype.DIFFICULT:
                continue
            if head.fact == "Evidence" and "Cue" not in reading.facts:
                yield place_of(reading.rule), "it gives reason for care without an observation"
            if head.fact == "Assessment" and _constant(said.get("expires"), "") is None:
                yield place_of(reading.rule), "it gives reason for care that never runs out"


def cites_what_is_not_told(added: Added) -> Iterator[Clash]:
    """C22: a source given for what the sources only announce, or for a channel of our own."""
    for reading in added.readings:
        for cite in sorted({*reading.rule.cites} & _GAPS):
            yield place_of(reading.rule), f"it cites {cite}, where the sources say nothing"
        for act in reading.acts:
            channel = act.tells("channel") if "channel" in act.said else None
            of_others = [
                cite
                for cite in reading.rule.cites
                for known, item in _CHANNELS.items()
                if cite == f"{item}.class" and channel not in (None, known)
            ]
            for cite in of_others:
                yield place_of(reading.rule), f"it cites {cite} for the channel '{channel}'"


def _of_unknown_type(reading: Reading) -> bool:
    """Whether a rule asks for an assessment of the type that has no value."""
    for bind in reading.rule.binds:
        if bind.fact != "Assessment":
            continue
        axes = allowed(bind.var, "axis", reading.rule.where)
        for condition in reading.rule.where:
            for part in conjuncts(condition):
                unknown = isinstance(part, Not) and isinstance(part.item, Known)
                if unknown and axes is not None and set(axes) == {str(Axis.ARCHETYPE)}:
                    return True
    return False


def _constant(expr: object, default: object = None) -> object:
    """Give the value of a constant; `default` for anything else that is given, None where nothing is."""
    if expr is None:
        return None
    return expr.value if isinstance(expr, Const) else (default if default is not None else expr)
