"""The frame around every request: one transaction, a request id, the reader's language, headers.

Routes therefore hold no commit, no language and no header.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from chitta.core import db as ground
from chitta.core.settings import Settings

log = structlog.get_logger()

SAFE = {"GET", "HEAD", "OPTIONS"}
YEAR = 365 * 24 * 3600
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
FILES = {"connect-src", "img-src", "media-src"}  # what a bucket of another address is sent to and shown from
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), payment=(), usb=(), interest-cohort=()",
}

CHANGES = "240 per minute"  # of one kind by one browser, where a door names no limit of its own


def _browser() -> str:
    """Whose changes are counted: this login, or for visitors this address. Hashed: the limiter logs its keys."""
    return sha256(str(session.get("_user_id") or get_remote_address()).encode()).hexdigest()


csrf = CSRFProtect()
compress = Compress()
limiter = Limiter(
    key_func=_browser,
    default_limits=[CHANGES],
    default_limits_exempt_when=lambda: request.method in SAFE,
    in_memory_fallback_enabled=True,
    swallow_errors=True,  # what is on its way at the moment Redis goes is served, not refused
    headers_enabled=False,
)


class House(Flask):
    """Flask with our transaction around the view: committed once, before the answer leaves, or not at all."""

    def dispatch_request(self) -> ResponseReturnValue:
        if request.endpoint == "static":
            return super().dispatch_request()
        try:
            answer = super().dispatch_request()
            if request.method not in SAFE:
                ground.commit()
            return answer
        except BaseException:
            ground.rollback()
            raise


def policy(files_at: str = "") -> str:
    """The Content-Security-Policy of our pages; files_at: the storage's origin when browsers go there themselves."""
    return "; ".join(f"{name} {value} {files_at if name in FILES else ''}".rstrip() for name, value in CSP.items())


def _begin() -> None:
    g.request_id = uuid4().hex[:12]
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _dress(response: Response) -> Response:
    """Headers for every answer; static files may be kept, what is signed in or personal never."""
    response.headers.setdefault("Content-Security-Policy", current_app.config["CSP"])
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    if request.endpoint == "static" and response.status_code < 400:
        kept = "immutable" if request.args.get("v") else "must-revalidate"
        response.headers["Cache-Control"] = f"public, max-age={YEAR if kept == 'immutable' else 300}, {kept}"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.endpoint == "static" or g.get("public"):
        # Only what holds no secret beside what a stranger can make it echo (BREACH).
        return compress.after_request(response)
    return response


def frame(app: House, settings: Settings, files_at: str = "") -> None:
    """Hang the frame: order matters, the transaction's kind is known before anything may query."""
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_NAME="__Host-chitta" if settings.cookies_secure else "chitta",
        SESSION_COOKIE_SECURE=settings.cookies_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
        CSP=policy(files_at),
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        MAX_FORM_PARTS=200,
        TRUSTED_HOSTS=trusted_hosts(settings),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # Referrer-Policy may take the referrer away; the token and SameSite guard
        COMPRESS_REGISTER=False,
        COMPRESS_MIN_SIZE=800,
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"],
        RATELIMIT_STORAGE_URI=limits_address(settings),
        RATELIMIT_STORAGE_OPTIONS={"socket_connect_timeout": 1, "socket_timeout": 2},
        RATELIMIT_ENABLED=settings.environment != "test",
    )
    if settings.environment == "production" and not settings.trusted_proxies:
        log.warning(
            "TRUSTED_PROXIES is 0: behind a proxy all visitors count as one, and a stranger slows everybody down"
        )
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *([settings.trusted_proxies] * 3))  # type: ignore[method-assign]
    app.before_request(_begin)
    compress.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_dress)


def trusted_hosts(settings: Settings) -> list[str]:
    """Host names a request may carry."""
    named = [name.strip() for name in settings.server_names.split(",") if name.strip()]
    return named or ["localhost", "127.0.0.1", "[::1]", settings.host]


def limits_address(settings: Settings) -> str:
    """Flask-Limiter's spelling of the Redis address: its word for a socket is redis+unix://."""
    return f"redis+{settings.redis}" if settings.redis.startswith("unix://") else settings.redis


def values(app: Flask, **shared: Any) -> None:
    """Make values available to every template."""
    app.jinja_env.globals.update(shared)
