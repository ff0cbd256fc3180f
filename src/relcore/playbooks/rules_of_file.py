"""Rules, guards and tables of a playbook file, made into rules of the ir."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from relcore.documents import Path
from relcore.errors import Place
from relcore.facts import Layer
from relcore.ir import Bind, Const, Expr, Head, Rule, conjuncts
from relcore.playbooks.cells import MARK, NoValue, scalar
from relcore.playbooks.conclusions import CANDIDATE, Concluding, Placed
from relcore.playbooks.expression import Scope, read_expression, suggest
from relcore.playbooks.functions import RESERVED
from relcore.playbooks.places import Complaints
from relcore.playbooks.shape import GuardShape, PlaybookShape, RuleShape, TableShape
from relcore.playbooks.vocabulary import Vocabulary

Cell = Expr | tuple[Const, ...]
_VARIABLE = re.compile(r"[^\W\d_A-Z]\w{0,99}")
_LAYERS = {name.lower(): layer for name, layer in Layer.__members__.items()}
_TOGETHER = "all("
"""A condition that begins so stays one, as its author wrote it; others fall into the parts that must hold."""
_MEMBER = re.compile(r"([A-Z]\w*)\.(\w+)")


@dataclass
class Sources:
    """Where the parts of the rules stand in the file."""

    exprs: dict[int, tuple[Path, int]] = field(default_factory=dict)
    """Entry and character of a node of an expression, by its identity; the rules keep the nodes alive."""
    heads: dict[str, list[Placed]] = field(default_factory=dict)
    """For each conclusion of a rule, by the rule's id."""
    binds: dict[str, dict[str, Path]] = field(default_factory=dict)
    """For each variable of a rule, by the rule's id."""


