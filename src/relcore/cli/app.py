"""The command line itself: which commands there are, and how an error becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from relcore import __version__
from relcore.cli.choice import any_installed, choose
from relcore.errors import Diagnostic, Place, RelcoreError, UsageError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("relcore.cli.demo", "Advise on the example book, with explanations."),
    "advise": ("relcore.cli.advise", "Say what to do next for the customers of a book."),
    "portfolio": ("relcore.cli.portfolio", "Decide for every customer of a book, into one file."),
    "explain": ("relcore.cli.explain", "Prove why an action is advised, down to the facts."),
    "why-not": (
        "relcore.cli.why_not",
        "Say why an action or a rule did not come, and what would.",
    ),
    "rules": ("relcore.cli.rules", "List the rules, or show one with its conditions in words."),
    "parameters": ("relcore.cli.parameters", "List the thresholds that a company can set."),
    "check": ("relcore.cli.check", "Check a playbook and list all that is wrong."),
    "compile": ("relcore.cli.compile", "Write the rules as SQL, to run where the data lives."),
    "mutate": ("relcore.cli.mutate", "Put small faults into rules; list what no test notices."),
    "verify": ("relcore.cli.verify", "Find rules that cannot fire, repeat or contradict others."),
    "prove": ("relcore.cli.prove", "Prove that no advice breaks a promise, or show for whom."),
    "what-if": ("relcore.cli.what_if", "Say what would change, and by which rules."),
    "next-stage": ("relcore.cli.next_stage", "Say what the next step on an axis takes."),
    "questions": ("relcore.cli.questions", "List what is worth asking across a book."),
    "experiment": ("relcore.cli.experiment", "Assign customers by chance; compare what came of it."),
    "coverage": (
        "relcore.cli.coverage",
        "List the catalogue items, and the rules that rest on them.",
    ),
    "contradictions": (
        "relcore.cli.contradictions",
        "List the contradictions of the sources, settled.",
    ),
    "diff": ("relcore.cli.diff", "Say whose advice a playbook changes, and by which rule."),
    "playbook": ("relcore.cli.playbook", "Write playbook files, make them active, take them back."),
    "plugins": ("relcore.cli.plugins", "List the plug-ins in use, and who overrides what."),
    "new-plugin": ("relcore.cli.new_plugin", "Make a plug-in of your own that works at once."),
}
"""Each command: the module that holds it, and what it is for. Modules are loaded when they are called."""

_ABOUT = "What to do next for each customer, what had better not happen, what is unknown, and why."

# Since 0.21 typer brings its own copy of click; its errors are found through what typer exports.
_CommandLineError = cast(
    type[Exception], next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
)


class _Commands(TyperGroup):
    """Shows all commands and loads the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands.update({name: TyperCommand(name, help=about) for name, (_, about) in COMMANDS.items()})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the command itself in the place of its name and summary."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, _load(name) if name and name in COMMANDS else command, rest

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Find a command, of relcore's own or of a plug-in."""
        if cmd_name in COMMANDS:
            return super().get_command(ctx, cmd_name)
        added = _added(ctx)
        return single(cmd_name, *added[cmd_name]) if cmd_name in added else None

    def list_commands(self, ctx: Any) -> list[str]:
        """Give relcore's own commands, then those of plug-ins."""
        return [*COMMANDS, *_added(ctx)]


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line on `argv` (by default the process's arguments) and give its exit code.

    0 for success, 1 for bad data or rules, 2 for wrong usage, 130 where somebody pressed Ctrl-C. That a
    reader of our output has seen enough is no error.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _say_what_can_be_said()
    try:
        code = _group().main(arguments or ["--help"], prog_name="relcore", standalone_mode=False)
        sys.stdout.flush()
    except RelcoreError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except _CommandLineError as error:
        print(_wrong_usage(error), file=sys.stderr)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except (BrokenPipeError, SystemExit):
        # The libraries below turn a broken pipe into a SystemExit; nothing else here raises one.
        _stop_writing()
        return 0
    if not arguments:
        return 2
    return code if isinstance(code, int) else 0


def _group() -> Any:
    group = typer.Typer(name="relcore", cls=_Commands, add_completion=False, rich_markup_mode=None)
    group.callback(help=_ABOUT)(_whole)
    return get_command(group)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"relcore {__version__}")
        raise typer.Exit


def _whole(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
    plugin: Annotated[
        list[str] | None,
        typer.Option("--plugin", metavar="NAME", help="Use only this plug-in; may be given several times."),
    ] = None,
    no_plugin: Annotated[
        list[str] | None,
        typer.Option("--no-plugin", metavar="NAME", help="Go without this plug-in."),
    ] = None,
) -> None:
    choose(tuple(plugin or ()), tuple(no_plugin or ()))


def _load(name: str) -> Any:
    place, about = COMMANDS[name]
    module = import_module(place)
    return get_command(module.group) if hasattr(module, "group") else single(name, about, module.command)


def single(name: str, about: str, function: Callable[..., Any]) -> Any:
    """Make a command of a function."""
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    made.command(name, help=about)(function)
    return get_command(made)


def _added(ctx: Any) -> Mapping[str, Any]:
    """Give the commands of plug-ins; without any plug-in, nothing of them is loaded."""
    if not any_installed():
        return {}
    choose(tuple(ctx.params.get("plugin") or ()), tuple(ctx.params.get("no_plugin") or ()))
    commands: Mapping[str, Any] = import_module("relcore.cli.commands").added(COMMANDS)
    return commands


def _wrong_usage(error: Any) -> Diagnostic:
    said = str(error.format_message()).strip().rstrip(".")
    path = error.ctx.command_path if error.ctx is not None else "relcore"
    return Diagnostic(
        "RC011",
        f"{said[:1].lower()}{said[1:]}",
        Place(subject=path),
        hint=f"{path} --help shows what can be said",
    )


def _say_what_can_be_said() -> None:
    """Let a terminal that knows no Chinese show question marks rather than stop the run."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


def _stop_writing() -> None:
    """Keep the interpreter from flushing into a pipe that nobody reads."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
