"""Documents that several people edit at once, kept row by row: each row has an ETag, so that edits do not collide.

What a row may hold is riskcore's to say.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from riskcore.plan import document_of
from riskcore_api.access.audit import record
from riskcore_api.clock import now
from riskcore_api.problems import Problem, not_found
from riskcore_api.store.tables import Plan, Register, Row
from riskcore_api.versions import require

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.access.asker import Asking
    from riskcore_api.families import Document, Family, Section

MOST_ROWS = 10_000
LONGEST_KEY = 200
Owner = Register | Plan


def document(session: Session, family: Family, owner_id: str) -> Document:
    """The rows as one document, in their order."""
    found: Document = {}
    for row in _rows(session, family, owner_id):
        found.setdefault(row.section, []).append(row.document)
    return found


def listed(session: Session, owner_id: str, section: Section) -> list[Row]:
    """The rows of a section, in their order."""
    rows = select(Row).where(Row.owner_id == owner_id, Row.section == section.key)
    return list(session.scalars(rows.order_by(Row.position, Row.key)))


def find(session: Session, owner_id: str, section: Section, key: str) -> Row:
    """A row, held until the transaction ends."""
    known = key.isprintable() and len(key) <= LONGEST_KEY
    row = session.get(Row, (owner_id, section.key, key), with_for_update=True) if known else None
    if row is None:
        raise not_found(section.noun, key)
    return row


def add(session: Session, family: Family, owner: Owner, section: Section, new: Document, asker: Asking) -> Row:
    """A new row at the end of its section."""
    clean = _checked(session, family, owner, section, new)
    last, count = session.execute(
        select(func.max(Row.position), func.count()).where(Row.owner_id == owner.id, _in(family))
    ).one()
    if count >= MOST_ROWS:
        raise Problem("conflict", f"There can be {MOST_ROWS:,} rows at most.")
    row = _row(owner, section, clean, (last or 0) + 1)
    if session.get(Row, (owner.id, section.key, row.key)) is not None:
        raise _known(section, row.key)
    session.add(row)
    _touched(session, family, owner, asker, f"{section.key}.added", row, after=clean)
    return row


def change(
    session: Session,
    family: Family,
    owner: Owner,
    section: Section,
    row: Row,
    new: Document,
    if_match: str | None,
    asker: Asking,
) -> None:
    """Another document for a row; its id stays."""
    require(if_match, row.version)
    clean = _checked(session, family, owner, section, {"id": row.key} | new if section.named else new, row)
    if section.named and str(clean["id"]) != row.key:
        raise Problem("invalid-request", f'The id must stay "{row.key}". Delete this one and add another instead.')
    before, row.document, row.version, row.updated_at = row.document, clean, row.version + 1, now()
    _touched(session, family, owner, asker, f"{section.key}.changed", row, before=before, after=clean)


def remove(
    session: Session, family: Family, owner: Owner, section: Section, row: Row, if_match: str | None, asker: Asking
) -> None:
    """Take a row away, unless another one needs it."""
    require(if_match, row.version)
    session.delete(row)
    session.flush()
    if family.together:
        family.parse(document(session, family, owner.id))
    _touched(session, family, owner, asker, f"{section.key}.removed", row, before=row.document)


def put(session: Session, family: Family, owner: Owner, new: Document, asker: Asking) -> None:
    """Take in a whole document, which is a checked one: rows of an id that is known are replaced, others are added."""
    known = {(row.section, row.key): row for row in _rows(session, family, owner.id)}
    position = max((row.position for row in known.values()), default=0)
    for section in family.sections:
        for one in new.get(section.key, []):
            position += 1
            row = _row(owner, section, one, position)
            old = known.get((section.key, row.key))
            if old is None:
                session.add(row)
                known[section.key, row.key] = row
            elif old in session.new:
                raise _known(section, row.key)
            else:
                old.document, old.version, old.updated_at = one, old.version + 1, now()
    if len(known) > MOST_ROWS:
        raise Problem("too-much-work", f"There can be {MOST_ROWS:,} rows at most. Got {len(known):,}.")
    session.flush()
    if family.together:
        family.parse(document(session, family, owner.id))
    owner.version, owner.updated_at = owner.version + 1, now()
    counts = {section.key: len(new.get(section.key, [])) for section in family.sections}
    record(session, asker, owner.workspace_id, f"{family.what}.rows.taken_in", owner.id, **counts)


def drop(session: Session, owner_id: str) -> None:
    """Every row of an owner that goes."""
    session.execute(delete(Row).where(Row.owner_id == owner_id))


def counts(session: Session, family: Family, owner_id: str) -> dict[str, int]:
    """How many rows there are in each section."""
    asked = select(Row.section, func.count()).where(Row.owner_id == owner_id).group_by(Row.section)
    found = dict(session.execute(asked).tuples().all())
    return {section.key: found.get(section.key, 0) for section in family.sections}


def _checked(
    session: Session, family: Family, owner: Owner, section: Section, new: Document, old: Row | None = None
) -> Document:
    """The row as riskcore writes it. Raises PlanError with every problem."""
    whole: Document = {section.key: [new]}
    if family.together:
        whole = document(session, family, owner.id)
        others = [row.document for row in listed(session, owner.id, section) if old is None or row.key != old.key]
        if section.named and any(one["id"] == new.get("id") for one in others):
            raise _known(section, str(new["id"]))
        whole[section.key] = [*others, new]
    found: Document = document_of(family.parse(whole))[section.key][-1]
    return found


def _rows(session: Session, family: Family, owner_id: str) -> list[Row]:
    rows = select(Row).where(Row.owner_id == owner_id, _in(family)).order_by(Row.position, Row.key)
    return list(session.scalars(rows))


def _in(family: Family) -> Any:
    return Row.section.in_([section.key for section in family.sections])


def _row(owner: Owner, section: Section, new: Document, position: int) -> Row:
    key = str(new["id"]) if section.named else f"row-{token_hex(8)}"
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Problem("invalid-request", f"The id of a {section.noun} has at most {LONGEST_KEY} printable characters.")
    return Row(
        owner_id=owner.id,
        section=section.key,
        key=key,
        position=position,
        document=new,
        version=1,
        updated_at=now(),
    )


def _touched(
    session: Session, family: Family, owner: Owner, asker: Asking, action: str, row: Row, **details: Any
) -> None:
    owner.version, owner.updated_at = owner.version + 1, now()
    session.flush()
    subject = f"{owner.id}/{row.section}/{row.key}"[:250]
    record(session, asker, owner.workspace_id, f"{family.what}.{action}", subject, **details)


def _known(section: Section, key: str) -> Problem:
    return Problem("conflict", f'There is a {section.noun} "{key}" already.')
