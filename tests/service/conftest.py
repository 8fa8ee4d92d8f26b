"""Servers and databases of the tests: each is started once, when a test first asks for it."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="the service is not installed: pip install riskcore[service]")

from riskcore_api.store.database import Database
from riskcore_api.store.migrate import migrate

from tests.service.cluster import cluster, new_database, why_not
from tests.service.server import Server

DATABASES = ("sqlite", "postgresql")
PATIENT = {"uploads_per_minute": 10**6, "runs_per_minute": 10**6}
"""The tests ask more often than people do."""


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL cluster; skips where there can be none."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with cluster() as url:
        yield url


@pytest.fixture(scope="session")
def database_url(request, tmp_path_factory):
    """A function that makes a new database of a kind and returns its URL."""
    count = iter(range(1_000))

    def make(kind):
        if kind == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('database')}/riskcore.sqlite3"
        return new_database(request.getfixturevalue("postgresql"), f"test{next(count)}")

    return make


@pytest.fixture(params=DATABASES)
def empty(request, database_url):
    """A database without tables."""
    found = Database(database_url(request.param))
    yield found
    found.close()


@pytest.fixture
def database(empty):
    """A database with tables and without rows."""
    migrate(empty)
    return empty


@pytest.fixture(scope="session")
def servers(database_url, tmp_path_factory):
    """A function that returns the server with a database of that kind: one for all tests."""
    started = {}

    def on(kind):
        if kind not in started:
            started[kind] = Server(tmp_path_factory.mktemp("server"), database=database_url(kind), **PATIENT)
            started[kind].answers("readyz", seconds=600)  # the engine is compiled where that was not done before
        return started[kind]

    yield on
    for one in started.values():
        one.stop()


@pytest.fixture(scope="session")
def clients(servers):
    """A function that returns the client of that server, with a key that may do everything but rule."""
    made = {}

    def of(kind):
        if kind not in made:
            made[kind] = servers(kind).client()
        return made[kind]

    yield of
    for one in made.values():
        one.close()


@pytest.fixture(params=DATABASES)
def client(request, clients):
    """A client of a server, once with each database."""
    return clients(request.param)


@pytest.fixture
def one_server(servers):
    """A server for what does not depend on the database."""
    return servers("sqlite")


@pytest.fixture
def one_client(clients):
    """Its client."""
    return clients("sqlite")


@pytest.fixture(scope="session")
def owner(servers):
    """A client of the one server with a person's login: the owner of the first workspace."""
    found = servers("sqlite").owner()
    yield found
    found.close()
