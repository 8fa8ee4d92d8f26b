"""Everything that can be set, from flags, RISKCORE_ variables of the environment, or a file .env."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "RISKCORE_"
OTHERS = {"RISKCORE_CACHE", "RISKCORE_KEY"}
"""Variables of the engine and of the client."""


def data_folder() -> Path:
    """Where a person's data belongs."""
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "riskcore"


class Settings(BaseSettings):
    """The settings of one server; each is described in docs/how-to/run-the-service.md."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default_factory=data_folder, description="Folder of the database and of the results.")
    database: SecretStr = Field(SecretStr(""), description="URL of a PostgreSQL database; else SQLite in the folder.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 for any that is free.")
    public_url: str = Field("", description="How people reach the service, such as https://risk.example.org.")
    allowed_origins: tuple[str, ...] = Field((), description="Web pages of other origins that may call the API.")

    workers: int = Field(max(1, (os.cpu_count() or 2) - 1), ge=0, le=64, description="Runs at a time; 0 for none here.")
    threads: int = Field(1, ge=1, le=256, description="Threads of each run.")
    niceness: int = Field(10, ge=0, le=19, description="How far runs step back for the rest of the machine.")
    lease_seconds: float = Field(9.0, ge=1, description="After this time without a sign of life a run is taken over.")
    checkpoint_seconds: float = Field(1.0, gt=0, description="About how often a run keeps what it has done.")
    idle_seconds: float = Field(120.0, ge=1, description="A process without work is ended after this time.")

    desks: int = Field(2, ge=1, le=64, description="Uploads, charts and what-ifs at a time.")
    upload_bytes: int = Field(50_000_000, ge=1_000, description="Largest upload.")
    import_seconds: float = Field(90.0, ge=1, description="Time for reading one upload.")
    answer_seconds: float = Field(60.0, ge=1, description="Time for one analysis, chart or what-if.")
    desk_memory_mb: int = Field(2_048, ge=512, description="Memory for reading an upload or answering.")
    run_memory_mb: int = Field(4_096, ge=512, description="Memory of a run.")
    most_iterations: int = Field(1_000_000, ge=1, description="Most iterations of a run.")

    requests_per_minute: int = Field(30_000, ge=1, description="Requests of one key or person.")
    runs_per_minute: int = Field(1_200, ge=1, description="Runs and what-ifs of one key or person.")
    uploads_per_minute: int = Field(120, ge=1, description="Uploads of one key or person.")
    refusals_per_minute: int = Field(12_000, ge=1, description="Refused keys and links of one address.")

    session_hours: float = Field(12.0, gt=0, description="How long a login lasts.")
    oidc_issuer: str = Field("", description="Identity provider, such as https://login.example.org.")
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    owners: tuple[str, ...] = Field((), description="E-mail addresses of those who own the first workspace.")

    @field_validator("database", mode="after")
    @classmethod
    def _driver(cls, value: SecretStr) -> SecretStr:
        """Plain postgresql:// means psycopg 3, the driver of the extra `postgres`."""
        url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", value.get_secret_value())
        if url and not url.startswith(("postgresql+", "sqlite:")):
            raise ValueError("must be the URL of a PostgreSQL database, such as postgresql://user:password@host/name")
        return SecretStr(url)

    @model_validator(mode="after")
    def _no_unknown_variable(self) -> Self:
        known = {f"{PREFIX}{name.upper()}" for name in type(self).model_fields} | OTHERS
        unknown = sorted(key for key in os.environ if key.upper().startswith(PREFIX) and key.upper() not in known)
        if unknown:
            raise ValueError(f"unknown variables of the environment: {', '.join(unknown)}")
        return self

    @property
    def database_url(self) -> str:
        """The URL of the database, its password included."""
        return self.database.get_secret_value() or f"sqlite:///{self.data / 'riskcore.sqlite3'}"

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.database_url.startswith("sqlite:")

    @property
    def blobs(self) -> Path:
        """Folder of the results; servers and workers on several machines must share it."""
        return self.data / "blobs"

    @property
    def url(self) -> str:
        """Where people reach the service."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url.rstrip("/") or f"http://{shown}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether people reach the service by HTTPS."""
        return self.url.startswith("https://")

    def environment(self) -> dict[str, str]:
        """The settings as variables, for a process that is started with them."""
        shown: dict[str, Any] = self.model_dump(mode="json")
        shown |= {name: value.get_secret_value() for name, value in self if isinstance(value, SecretStr)}
        written = {name: value for name, value in shown.items() if value not in ("", [], None)}
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in written.items()}
        return {f"{PREFIX}{name.upper()}": text for name, text in texts.items()}
