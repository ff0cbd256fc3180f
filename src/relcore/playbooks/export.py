"""Playbooks written as files: any rule set, also one written in Python, as YAML that means the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from relcore.errors import Place, RuleError
from relcore.facts import BUILTIN_ACTION_SPECS, ActionSpec, Layer
from relcore.ir import ActionDecl, Aggregate, Exists, Parameter, Rule, RuleSet, Scalar, walk
from relcore.ir import Const as Constant
from relcore.lang import declaration
from relcore.playbooks.conclusion_text import Concluded
from relcore.playbooks.conclusions import CANDIDATE
from relcore.playbooks.expression_text import Speller, literal, names_for
from relcore.playbooks.kind_text import enumeration_nodes, fact_node
from relcore.playbooks.vocabulary import Vocabulary, vocabulary
from relcore.playbooks.yaml_text import Flow, Node, Raw, write

_LAYERS = {str(layer): name.lower() for name, layer in Layer.__members__.items()}


def export_playbook(
    ruleset: RuleSet, *, words: Mapping[str, Mapping[str, str]] | None = None, about: str = ""
) -> str:
    """Write a rule set as a playbook file, `words` (language → id → text) with it.

    Reading the file gives a rule set with the same digest of meaning. Raises `RuleError` (RC648) for what no
    file can say, such as a guard that judges no recommendation.
    """
    own, all_words = vocabulary(), vocabulary([ruleset])
    brought = [fact for fact in ruleset.types if own.types.get(fact.name) != fact]
    named = {name for rule in ruleset.rules for name in _named(rule)}
    used = [fact.name for fact in ruleset.types if fact not in brought and fact.name not in named]
    writer = _Writer(ruleset, all_words)
    tree: dict[str, Node] = {"playbook": ruleset.name}
    if ruleset.version:
        tree["version"] = Raw(literal(Constant(ruleset.version)))
    sections: dict[str, Node] = {
        "about": about,
        "uses": used,
        "enumerations": enumeration_nodes(brought, own, all_words),
        "facts": {fact.name: fact_node(fact) for fact in brought},
        "parameters": {one.name: _parameter(one) for one in ruleset.parameters},
        "actions": {decl.name: _action(decl, ruleset) for decl in ruleset.actions},
        "words": _words(words or {}),
        "rules": dict(writer.rule(rule) for rule in ruleset.rules if not rule.layer),
        "guards": dict(writer.rule(rule) for rule in ruleset.rules if rule.layer),
    }
    return write(tree | {name: node for name, node in sections.items() if node})


class _Writer:
    def __init__(self, ruleset: RuleSet, words: Vocabulary) -> None:
        self._name = ruleset.name
        self._words = words

    def rule(self, rule: Rule) -> tuple[str, Node]:
        """Give the entry of a rule: its key and what stands below."""
        binds = {bind.var: bind.fact for bind in rule.binds}
        exprs = [*rule.where, *(expr for head in rule.heads for _, expr in head.fields)]
        candidate = rule.binds[0] if rule.layer and rule.binds else None
        if rule.layer and (candidate is None or candidate.fact != "Recommendation"):
            where = Place(subject=f"rule {rule.id}")
            hint = "let the guard join the recommendation first"
            raise RuleError.of(
                "RC648", "a guard that judges no recommendation cannot be written", where, hint
            )
        fixed = {candidate.var: CANDIDATE} if candidate else {}
        names = names_for(binds, exprs, fixed)
        speller = Speller(names, _facts(rule), self._words.types, self._words.enums)
        key, id_entry = self._key(rule.id)
        node: dict[str, Node] = dict(id_entry)
        for name, text in (("says", rule.doc), ("origin", rule.origin), ("replaces", rule.replaces)):
            if text:
                node[name] = text
        if rule.cites:
            node["cites"] = rule.cites[0] if len(rule.cites) == 1 else list(rule.cites)
        if rule.layer:
            node["layer"] = _LAYERS.get(rule.layer, rule.layer)
        joined = {names[bind.var]: bind.fact for bind in rule.binds if bind is not candidate}
        if joined:
            node["for"] = Flow(joined)
        conditions = [speller.condition(condition) for condition in rule.where]
        if conditions:
            node["when"] = conditions[0] if len(conditions) == 1 else conditions
        concluded = Concluded(rule, speller, candidate.var if candidate else None)
        conclusions = list(concluded.nodes())
        node["then"] = conclusions[0] if len(conclusions) == 1 else conclusions
        return key, node

    def _key(self, rule_id: str) -> tuple[str, dict[str, Node]]:
        short = rule_id.removeprefix(f"{self._name}.")
        if short != rule_id and short and "." not in short:
            return short, {}
        return rule_id, {} if "." in rule_id else {"id": rule_id}


def _facts(rule: Rule) -> dict[str, str]:
    """Give the fact type of each variable of a rule."""
    found = {bind.var: bind.fact for bind in rule.binds}
    for node in _nodes(rule):
        if isinstance(node, Exists | Aggregate):
            found[node.var] = node.fact
    return found


def _nodes(rule: Rule) -> Iterator[object]:
    for expr in (*rule.where, *(expr for head in rule.heads for _, expr in head.fields)):
        yield from walk(expr)


def _named(rule: Rule) -> Iterable[str]:
    yield from _facts(rule).values()
    yield from (node.fact for node in _nodes(rule) if isinstance(node, Exists | Aggregate))
    yield from (head.fact for head in rule.heads)


def _parameter(one: Parameter) -> Node:
    node: dict[str, Node] = {"default": _scalar(one.default)}
    for name, text in (("says", one.doc), ("unit", one.unit), ("replaces", one.replaces)):
        if text:
            node[name] = text
    if one.origin != "relcore":
        node["origin"] = one.origin
    for name, bound in (("at_least", one.at_least), ("at_most", one.at_most)):
        if bound is not None:
            node[name] = _scalar(bound)
    return Flow(node)


def _scalar(value: Scalar) -> Raw:
    if isinstance(value, str | bool | int) or not hasattr(value, "isoformat"):
        return Raw(literal(Constant(value)))
    return Raw(value.isoformat())


def _action(decl: ActionDecl, ruleset: RuleSet) -> Node:
    brought = {spec.name: spec for spec in ruleset.specs}
    spec = brought.get(decl.name) or BUILTIN_ACTION_SPECS.get(decl.name)
    if spec is None or declaration(spec).defaults != decl.defaults:
        spec = _from_declaration(decl)
    node: dict[str, Node] = {
        "label": Flow({"en": spec.label_en, "zh": spec.label_zh}),
        "purpose": str(spec.purpose),
        "beneficiary": str(spec.beneficiary),
        "promise": str(spec.promise),
        "honesty": str(spec.honesty),
        "effort": Raw(str(spec.effort)),
    }
    if spec.channels:
        node["channels"] = Raw("[" + ", ".join(map(str, spec.channels)) + "]")
    if spec.group is not None:
        node["group"] = spec.group
    if spec.opposites:
        node["opposites"] = Raw("[" + ", ".join(spec.opposites) + "]")
    return node


def _from_declaration(decl: ActionDecl) -> ActionSpec:
    """Make the most of an action of which only the declaration is known."""
    given = dict(decl.defaults)
    channel = given.pop("channel", None)
    try:
        return ActionSpec.model_validate(
            {
                "name": decl.name,
                "label_en": decl.name,
                "label_zh": decl.name,
                "channels": () if channel is None else (channel,),
                **given,
            }
        )
    except ValueError as error:
        where = Place(subject=f"action {decl.name}")
        hint = "declare it with an ActionSpec"
        raise RuleError.of("RC648", "the action cannot be written", where, hint) from error


def _words(words: Mapping[str, Mapping[str, str]]) -> dict[str, Node]:
    english, chinese = words.get("en", {}), words.get("zh", {})
    both = sorted(english.keys() & chinese.keys())
    return {msgid: {"en": english[msgid], "zh": chinese[msgid]} for msgid in both}
