"""One look tells who asks, what they ask for and what they may there; what another server changed counts at once."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest
from riskcore_api import ids
from riskcore_api.access.look import key_and, login_and
from riskcore_api.access.people import new_session
from riskcore_api.clock import now
from riskcore_api.routes.keys import add_key
from riskcore_api.schemas.workspaces import KeyIn
from riskcore_api.store.database import Database
from riskcore_api.store.recent import Recent
from riskcore_api.store.tables import ApiKey, Base, Login, Member, Person, Run, Workspace
from sqlalchemy import text

from tests.service.runs import ASKER, queued, workspace


def columns(row):
    """A row as its table has it."""
    return {column.key: getattr(row, column.key) for column in type(row).__table__.c}


def key_in(database, home):
    """The id of a new key of the workspace."""
    with database.write() as session:
        return add_key(session, home, KeyIn(name="program", scopes=["read"], days=1), ASKER)[0].id


def member_of(database, home, role="viewer"):
    """A person with that role, and the digest of their session's cookie."""
    person = Person(id=ids.new_id(ids.PERSON), subject="email:ada", email="ada@example.org", name="", created_at=now())
    with database.write() as session:
        session.add(person)
        session.flush()
        session.add(Member(workspace_id=home, person_id=person.id, role=role, created_at=now(), version=1))
        new_session(session, person, 1.0)
        session.flush()
        return person, session.query(Login).filter_by(person_id=person.id).one().token_hash


def test_a_look_reads_what_a_session_reads(database):
    """The same rows of the same types, times and documents included."""
    home = workspace(database)
    run, key = queued(database, home), key_in(database, home)
    asker, thing = key_and(database, key, Run, run.id)
    with database.read() as session:
        expected = [columns(session.get_one(ApiKey, key)), columns(session.get_one(Run, run.id))]

    assert expected == [columns(asker), columns(thing)]
    assert (ApiKey, Run) == (type(asker), type(thing))


def test_what_is_not_there_is_none(database):
    """A key without its thing, a thing without the key, a name that only looks like one."""
    home = workspace(database)
    run, key = queued(database, home), key_in(database, home)

    assert key == key_and(database, key, Run, "run_0")[0].id
    assert key_and(database, key, Run, "' OR 1=1 --")[1] is None
    assert (None, None) == key_and(database, "key_0", Run, run.id)
    assert (None, None, None, None) == login_and(database, "0" * 64, Run, run.id)


@pytest.mark.parametrize("kind", [Workspace, Run])
def test_a_role_counts_in_its_own_workspace_only(database, kind):
    """A member sees their role where the thing belongs, and none elsewhere."""
    home, other = workspace(database), workspace(database, "other")
    things = [home, other] if kind is Workspace else [queued(database, one).id for one in (home, other)]
    person, token = member_of(database, home, "analyst")
    here, there = (login_and(database, token, kind, name) for name in things)

    assert person.id == here[1].id == there[1].id
    assert things == [here[2].id, there[2].id]
    assert "analyst" == here[3].role
    assert there[3] is None


def test_what_another_server_changed_counts_at_once(database):
    """A revoked key, an earlier expiry, another role, a removed member, an ended session: seen by the next look."""
    home = workspace(database)
    key, (person, token) = key_in(database, home), member_of(database, home)
    with closing(Database(database.reader.url.render_as_string(hide_password=False))) as other:

        def seen():
            found, (login, _, _, member) = key_and(other, key, None, "")[0], login_and(other, token, Workspace, home)
            return found.revoked_at, found.expires_at > now(), member and member.role, login is not None

        before = seen()
        with database.write() as session:
            session.get_one(Member, (home, person.id)).role = "owner"
            session.get_one(ApiKey, key).expires_at = now() - timedelta(seconds=1)
        between = seen()
        with database.write() as session:
            session.delete(session.get_one(Member, (home, person.id)))
            session.get_one(ApiKey, key).revoked_at = now()
        removed = seen()
        with database.write() as session:
            session.delete(session.get_one(Login, token))
        after = seen()

    assert (None, True, "viewer", True) == before
    assert (None, False, "owner", True) == between
    assert (None, True) == removed[2:]
    assert removed[0] is not None
    assert not after[3]


def test_a_lost_connection_is_replaced(database):
    """A database that was started anew is asked anew: nobody hears of it."""
    if database.on_sqlite:
        pytest.skip("a file has no connections that could be lost")
    key = key_in(database, workspace(database))
    first = key_and(database, key, None, "")[0]
    with database.write() as session:
        session.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
    second = key_and(database, key, None, "")[0]

    assert columns(first) == columns(second)


def test_every_thing_can_be_looked_for(database):
    """Each table with a workspace of its own, by key and by login."""
    kinds = [one for one in Base.__subclasses__() if {"id", "workspace_id"} <= set(one.__table__.c.keys())]
    for kind in (*kinds, Workspace):
        assert (None, None) == key_and(database, "", kind, "")
        assert (None, None, None, None) == login_and(database, "", kind, "")
    assert len(kinds) >= 5


def test_the_longest_unasked_goes_first():
    """What is kept weighs no more than is allowed, and what was asked for a moment ago is kept."""
    recent = Recent(10)
    recent.put("a", b"aaaa", 4)
    recent.put("b", b"bbbb", 4)
    recent.get("a")
    recent.put("c", b"cccc", 4)
    recent.put("c", b"cc", 2)

    assert [b"aaaa", None, b"cc"] == [recent.get(name) for name in "abc"]
    recent.put("large", b"", 11)

    assert recent.get("large") is None
    assert 6 == recent.weight
