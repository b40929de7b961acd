"""The roof: builds the house from its walls and rooms. Nobody inside imports it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from chitta.core import db as ground
from chitta.core import logs
from chitta.core.settings import Settings
from chitta.gateways import queue
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.claude import Claude
from chitta.gateways.guide import Guide
from chitta.gateways.storage import Storage
from chitta.gateways.storage_disk import Disk
from chitta.gateways.storage_s3 import S3, Account
from chitta.gateways.streams import Streams
from chitta.migrating import fits
from chitta.web import frame, health, hx, jinja, problems
from chitta.web.frame import House
from chitta.web.live import Hub

ROOT = Path(__file__).parent.parent


def build(settings: Settings | None = None) -> House:
    """The whole application for these settings (default: the environment's)."""
    settings = settings or Settings()
    logs.configure(settings.log_level, settings.log_format)
    app = House("chitta", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=ground.engine_options(settings.database, settings.database_pooler),
    )
    settings.chitta_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not settings.database_url:
        (settings.chitta_home / "chitta.db").touch(mode=0o600)  # what SQLite lays beside it is as closed
    app.extensions["storage"] = storage(settings)
    frame.frame(app, settings, files_at=app.extensions["storage"].origin)
    ground.db.init_app(app)
    with app.app_context():
        ground.listen(ground.db.engine)
    queue.connect(settings.redis)
    hx.htmx.init_app(app)
    jinja.furnish(app)
    problems.furnish(app)
    app.extensions["streams"] = Streams(settings.redis)
    app.extensions["guides"] = guides(settings)
    app.extensions["guide"] = next(iter(app.extensions["guides"].values()))
    app.extensions["fits"] = partial(fits, app)
    furnish_rooms(app)
    return app


def guides(settings: Settings) -> dict[str, Guide]:
    """Who can speak, the first of them by default: Claude when there is a key, the built-in guide always."""
    built_in = BuiltIn(pace=settings.guide_pace_ms / 1000)
    key = settings.anthropic_api_key.get_secret_value()
    if not key:
        return {built_in.name: built_in}
    claude = Claude(
        api_key=key,
        base_url=settings.anthropic_base_url,
        model=settings.anthropic_model,
        reading_model=settings.anthropic_reading_model,
        writing_model=settings.anthropic_writing_model,
        max_tokens=settings.anthropic_max_tokens,
        effort=settings.anthropic_effort,
        stall_seconds=settings.guide_stall_seconds,
    )
    return {claude.name: claude, built_in.name: built_in}


def storage(settings: Settings) -> Storage:
    """Where files are kept: MinIO or a bucket when one is named, else a folder of the home."""
    if settings.use_minio:
        account = Account(
            bucket=settings.s3_bucket or "chitta",
            region=settings.s3_region,
            endpoint=settings.s3_address,
            public=settings.s3_public_url,
            access_key=settings.minio_access_key,
            secret_key=settings.minio_secret_key.get_secret_value(),
        )
        return S3(account)
    if settings.s3_bucket:
        account = Account(
            bucket=settings.s3_bucket,
            region=settings.s3_region,
            endpoint=settings.s3_address,
            public=settings.s3_public_url,
            access_key=settings.aws_access_key_id,
            secret_key=settings.aws_secret_access_key.get_secret_value(),
            session_token=settings.aws_session_token.get_secret_value(),
        )
        return S3(account)
    return Disk(settings.chitta_home / "files", settings.secret_key.get_secret_value())


def furnish_rooms(app: House) -> None:
    """Open the doors of every room."""
    from chitta.accounts import guards as accounts_guards
    from chitta.accounts import proving
    from chitta.accounts import routes as accounts
    from chitta.admin.routes import desk, metrics
    from chitta.admin.routes import experts as desk_experts
    from chitta.admin.routes import helplines as desk_helplines
    from chitta.admin.routes import letters as desk_letters
    from chitta.admin.routes import lists as desk_lists
    from chitta.cards import routes as cards
    from chitta.chat import guards as chat_guards
    from chitta.chat import routes as chat
    from chitta.children import routes as children
    from chitta.demo import routes as demo
    from chitta.documents import routes as documents
    from chitta.experts import routes as experts
    from chitta.journal import routes as journal
    from chitta.journey import routes as journey
    from chitta.meetings import routes as meetings
    from chitta.prints import routes as prints
    from chitta.privacy import routes as privacy
    from chitta.reports import routes as reports
    from chitta.sharing import routes as sharing
    from chitta.sharing import visiting
    from chitta.uploads import routes as uploads
    from chitta.videos import routes as videos

    accounts_guards.furnish(app)
    app.extensions["hub"] = Hub(app.extensions["streams"], chat_guards.ended(app))
    for room in (
        accounts,
        proving,
        children,
        journey,
        cards,
        chat,
        uploads,
        journal,
        documents,
        videos,
        experts,
        prints,
        reports,
        meetings,
        sharing,
        visiting,
        privacy,
        desk,
        desk_experts,
        desk_lists,
        desk_letters,
        desk_helplines,
        metrics,
        demo,
        health,
    ):
        app.register_blueprint(room.bp)
        getattr(room, "furnish", lambda app: None)(app)
