"""Every table of the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from riskcore_api.store.moment import Moment

ID = String(40)
DIGEST = String(64)
"""SHA-256 in hexadecimal; a blob is named by that of its bytes."""
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table; JSON columns hold what the service does not ask about."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - as SQLAlchemy wants it
        datetime: Moment,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


def _id(**options: Any) -> Mapped[str]:
    return mapped_column(ID, **options)


def _of(column: str, **options: Any) -> Mapped[Any]:
    return mapped_column(ID, ForeignKey(column, ondelete="CASCADE"), **options)


class Workspace(Base):
    """Who works together; everything else belongs to one."""

    __tablename__ = "workspace"
    id: Mapped[str] = _id(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Person(Base):
    """Someone who logs in; `subject` is how the identity provider or the embedded server knows them."""

    __tablename__ = "person"
    id: Mapped[str] = _id(primary_key=True)
    subject: Mapped[str] = mapped_column(String(500), unique=True)
    email: Mapped[str] = mapped_column(String(320), default="", index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]


class Member(Base):
    """What a person may in a workspace."""

    __tablename__ = "member"
    workspace_id: Mapped[str] = _of("workspace.id", primary_key=True)
    person_id: Mapped[str] = _of("person.id", primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class ApiKey(Base):
    """What a program may in a workspace; the key itself is not kept."""

    __tablename__ = "api_key"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _of("workspace.id", index=True)
    name: Mapped[str] = mapped_column(String(200))
    secret_hash: Mapped[str] = mapped_column(DIGEST)
    scopes: Mapped[list[str]]
    created_by: Mapped[str] = _id()
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class Login(Base):
    """A token that a person holds: a session's cookie, or the one-time link that starts one."""

    __tablename__ = "login"
    token_hash: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    person_id: Mapped[str] = _of("person.id", index=True)
    kind: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Redirect(Base):
    """Someone who was sent to the identity provider and is not back yet."""

    __tablename__ = "redirect"
    state_hash: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    nonce: Mapped[str] = mapped_column(String(100))
    verifier: Mapped[str] = mapped_column(String(200))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Plan(Base):
    """A plan over time; each upload of it is a version."""

    __tablename__ = "plan"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _of("workspace.id", index=True)
    name: Mapped[str] = mapped_column(String(500))
    latest: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PlanVersion(Base):
    """One upload: the plan in it by digest, and what was said about it."""

    __tablename__ = "plan_version"
    plan_id: Mapped[str] = _of("plan.id", primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(DIGEST)
    document: Mapped[str] = mapped_column(DIGEST)
    source: Mapped[str] = mapped_column(DIGEST)
    source_name: Mapped[str] = mapped_column(String(200))
    facts: Mapped[dict[str, Any]]
    review: Mapped[str] = mapped_column(DIGEST)
    created_by: Mapped[str] = _id()
    created_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("plan_id", "digest"),)


class Register(Base):
    """A risk register; its rows are edited one by one."""

    __tablename__ = "register"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _of("workspace.id", index=True)
    name: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Row(Base):
    """A row of a document that people edit: a risk of a register, a mitigation of a plan; see riskcore_api.rows."""

    __tablename__ = "row"
    owner_id: Mapped[str] = _id(primary_key=True)
    section: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    position: Mapped[int]
    document: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]


class Resolved(Base):
    """The document that a plan version, registers and changes amount to: found once, then known by its inputs."""

    __tablename__ = "resolved"
    inputs: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    document: Mapped[str] = mapped_column(DIGEST)
    digest: Mapped[str] = mapped_column(DIGEST)
    used_at: Mapped[datetime]


class Run(Base):
    """A piece of work: waiting, under way, or done; see riskcore_api.jobs.queue for what may follow what."""

    __tablename__ = "run"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _of("workspace.id")
    plan_id: Mapped[str | None] = _of("plan.id", index=True)
    kind: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(DIGEST)
    order: Mapped[dict[str, Any]]
    inputs: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20))
    cancel: Mapped[bool] = mapped_column(default=False)
    attempt: Mapped[int] = mapped_column(default=0)
    deaths: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(BigInteger, default=0)
    worker: Mapped[str] = mapped_column(String(200), default="")
    leased_until: Mapped[datetime | None]
    checkpoint: Mapped[str | None] = mapped_column(DIGEST)
    progress: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=1)
    failure: Mapped[dict[str, Any] | None]
    result_id: Mapped[str | None] = _id()
    created_by: Mapped[str] = _id()
    created_at: Mapped[datetime]
    queued_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        # The same request is answered by one run, however often and from however many places it comes.
        Index(
            "uq_run_address",
            "workspace_id",
            "address",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running', 'succeeded')"),
            postgresql_where=text("state IN ('queued', 'running', 'succeeded')"),
        ),
        Index("ix_run_state", "state", "queued_at"),
        Index("ix_run_workspace_id", "workspace_id", "id"),
    )


class Result(Base):
    """What a run found: files by digest, and the answer in words."""

    __tablename__ = "result"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _of("workspace.id", index=True)
    plan_id: Mapped[str | None] = _of("plan.id", index=True)
    run_id: Mapped[str] = _of("run.id", unique=True)
    archive: Mapped[str] = mapped_column(DIGEST)
    samples: Mapped[str] = mapped_column(DIGEST)
    bits: Mapped[str] = mapped_column(DIGEST)
    words: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class Answer(Base):
    """An answer drawn from a result, kept since it never changes: an analysis, a chart, a table, by its parameters."""

    __tablename__ = "answer"
    result_id: Mapped[str] = _of("result.id", primary_key=True)
    key: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    blob: Mapped[str] = mapped_column(DIGEST)
    created_at: Mapped[datetime]


class SignOff(Base):
    """A date that somebody committed to: who, when, on which result, with which confidence."""

    __tablename__ = "sign_off"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _of("workspace.id", index=True)
    plan_id: Mapped[str | None] = _of("plan.id", index=True)
    result_id: Mapped[str] = _id()
    date: Mapped[str] = mapped_column(String(20))
    record: Mapped[dict[str, Any]]
    statement: Mapped[str] = mapped_column(Text)
    signed_by: Mapped[str] = _id()
    signed_name: Mapped[str] = mapped_column(String(320))
    created_at: Mapped[datetime]


class Audit(Base):
    """What was changed, by whom, when. Rows are added and never changed; a workspace's last row outlives it."""

    __tablename__ = "audit"
    id: Mapped[str] = _id(primary_key=True)
    workspace_id: Mapped[str] = _id(index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = _id()
    actor_name: Mapped[str] = mapped_column(String(320))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(250))
    details: Mapped[dict[str, Any]]
    request_id: Mapped[str] = mapped_column(String(64))


class Once(Base):
    """A request that was made with an idempotency key, and its answer."""

    __tablename__ = "once"
    asker: Mapped[str] = _id(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(DIGEST)
    status: Mapped[int]
    location: Mapped[str] = mapped_column(String(300), default="")
    etag: Mapped[str] = mapped_column(String(100), default="")
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(index=True)


class Worker(Base):
    """A process that runs runs, and when it last said so."""

    __tablename__ = "worker"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    slots: Mapped[int]
    busy: Mapped[int]
    memory_mb: Mapped[int]
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