class RuleReader:
    """Makes rules of the entries of one file."""

    def __init__(self, shape: PlaybookShape, words: Vocabulary, complaints: Complaints) -> None:
        self._shape = shape
        self._words = words
        self._complaints = complaints
        self.sources = Sources()
        self.named: set[str] = set()
        """Fact types that the rules name."""
        self.partial: list[Rule] = []
        """What could be read of rules that are wrong somewhere, so that the rest of them can be checked."""

    def rules(self) -> Iterator[Rule]:
        """Make all rules of the file that can be made."""
        for key, rule in self._shape.rules.items():
            yield from self._rule(("rules", key), rule, self._id(key, rule))
        for key, guard in self._shape.guards.items():
            yield from self._guard(("guards", key), guard, self._id(key, guard))
        for key, table in self._shape.tables.items():
            yield from self._table(("tables", key), table, self._id(key, table))

    def _id(self, key: str, shape: RuleShape) -> str:
        return shape.id or (key if "." in key else f"{self._shape.playbook}.{key}")

    def _guard(self, path: Path, shape: GuardShape, rule_id: str) -> Iterator[Rule]:
        layer = _LAYERS.get(shape.layer) or next((one for one in Layer if one == shape.layer), None)
        if layer is None:
            hint = suggest(shape.layer, _LAYERS, "write one of " + ", ".join(_LAYERS))
            self._complaints.add("RC643", f"there is no layer '{shape.layer[:50]}'", (*path, "layer"), hint)
            return
        yield from self._rule(path, shape, rule_id, layer=layer)

    def _table(self, path: Path, shape: TableShape, table_id: str) -> Iterator[Rule]:
        for key, cells in shape.rows.items():
            where = (*path, "rows", key)
            tree = self._at(where)
            cites = tree.get("cites") if isinstance(tree, dict) else None
            more = [cites] if isinstance(cites, str) else list(cites or ())
            row = {
                name: self._row_cell(value, (*where, name))
                for name, value in cells.items()
                if name != "cites"
            }
            if None in row.values():
                continue
            both = [*shape.cites, *(cite for cite in more if cite not in shape.cites)]
            one = shape.model_copy(update={"cites": both})
            cell_of = {name: cell for name, cell in row.items() if cell is not None}
            yield from self._rule(path, one, f"{table_id}#{key}", row=cell_of, row_path=where)

    def _row_cell(self, value: str | list[str | None] | None, path: Path) -> Cell | None:
        """Give the value of a cell; nothing where it is wrong, which has been told then."""
        if isinstance(value, list):
            several = [self._row_cell(one, (*path, number)) for number, one in enumerate(value)]
            kept = tuple(one for one in several if isinstance(one, Const))
            if len(kept) < len(several):
                hint = "write the values themselves"
                self._complaints.add("RC643", "a list of a row holds constants only", path, hint)
                return None
            return kept
        if value is None:
            return Const(None)
        if value.startswith(MARK):
            scope = Scope(self._words.enums, self._words.types, named=self.named)
            return self._expression(value[len(MARK) :], path, len(MARK), scope)
        quoted = self._quoted(path)
        member = None if quoted else _MEMBER.fullmatch(value)
        if member and (found := self._words.enums.get(member[1], {}).get(member[2])) is not None:
            return Const(found, member[1])
        try:
            return Const(scalar(value, quoted=quoted))
        except NoValue as wanted:
            self._complaints.add("RC643", f"'{value[:50]}' is no value", path, f"give {wanted}")
            return None

    def _rule(
        self,
        path: Path,
        shape: RuleShape,
        rule_id: str,
        *,
        layer: Layer | None = None,
        row: Mapping[str, Cell] | None = None,
        row_path: Path = (),
    ) -> Iterator[Rule]:
        binds = self._binds(path, shape, layer)
        self.named.update(bind.fact for bind in binds)
        scope = Scope(
            self._words.enums, self._words.types, frozenset(bind.var for bind in binds), row, self.named
        )
        where: list[Expr] = []
        whole = len(binds) == len(shape.for_) + (layer is not None and CANDIDATE not in shape.for_)
        for at, text in self._texts((*path, "when")):
            condition = self._expression(text, at, 0, scope)
            if condition is None:
                whole = False
            else:
                where += [condition] if text.startswith(_TOGETHER) else conjuncts(condition)
        concluding = Concluding(
            self._words.types,
            lambda text, at, shift: self._expression(text, at, shift, scope),
            self._complaints.add,
            lambda expr, at: self.sources.exprs.update({id(expr): (at, 0)}),
            self._quoted,
            rule_id,
            layer,
        )
        heads: list[tuple[Head, Placed]] = []
        items = self._items((*path, "then"))
        for at, item in items:
            read = concluding.read(item, at) if isinstance(item, dict) else []
            whole = whole and bool(read)
            heads += read
        if not items:
            hint = "write what follows: recommend, warn, ask or conclude"
            self._complaints.add("RC642", "nothing follows from the rule", (*path, "then"), hint)
        self.named.update(head.fact for head, _ in heads)
        self.sources.binds[rule_id] = {bind.var: (*path, "for", bind.var) for bind in binds}
        self.sources.heads[rule_id] = [placed for _, placed in heads]
        made = Rule(
            id=rule_id,
            doc=" ".join(shape.says.split()),
            binds=tuple(binds),
            where=tuple(where),
            heads=tuple(head for head, _ in heads),
            cites=tuple(shape.cites),
            origin=shape.origin,
            layer=str(layer or ""),
            table=rule_id.partition("#")[0] if "#" in rule_id else "",
            replaces=shape.replaces,
            source=self._shape.playbook,
            place=self._place(row_path or path, rule_id),
        )
        if whole and items:
            yield made
        else:
            self.partial.append(made)

    def _binds(self, path: Path, shape: RuleShape, layer: Layer | None) -> list[Bind]:
        joined = dict(shape.for_)
        if layer is not None:
            joined = {CANDIDATE: joined.pop(CANDIDATE, "Recommendation"), **joined}
        binds = []
        for var, fact in joined.items():
            where = (*path, "for", var)
            if not _VARIABLE.fullmatch(var) or var in RESERVED:
                hint = "use small letters, digits and _, a letter first: {order: Order}"
                self._complaints.add("RC643", f"'{var[:100]}' is no name for a fact", where, hint)
            else:
                binds.append(Bind(var, fact))
        if layer is not None and joined[CANDIDATE] != "Recommendation":
            hint = "leave it out, or write Recommendation"
            self._complaints.add("RC643", "a guard judges a recommendation", (*path, "for", CANDIDATE), hint)
        return binds

    def _expression(self, text: str, path: Path, shift: int, scope: Scope) -> Expr | None:
        read = read_expression(text, scope, lambda slip: self._complaints.slip("RC644", path, slip, shift))
        if read is None:
            return None
        self.sources.exprs.update({node: (path, offset + shift) for node, offset in read.offsets.items()})
        return read.expr

    def _texts(self, path: Path) -> Iterable[tuple[Path, str]]:
        return [(at, item) for at, item in self._items(path) if isinstance(item, str)]

    def _items(self, path: Path) -> list[tuple[Path, Any]]:
        """Give what stands at a place, one item or a list of them, each with its own place."""
        found = self._at(path)
        if isinstance(found, list):
            return [((*path, number), item) for number, item in enumerate(found)]
        return [] if found is None else [(path, found)]

    def _at(self, path: Path) -> Any:
        node: Any = self._complaints.document.tree
        for step in path:
            if not isinstance(node, (dict, list)) or (isinstance(node, dict) and step not in node):
                return None
            node = node[step]  # type: ignore[index]
        return node

    def _quoted(self, path: Path) -> bool:
        found = self._complaints.document.scalars.get(path)
        return found is not None and bool(found.style)

    def _place(self, path: Path, rule_id: str) -> Place:
        return replace(self._complaints.document.place(path), subject=f"rule {rule_id}")
