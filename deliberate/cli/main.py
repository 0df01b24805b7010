"""The command `deliberate`; each part is imported when it is asked for, so that `--help` comes at once."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from importlib.util import find_spec

import click

# Command → where it is. Areas bring their own verbs in `commands.py`.
COMMANDS = {
    "up": "deliberate.cli.serving:up",
    "serve": "deliberate.cli.serving:serve",
    "database": "deliberate.cli.database:database",
    "demo": "deliberate.demo.commands:demo",
    "place": "deliberate.places.commands:place",
    "role": "deliberate.places.commands:role",
    "roll": "deliberate.places.commands:roll",
    "mandate": "deliberate.places.commands:mandate",
    "category": "deliberate.places.commands:category",
    "rules": "deliberate.places.commands:rules",
    "account": "deliberate.accounts.commands:account",
    "import": "deliberate.importers.commands:import_group",
    "translator": "deliberate.renderings.commands:translator",
    "watched": "deliberate.moderation.commands:watched",
    "opinions": "deliberate.opinions.commands:opinions",
    "count": "deliberate.votes.commands:count",
    "votes": "deliberate.votes.commands:votes",
    "jobs": "deliberate.cli.jobs:jobs",
    "ledger": "deliberate.ledger.commands:ledger",
    "docs": "deliberate.cli.docs:docs",
}
HELP = {
    "up": "Make or update the database and serve; with --demo, load the demo community first.",
    "serve": "Serve the community to browsers.",
    "database": "Make, update, check or empty the database's tables.",
    "demo": "The demo community: load it, or make sign-in tokens for load tests.",
    "place": "Add and list places.",
    "role": "Give and end roles.",
    "mandate": "Enter who represents the residents and who sits on their committee.",
    "roll": "Import the roll of units, households and people.",
    "category": "Add what issues can be about.",
    "rules": "Show and adopt rule sets.",
    "account": "Add people of the staff.",
    "translator": "Say who translates texts of neighbours, between which languages.",
    "watched": "List and import the words a community wants a moderator to look at.",
    "import": "Take over data from Decidim, CONSUL, Pabulib and follow-up files.",
    "opinions": "Draw the map of opinion of another conversation, or say that there are no clear groups.",
    "count": "Count the ballots of another election, in any of the usual formats, by any method.",
    "votes": "Write the published bundle of a vote, or count one again.",
    "jobs": "Run what the calendar asks for, now.",
    "ledger": "Verify, export and anchor the record.",
    "docs": "Write the generated pages of the documentation.",
}


SERVERS = frozenset({"up", "serve"})


class Lazy(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of what is there, in a sensible order."""
        return [name for name, where in COMMANDS.items() if _is_there(where)]

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Import one command."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, HELP[name]) for name in self.list_commands(ctx)])


def _is_there(where: str) -> bool:
    return find_spec(where.split(":", maxsplit=1)[0]) is not None


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def deliberate() -> None:
    """Deliberate carries one local matter from proposal to appraisal.

    DELIBERATE_INSTANCE says where data lives, DELIBERATE_DATABASE_URL which database is used. A first community:
    `deliberate database upgrade`, `deliberate place add`, `deliberate role grant`, `deliberate serve`.
    """


def main() -> None:
    """Run the command; a server is patched for gevent before anything that makes locks is imported."""
    if sys.argv[1:2] and sys.argv[1] in SERVERS:
        import_module("gevent.monkey").patch_all()
        # What is imported stays: looking for garbage in it takes a sixth of the start. It begins with the serving.
        gc.disable()
    script = import_module("flask.cli").ScriptInfo(create_app=_app, set_debug_flag=False)
    deliberate(prog_name="deliberate", obj=script)


def _app() -> object:
    return import_module("deliberate.app").create_app()
