"""Environment variables `FIREBELL_*` → Settings of one process: Redis, ports, logs, retention."""

from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from firebell.errors import FirebellError

PREFIX = "FIREBELL_"


class SettingsError(FirebellError):
    """An environment variable holds what it cannot; each is named with what it wants."""


class Settings(BaseSettings):
    """What a process needs to know of its surroundings; what analysts decide stands in the configuration."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    redis_url: str = Field(
        default="redis://127.0.0.1:6379/0",
        repr=False,
        description="Redis: redis://, redis-sentinel://, redis-cluster://, with rediss for TLS, or unix://.",
    )
    redis_username: str = Field(default="", description="User; wins over the one in the URL.")
    redis_password: SecretStr = Field(
        default=SecretStr(""), description="Password, or file:/path of one; wins over the one in the URL."
    )
    redis_ca: str = Field(
        default="", description="PEM file of the authorities that Redis's certificate may come from, for TLS."
    )
    redis_cert: str = Field(default="", description="PEM file of our own certificate, where Redis wants one.")
    redis_key: str = Field(
        default="", description="PEM file of its key, where it stands in a file of its own."
    )
    redis_sentinel_password: SecretStr = Field(
        default=SecretStr(""), description="Password of the Sentinels, or file:/path of one."
    )
    prefix: str = Field(
        default="firebell",
        pattern=r"^[A-Za-z0-9{][A-Za-z0-9_.{}-]*$",
        description="Stands before every key; on a Redis Cluster a hash tag, {firebell}.",
    )
    config: Path | None = Field(
        default=None, description="Directory of the configuration; without it, the shipped one."
    )
    data: Path = Field(
        default=Path("firebell-data"), description="Directory of the private Redis of `firebell up`."
    )
    health_host: str = Field(
        default="127.0.0.1", description="Address on which /livez, /readyz and /metrics are told."
    )
    health_port: int | None = Field(
        default=None, ge=0, le=65535, description="Port of the same; none: not told; 0: any free one."
    )
    http_host: str = Field(default="127.0.0.1", description="Address on which `firebell serve` listens.")
    http_port: int = Field(default=8600, ge=0, le=65535, description="Port of the same; 0: any free one.")
    http_link: str = Field(
        default="", description="Address under which readers reach it, https://…; stands in feeds and alerts."
    )
    http_read: Literal["open", "token"] = Field(
        default="open", description="Who may read alerts: everybody, or whoever has a token."
    )
    http_tokens: Path | None = Field(
        default=None, description="File of tokens; `firebell tokens make` writes its lines."
    )
    http_origins: str = Field(
        default="", description="Web pages of others that may read from a browser, with commas between them."
    )
    http_rate: float = Field(default=50.0, gt=0, description="Requests a second and caller, on average.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = Field(
        default="INFO", description="The least that is logged."
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto", description="Lines for people, JSON, or auto: people on a terminal."
    )
    batch: int = Field(default=100, ge=1, le=1000, description="Most articles read at once.")
    lease_seconds: float = Field(
        default=5.0, ge=1, le=300, description="Life of the fold's lease; a crash costs at most this long."
    )
    claim_after: float = Field(
        default=60.0,
        ge=1,
        le=86400,
        description="Seconds after which another reader takes over a silent one's articles.",
    )
    tick_seconds: float = Field(
        default=60.0, ge=1, le=3600, description="Seconds between ticks of the clock in the journal."
    )
    keep_articles: int = Field(
        default=7, ge=1, le=3650, description="Days that articles stay on their stream."
    )
    keep_journal: int = Field(default=14, ge=1, le=3650, description="Days that the journal is kept.")
    keep_alerts: int = Field(
        default=400, ge=1, le=3650, description="Days that alerts and channels' streams are kept."
    )
    keep_dead: int = Field(default=30, ge=1, le=3650, description="Days that articles set aside are kept.")
    allow_addresses: str | None = Field(
        default=None,
        description="Networks that webhooks, feeds and pages may reach besides public ones: 10.1.0.0/16, ::1.",
    )
    keep_decisions: int = Field(
        default=30, ge=1, le=3650, description="Days that decisions are kept for `explain`."
    )
    collect_pages: bool = Field(
        default=False,
        description="true: `firebell collect` reads an entry's page for its full text, where robots.txt allows.",
    )

    @field_validator("allow_addresses")
    @classmethod
    def _are_networks(cls, written: str | None) -> str | None:
        """Refuse what is no list of networks."""
        for one in (written or "").split(","):
            if one.strip():
                ip_network(one.strip())
        return written


def load() -> Settings:
    """The settings in the environment.

    Raises:
        SettingsError: a value that cannot be; the message has a sentence for each.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(str(e["loc"][0]), e) for e in error.errors())) from None


def _sentence(name: str, error: object) -> str:
    """One variable, what it holds, what it wants."""
    facts = error if isinstance(error, dict) else {}
    says = str(facts.get("msg", "is wrong")).removeprefix("Input ")
    field = Settings.model_fields.get(name)
    meaning = f" ({field.description})" if field and field.description else ""
    return f"{PREFIX}{name.upper()}={facts.get('input')!r}: {says}{meaning}"
