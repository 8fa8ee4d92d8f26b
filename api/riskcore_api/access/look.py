"""One look at the database tells who asks, what they ask for, and what they may there: one statement, nothing kept.

So every request is told by the database as it is: a key that was revoked a moment ago, by whichever server, is refused.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Select, Table, bindparam, select

from riskcore_api.store.tables import ApiKey, Base, Login, Member, Person, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore_api.store.database import Database

Thing = TypeVar("Thing", bound=Base)
Kinds = tuple[type[Base], ...]
"""The tables of a statement, in the order of its columns."""


def key_and(database: Database, key_id: str, kind: type[Thing] | None, name: str) -> tuple[ApiKey | None, Thing | None]:
    """The key, and the thing of that kind and name."""
    found = _looked(database, *_of_key(kind), {"key": key_id, "name": name})
    return cast("ApiKey | None", found.get(0)), cast("Thing | None", found.get(1))


def login_and(
    database: Database, token_hash: str, kind: type[Thing] | None, name: str
) -> tuple[Login | None, Person | None, Thing | None, Member | None]:
    """The login, its person, the thing of that kind and name, and the person's membership in its workspace."""
    found = _looked(database, *_of_login(kind), {"token": token_hash, "name": name})
    login, person = cast("Login | None", found.get(0)), cast("Person | None", found.get(1))
    return login, person, cast("Thing | None", found.get(2)), cast("Member | None", found.get(3))


@cache
def _of_key(kind: type[Base] | None) -> tuple[Select[Any], Kinds]:
    key = _table(ApiKey).alias("asker")
    if kind is None:
        return select(key).where(key.c.id == bindparam("key")), (ApiKey,)
    thing = _table(kind)
    both = key.outerjoin(thing, thing.c.id == bindparam("name"))
    return select(*key.c, *thing.c).select_from(both).where(key.c.id == bindparam("key")), (ApiKey, kind)


@cache
def _of_login(kind: type[Base] | None) -> tuple[Select[Any], Kinds]:
    login, person, member = _table(Login), _table(Person), _table(Member)
    known = login.join(person, person.c.id == login.c.person_id)
    token = login.c.token_hash == bindparam("token")
    if kind is None:
        return select(*login.c, *person.c).select_from(known).where(token), (Login, Person)
    thing = _table(kind)
    home = thing.c.id if kind is Workspace else thing.c.workspace_id
    here = (member.c.workspace_id == home) & (member.c.person_id == login.c.person_id)
    joined = known.outerjoin(thing, thing.c.id == bindparam("name")).outerjoin(member, here)
    asked = select(*login.c, *person.c, *thing.c, *member.c).select_from(joined).where(token)
    return asked, (Login, Person, kind, Member)


def _looked(database: Database, asked: Select[Any], kinds: Kinds, given: Mapping[str, str]) -> dict[int, Base]:
    """What was found of each table, by its place among `kinds`."""
    found: dict[int, Base] = {}
    row = database.look(asked, given)
    if row is None:
        return found
    start = 0
    for place, kind in enumerate(kinds):
        names = _names(kind)
        values = row[start : start + len(names)]
        start += len(names)
        if values[0] is not None:  # the first column is of the primary key
            found[place] = _seen(kind, names, values)
    return found


def _seen(kind: type[Base], names: tuple[str, ...], values: Any) -> Base:
    """A row as it was read, of no session. Its constructor would take longer than all else here."""
    one: Base = kind.__mapper__.class_manager.new_instance()
    vars(one).update(zip(names, values, strict=True))
    return one


def _table(kind: type[Base]) -> Table:
    return cast("Table", kind.__table__)


@cache
def _names(kind: type[Base]) -> tuple[str, ...]:
    return tuple(column.key for column in _table(kind).c)
