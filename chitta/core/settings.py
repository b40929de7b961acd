"""Every setting of the product, read once, frozen. Names, defaults and meaning are in .env.example."""

from __future__ import annotations

import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

DEV_SECRET = "development-only-secret-development-only-secret"  # nosec B105 # production refuses it
MB = 1 << 20
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 107 bytes


class FromFiles(PydanticBaseSettingsSource):
    """SECRET_KEY_FILE=/run/secrets/key stands for SECRET_KEY, and so for every setting."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"{field_name.upper()}_FILE")
        return (Path(path).read_text().strip() if path else None, field_name, False)

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(None, name)[0] for name in self.settings_cls.model_fields}
        return {name: value for name, value in found.items() if value is not None}


class Settings(BaseSettings):
    """One frozen object; `Settings()` reads the environment and its *_FILE twins."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    environment: Literal["development", "test", "production"] = "development"
    debug: bool = False
    secret_key: SecretStr = SecretStr(DEV_SECRET)
    chitta_home: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    server_names: str = Field(
        "", description="comma-separated host names that are ours; empty: any, in development only"
    )
    public_url: str = Field(
        "", description="address used in mails, e.g. https://chitta.example; default http://HOST:PORT"
    )
    trusted_proxies: int = Field(0, ge=0, le=5)

    database_url: str = ""
    database_pooler: bool = Field(
        False, description="between us and PostgreSQL stands one that lends connections for a transaction (PgBouncer)"
    )
    redis_url: str = ""
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "Chitta <no-reply@localhost>"
    metrics_token: SecretStr = SecretStr("")
    operator: str = Field("", description="who runs this installation and can be written to, as Name <address>")

    anthropic_api_key: SecretStr = SecretStr("")
    anthropic_base_url: str = ""
    anthropic_model: str = "claude-opus-5-5"
    anthropic_reading_model: str = Field(
        "", description="which model reads documents and films; default: ANTHROPIC_MODEL"
    )
    anthropic_writing_model: str = Field("", description="which model writes reports; default: ANTHROPIC_MODEL")
    anthropic_max_tokens: int = Field(4000, ge=256, le=21000)
    anthropic_effort: Literal["low", "medium", "high"] = "low"
    daily_token_budget: int = Field(
        1_000_000, ge=0, description="Claude's tokens for one family and day, weighed; 0: no limit"
    )
    use_minio: bool = False
    minio_endpoint: str = "localhost:9000"
    minio_access_key: str = ""
    minio_secret_key: SecretStr = SecretStr("")
    minio_secure: bool = False
    s3_bucket: str = ""
    s3_region: str = "us-east-1"
    s3_endpoint_url: str = ""
    s3_public_url: str = Field("", description="the bucket's server as browsers reach it, when that is another address")
    aws_access_key_id: str = ""
    aws_secret_access_key: SecretStr = SecretStr("")
    aws_session_token: SecretStr = SecretStr("")

    max_video_size_mb: int = Field(500, ge=1, le=20_000)
    films_at_once: int = Field(1, ge=1, le=64)
    max_document_size_mb: int = Field(10, ge=1, le=1000)
    allowed_video_extensions: str = ".mp4,.mov,.avi,.mkv,.webm,.m4v"
    allowed_document_extensions: str = ".pdf,.docx,.jpg,.jpeg,.png,.heic,.heif"
    family_quota_mb: int = Field(10_000, ge=1, description="of all files one family keeps and has promised to send")

    demo: bool = Field(False, description="sample families that anybody may enter")

    guide_pace_ms: int = Field(18, ge=0, le=500, description="pause between words of the built-in guide")
    guide_stall_seconds: float = Field(30, gt=0, le=600)

    chat_threads: int = Field(64, ge=1, le=512)
    web_threads: int = Field(1200, ge=8, le=8000)
    rate_limit_per_minute: int = Field(60, ge=1)
    rate_limit_burst: int = Field(10, ge=1)
    password_hash_memory_kib: int = Field(65_536, ge=8)

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["json", "console"] = "console"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, FromFiles(settings_cls)

    @field_validator("chitta_home")
    @classmethod
    def absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("allowed_video_extensions", "allowed_document_extensions")
    @classmethod
    def spelled_alike(cls, extensions: str) -> str:
        """MP4, .mp4 and "mp4 " are one; kept as .mp4,.mov"""
        named = [each.strip().lower().lstrip(".") for each in extensions.split(",")]
        if not all(each.isascii() and each.isalnum() for each in named):
            raise ValueError("extensions are letters and digits, separated by commas")
        return ",".join(f".{each}" for each in dict.fromkeys(named))

    @field_validator("s3_endpoint_url", "s3_public_url")
    @classmethod
    def an_address(cls, address: str) -> str:
        if address and not address.startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://")
        return address.rstrip("/")

    @model_validator(mode="after")
    def no_nonsense(self) -> Settings:
        if self.environment == "production":
            if self.secret_key.get_secret_value() == DEV_SECRET or len(self.secret_key.get_secret_value()) < 32:
                raise ValueError("SECRET_KEY must be set to 32 or more random characters in production")
            if self.debug:
                raise ValueError("DEBUG must be off in production")
            if not self.server_names:
                raise ValueError("SERVER_NAMES must name the hosts that are ours in production")
            if not self.public_url.startswith("https://"):
                raise ValueError("PUBLIC_URL must be an https:// address in production")
            if not (self.s3_public_url or self.s3_address or "https://").startswith("https://"):
                raise ValueError("S3_PUBLIC_URL must be an https:// address in production: browsers send files there")
        if self.use_minio and not (self.minio_access_key and self.minio_secret_key.get_secret_value()):
            raise ValueError("MINIO_ACCESS_KEY and MINIO_SECRET_KEY must be set with USE_MINIO")
        return self

    @cached_property
    def database(self) -> str:
        """SQLAlchemy address; the common postgres:// spellings reach psycopg 3."""
        if not self.database_url:
            return f"sqlite:///{self.chitta_home / 'chitta.db'}"
        for prefix in ("postgres://", "postgresql://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        return self.database_url

    @cached_property
    def s3_address(self) -> str:
        """Where the server that keeps our bucket is, for us; "" for Amazon's own and for files in a folder."""
        if self.use_minio:
            return f"{'https' if self.minio_secure else 'http'}://{self.minio_endpoint}"
        return self.s3_endpoint_url if self.s3_bucket else ""

    @cached_property
    def video_extensions(self) -> tuple[str, ...]:
        """As in (".mp4", ".mov")."""
        return tuple(self.allowed_video_extensions.split(","))

    @cached_property
    def document_extensions(self) -> tuple[str, ...]:
        """As in (".pdf", ".docx")."""
        return tuple(self.allowed_document_extensions.split(","))

    @cached_property
    def most_video_bytes(self) -> int:
        return self.max_video_size_mb * MB

    @cached_property
    def most_document_bytes(self) -> int:
        return self.max_document_size_mb * MB

    @cached_property
    def quota_bytes(self) -> int:
        """What all files of one family may weigh together."""
        return self.family_quota_mb * MB

    @cached_property
    def valkey_socket(self) -> Path:
        """Where the embedded Valkey listens; under /tmp when the home's path is too long for a socket."""
        inside = self.chitta_home / "valkey" / "valkey.sock"
        if len(str(inside).encode()) <= LONGEST_SOCKET_PATH:
            return inside
        named = sha256(str(inside).encode()).hexdigest()[:16]
        return Path("/tmp") / f"chitta-{named}" / "valkey.sock"  # nosec B108 # refused when it is somebody else's

    @cached_property
    def redis(self) -> str:
        """redis-py address: REDIS_URL, or the embedded Valkey's socket."""
        return self.redis_url or f"unix://{self.valkey_socket}"

    @cached_property
    def address(self) -> str:
        """What mails and `./run` say the address is, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @cached_property
    def cookies_secure(self) -> bool:
        return self.environment == "production"
