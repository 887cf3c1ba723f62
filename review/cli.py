"""The console script ``toetssteen``; scripts of others rely on its commands, options and exit codes."""

from __future__ import annotations

import logging
import sys

import click
from tqdm import tqdm

from review import cli_checking, cli_records, installation, serving, settings
from review.application import Review
from review.commands.people import WelcomePerson
from review.console import Failure, data_option, guarded, open_review, system_reader
from review.demo.play import load
from review.domain.vocabulary import OFFICES, Capacity
from review.projections import evaluations, people
from review.web.compiled import make_ready
from review.web.factory import create_app


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="toetssteen")
def main() -> None:
    """The review of an evaluation, from Terms of Reference to final report, as one verifiable story."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")


@main.command()
@data_option
@click.option("--port", default=8765, show_default=True)
@click.option("--serve/--no-serve", "serving_too", default=True, help="Serve the demonstration after loading it.")
@guarded
def demo(data: str | None, port: int, serving_too: bool) -> None:
    """Load the demonstration evaluation if it is not there, and serve it. Never for real work."""
    chosen = settings.read(data)
    with tqdm(desc="Loading the demonstration", unit=" acts", disable=None) as bar:
        review = load(chosen, progress=lambda: bar.update())
    if not review.is_demo:
        raise Failure(f"{chosen.data} holds a real installation; choose another folder with --data")
    _say_where(review)
    if serving_too:
        _serve(review, chosen, port)


@main.command()
@data_option
@guarded
def init(data: str | None) -> None:
    """Make the database, the keys and the installation; what is there already stays."""
    chosen = settings.read(data)
    review = installation.found(chosen)
    click.echo(f"installation {review.installation.id} in {chosen.database_url.rpartition('@')[2]}")
    click.echo(f"keys in {chosen.keys}")
    if chosen.keys_beside_data:
        click.echo("The keys lie beside the data. Keep them out of backups of the data, or set TOETSSTEEN_KEYS.")
    click.echo("Next: toetssteen user add --name NAME --organisation CODE --login LOGIN --office administrator")


@main.command()
@data_option
@click.option("--port", default=8765, show_default=True)
@guarded
def serve(data: str | None, port: int) -> None:
    """Serve the pages on this machine."""
    chosen = settings.read(data)
    review = installation.open_(chosen)
    if not chosen.https:
        click.echo(
            "Served without HTTPS: for this machine only. Behind an HTTPS proxy set TOETSSTEEN_HTTPS=1.", err=True
        )
    _serve(review, chosen, port)


def _serve(review: Review, chosen: settings.Settings, port: int) -> None:
    app = create_app(review, https=chosen.https)
    make_ready(app)
    click.echo(f"Toetssteen on http://127.0.0.1:{port} (stop with Ctrl-C)")
    sys.stdout.flush()
    serving.serve(app, review, port=port)


@main.group()
def user() -> None:
    """People who can sign in."""


@user.command("add")
@data_option
@click.option("--name", required=True, help="Full name; stored sealed.")
@click.option("--organisation", required=True, help="Short code such as BZ/DAF.")
@click.option("--login", required=True)
@click.option("--password", help="Asked for when not given.")
@click.option(
    "--office",
    "given",
    multiple=True,
    type=click.Choice(sorted(str(office) for office in OFFICES)),
    help="May be given more than once.",
)
@guarded
def add_user(
    data: str | None, name: str, organisation: str, login: str, password: str | None, given: tuple[str, ...]
) -> None:
    """Register a person, open an account, and give offices."""
    review = open_review(data)
    secret = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
    offices = tuple(Capacity(office) for office in given)
    welcome = WelcomePerson(name=name, organisation=organisation, login=login, password=secret, offices=offices)
    review.do(welcome, installation.operator(review))
    click.echo(f"{welcome.person} {login}")


def _say_where(review: Review) -> None:
    with review.reading() as tx:
        count, everyone = len(evaluations.all_ids(tx)), len(people.listed(tx, review.door(), system_reader(review)))
    click.echo(
        f"Demonstration with {count} evaluation(s) and {everyone} invented people. Choose who you are on the page."
    )


for _command in (*cli_records.COMMANDS, cli_checking.verify):
    main.add_command(_command)


if __name__ == "__main__":
    main()
