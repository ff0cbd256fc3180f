"""The façade: facts in, advice out; the one module that sees all rooms below the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relcore.advice import (
    Advice,
    Catalogue,
    CustomerAdvice,
    Messages,
    RankingPolicy,
    answer,
)
from relcore.decider import Decider
from relcore.errors import Place, RuleError, UsageError
from relcore.executors.protocol import Executor
from relcore.explain import WhyNot, proof_text, why_not
from relcore.explain.tongue import Find, Tongue, tongue_of
from relcore.facts import BUILTIN_ACTION_SPECS, ActionSpec, Fact, Snapshot
from relcore.ir import RuleSet, Scalar
from relcore.lang import Playbook
from relcore.ledger import Ledger, Proof, prove
from relcore.playbooks import Chosen, PlaybookFile, Settings, locate
from relcore.plugins import (
    DECISION_SECONDS,
    FOR_EACH_DECISION,
    PluginSet,
    Wanted,
    examine,
    load_plugins,
    loaded,
    plugins_of,
)
from relcore.program import Program, check, compile_program

if TYPE_CHECKING:
    from relcore.books import Book
    from relcore.portfolio import Outcome
    from relcore.portfolio.run import Progress


@dataclass(frozen=True)
class Explanation:
    """Why an action was proposed, and what guards said of it: proof trees down to the facts."""

    program: Program
    ledger: Ledger
    action: str
    proofs: tuple[Proof, ...]
    verdicts: tuple[Proof, ...]
    finds: Callable[[str], Find] = field(repr=False, compare=False)
    """Gives what finds the messages of a language."""

    def text(self, lang: str = "en") -> str:
        """Give the trees as indented text."""
        tongue = tongue_of(lang, self.finds(lang), self.program.models, self.program.types)
        proofs = self.proofs + self.verdicts
        return "\n\n".join(proof_text(proof, self.program, self.ledger, tongue) for proof in proofs)

    def as_dict(self) -> dict[str, Any]:
        """Give the trees as plain data."""
        return {
            "customer_id": self.ledger.customer_id,
            "as_of": self.ledger.as_of.isoformat(),
            "action": self.action,
            "proofs": [proof.as_dict() for proof in self.proofs],
            "verdicts": [proof.as_dict() for proof in self.verdicts],
        }


@dataclass(frozen=True)
class _Given:
    """What whoever made an advisor said, before plug-ins are added."""

    playbooks: Sequence[Playbook | RuleSet | PlaybookFile] | None
    drafts: bool
    policy: RankingPolicy
    specs: tuple[ActionSpec, ...]
    words: tuple[Path, ...]


class Advisor:
    """Decides how to treat customers next, by playbooks.

    Without `playbooks`, the built-in one; of playbook files, those count that are in effect on the day of
    the decision, and drafts only where `drafts` are asked for (else RC646). `plugins` lists what is added:
    names of installed plug-ins, modules or objects, or all that are "installed" (none unless you say so, so
    that what is installed beside relcore changes nothing by itself). `settings` gives parameters other
    values than their defaults (`relcore.playbooks.load_settings` reads them from a file, and with them the
    plug-ins that it names, which count where `plugins` says nothing); `executor` is a
    name ("compiled", "reference") or an executor; `policy` says how actions are ranked; `words` names
    folders with message catalogues, asked before those of playbook files and the built-in ones;
    `plugin_seconds` is the time that plug-ins may take before a decision, and again after it. An advisor
    keeps no customer's data and may be shared between threads.

    Raises `PluginError` where a plug-in that you name cannot be used.
    """

    def __init__(
        self,
        playbooks: Sequence[Playbook | RuleSet | PlaybookFile] | None = None,
        *,
        drafts: bool = False,
        plugins: Wanted = (),
        settings: Mapping[str, Scalar] | None = None,
        executor: str | Executor = "compiled",
        policy: RankingPolicy | None = None,
        specs: Iterable[ActionSpec] = (),
        words: Sequence[Path] = (),
        lang: str = "en",
        plugin_seconds: float = DECISION_SECONDS,
    ) -> None:
        self._settings = settings if isinstance(settings, Settings) else dict(settings or {})
        self._given = _Given(playbooks, drafts, policy or RankingPolicy(), tuple(specs), tuple(words))
        self._lang = lang
        self._plugin_seconds = plugin_seconds
        if plugins == () and isinstance(settings, Settings) and settings.plugins is not None:
            said = settings.plugins
            plugins = plugins_of(said.only, said.first, said.without)
        self._take(load_plugins(plugins))
        self._executor = _executor(executor, self.plugins)

    def _take(self, plugins: PluginSet) -> None:
        """Put together what was given and what plug-ins bring."""
        given = self._given
        self.plugins = plugins
        """The plug-ins in use, and what is wrong with others; final once rules are compiled."""
        playbooks = plugins.base if given.playbooks is None else given.playbooks
        self._chosen = Chosen([*playbooks, *plugins.sources], drafts=given.drafts)
        self._programs: dict[tuple[int, ...], Program] = {}
        self._policy = given.policy
        if plugins.factors:
            self._policy = replace(given.policy, factors=given.policy.factors + plugins.factors)
        specs = (*self._chosen.specs, *given.specs)
        self._specs = {**BUILTIN_ACTION_SPECS, **{spec.name: spec for spec in specs}}
        messages = map(Messages.of, self._chosen.words)
        self._catalogue = Catalogue(*given.words, *messages, *plugins.words)

    @property
    def program(self) -> Program:
        """The checked program, of each playbook the latest version; raises `RuleError` with all problems."""
        return self._program(None)

    def program_on(self, as_of: date) -> Program:
        """Give the program of the playbooks that are in effect on a day."""
        return self._program(as_of)

    def _program(self, day: date | None) -> Program:
        numbers = self._chosen.on(day)
        if numbers in self._programs:
            return self._programs[numbers]
        try:
            program = self._compiled(numbers)
        except RuleError:
            fitting = self.plugins.fitting(self._chosen.rulesets(numbers))
            if fitting is self.plugins:
                raise
            self._take(fitting)
            return self._program(day)
        self._programs[numbers] = program
        return program

    def _compiled(self, numbers: tuple[int, ...]) -> Program:
        rulesets = self._chosen.rulesets(numbers)
        files = self._chosen.picked(numbers)
        settings = {**self._chosen.settings(numbers), **self._settings}
        if problems := examine(rulesets, [file.ruleset for file in files]):
            raise RuleError((*problems, *check(rulesets, settings)))
        try:
            return compile_program(rulesets, settings)
        except RuleError as error:
            placed = RuleError(locate(files, rulesets, settings)) if files else error
            own = self._settings
            raise (own.located(placed) if isinstance(own, Settings) else placed) from None

    def advise(
        self,
        facts: Iterable[Fact] | Snapshot,
        *,
        as_of: date,
        lang: str | None = None,
        unknowns: bool = True,
    ) -> CustomerAdvice:
        """Decide for one customer on the day `as_of`.

        Without `unknowns`, the questions are only those that rules ask, not those for which rules wait: for a
        request that needs the next action and nothing else, about a quarter faster. Raises `FactError` where
        the facts contradict one another or belong to several customers.

        >>> from relcore.facts import Customer, Order
        >>> order = Order(customer_id="c1", id="o1", placed_on=date(2026, 6, 29))
        >>> advice = Advisor().advise([Customer(customer_id="c1"), order], as_of=date(2026, 6, 30))
        >>> advice.customer_id
        'c1'
        """
        decider = self._decider(as_of, lang)
        snapshot, problems = decider.enriched(_snapshot(facts), as_of)
        ledger = self.ledger(snapshot, as_of=as_of)
        return decider.advise(snapshot, ledger, problems, unknowns=unknowns)

    def advise_all(
        self, facts: Iterable[Fact | Snapshot], *, as_of: date, lang: str | None = None
    ) -> Iterator[CustomerAdvice]:
        """Decide for many customers, one after another, in the order of the snapshots or of their ids."""
        items = list(facts)
        snapshots = [item for item in items if isinstance(item, Snapshot)]
        loose = [item for item in items if isinstance(item, Fact)]
        for snapshot in [*snapshots, *Snapshot.split(loose).values()]:
            yield self.advise(snapshot, as_of=as_of, lang=lang)

    def portfolio(
        self,
        book: Book,
        out: str | Path,
        *,
        as_of: date,
        lang: str | None = None,
        form: str | None = None,
        engine: str = "compiled",
        jobs: int = 1,
        parts: int | None = None,
        changed_since: date | None = None,
        capacity: Mapping[str, int] | None = None,
        rejects: Path | None = None,
        on_progress: Progress | None = None,
    ) -> Outcome:
        """Decide for every customer of a book, and write the advice as flat rows into the file `out`.

        The rows say the same as `advise` says of each customer. `form` is parquet, csv or jsonl; without one
        the name of the file decides. `jobs` processes share the work, which is done in `parts`, by default as
        many as the size of the book suggests; a run that was broken off goes on where it stopped. Rows that
        cannot be read go into the file `rejects`. With `changed_since` only customers of whom something new
        is known since that day are decided, and the result holds no others. `capacity` says how many contacts
        one representative can manage on a day, by channel: {"visit": 4}; what finds no room goes to the next
        day that is free, or is not advised. `on_progress` hears of the stage, of what is done and of what
        there is.
        """
        # Reading books and running processes are of no use to whoever asks for one customer.
        from relcore.portfolio import run

        return run(
            self._decider(as_of, lang),
            book,
            as_of=as_of,
            out=Path(out),
            form=form,
            engine=engine,
            jobs=jobs,
            parts=parts,
            changed_since=changed_since,
            capacity=capacity,
            rejects=rejects,
            on_progress=on_progress,
        )

    def _decider(self, as_of: date, lang: str | None) -> Decider:
        others = [plugin for plugin in self.plugins.others if FOR_EACH_DECISION & plugin.hooks.keys()]
        return Decider(
            self.program_on(as_of),
            self._catalogue,
            self._specs,
            self._policy,
            lang or self._lang,
            tuple(others),
            self._plugin_seconds,
        )

    def report(self, customers: Iterable[CustomerAdvice], *, as_of: date, lang: str | None = None) -> Advice:
        """Put the advice for customers into one answer that names program and playbooks."""
        return answer(self.program_on(as_of), as_of, lang or self._lang, customers)

    def ledger(self, facts: Iterable[Fact] | Snapshot, *, as_of: date) -> Ledger:
        """Give everything that follows from the facts of one customer, with supports."""
        return self._executor.run(self.program_on(as_of), _snapshot(facts), as_of)

    def explain(self, facts: Iterable[Fact] | Snapshot, action: str, *, as_of: date) -> Explanation:
        """Prove why an action was proposed for a customer, and what guards said of it.

        Raises `UsageError` (RC003) where nothing proposed it; `why_not` says why.
        """
        ledger = self.ledger(facts, as_of=as_of)
        proofs, verdicts = (_proofs(ledger, fact, action) for fact in ("Recommendation", "Verdict"))
        if not proofs:
            raise UsageError.of(
                "RC003",
                f"nothing proposes '{action}' for customer {ledger.customer_id}",
                Place(subject=f"customer {ledger.customer_id} on {as_of.isoformat()}"),
                "ask why not: Advisor.why_not(...) or `relcore why-not`",
            )
        return Explanation(self.program_on(as_of), ledger, action, proofs, verdicts, self._finds)

    def why_not(
        self, facts: Iterable[Fact] | Snapshot, subject: str, *, as_of: date, lang: str | None = None
    ) -> WhyNot:
        """Say why an action or a rule did not come, and what would have to change.

        The sentences are in `lang`, by default the advisor's language; `text(lang)` of the answer tells it in
        another one.
        """
        snapshot = _snapshot(facts)
        return why_not(
            self.program_on(as_of),
            snapshot,
            self.ledger(snapshot, as_of=as_of),
            subject,
            lang=lang or self._lang,
            find=self._finds,
        )

    def tongue(self, as_of: date, lang: str | None = None) -> Tongue:
        """Give what explanations are told in: what the facts and values of a day's rules are called."""
        program, chosen = self.program_on(as_of), lang or self._lang
        return tongue_of(chosen, self._finds(chosen), program.models, program.types)

    def _finds(self, lang: str) -> Find:
        words = self._catalogue.words(lang)
        labels = {f"label.{name}": spec.label(lang) for name, spec in self._specs.items()}
        return lambda msgid: labels.get(msgid) or words.find(msgid)


def _snapshot(facts: Iterable[Fact] | Snapshot) -> Snapshot:
    return facts if isinstance(facts, Snapshot) else Snapshot.of(facts)


def _proofs(ledger: Ledger, fact: str, action: str) -> tuple[Proof, ...]:
    column = ledger.shape.columns[fact].index("action")
    return tuple(prove(ledger, fact, row) for row in ledger.rows(fact) if row[column] == action)


def _executor(choice: str | Executor, plugins: PluginSet) -> Executor:
    if not isinstance(choice, str):
        return choice
    known = plugins.executors
    if choice not in known:
        raise UsageError.of(
            "RC002", f"there is no executor '{choice}'", hint="known: " + ", ".join(sorted(known))
        )
    executor: Executor = loaded(known[choice])()
    return executor
