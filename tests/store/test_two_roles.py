"""PostgreSQL with an owner and an application role: the application works and cannot change what was recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from review import installation
from review.commands.people import RegisterPerson
from review.settings import Settings
from tests.databases import PostgresServer

pytestmark = pytest.mark.postgres


@pytest.fixture
def two_roles(postgres_server: PostgresServer, tmp_path: Path) -> Settings:
    owner = postgres_server.empty()
    postgres_server.run(
        "DROP ROLE IF EXISTS toetssteen_app", "CREATE ROLE toetssteen_app LOGIN PASSWORD 'een-lang-wachtwoord'"
    )
    application = sa.make_url(owner).set(username="toetssteen_app", password="een-lang-wachtwoord")
    url = application.render_as_string(hide_password=False)
    return Settings(tmp_path, tmp_path / "keys", url, admin_url=owner)


def test_the_application_founds_works_and_rebuilds_without_the_rights_of_the_owner(two_roles: Settings) -> None:
    installation.found(two_roles).engine.dispose()
    bare = Settings(two_roles.data, two_roles.keys, two_roles.database_url)
    review = installation.open_(bare)
    review.do(RegisterPerson(name="Vera Veld", organisation="BZ/DVB"), installation.operator(review))
    assert installation.rebuild(review) == 3
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), review.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE event SET name = 'x'")
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), review.engine.begin() as tx:
        tx.exec_driver_sql("DELETE FROM event")
    review.engine.dispose()
