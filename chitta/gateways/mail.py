"""Mail that leaves the house: `Smtp` to a server, `Outbox` into a folder that the operator can read."""

from __future__ import annotations

import os
import secrets
import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import make_msgid, parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS = 15  # for every word of the conversation with the server


class MailError(Exception):
    """The letter did not leave: it may be tried again later. The message holds no words of the letter."""


@dataclass(frozen=True)
class Letter:
    """One letter to one mailbox, as text and as HTML, in the reader's language."""

    to: str
    subject: str
    text: str
    html: str
    language: str = "he"
    id: str = ""  # the same at every try, so that mail programs show a letter once that had to be sent twice
    stop: str = ""  # address where letters of this kind are stopped; a mail program may post to it (RFC 8058)


class _Whole(EmailPolicy):
    """Addresses in headers stay in one piece: folded into encoded words, as is usual for long ones, nobody finds them."""

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name in WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii") if name in WHOLE else super().fold_binary(name, value)


WHOLE = ("List-Unsubscribe", "Message-ID")
LETTER = _Whole(linesep=SMTP.linesep)


class Mail(Protocol):
    """Something that takes letters."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over. Raises MailError when it was not taken, ValueError when its address or subject is none."""
        ...

    def forget(self, address: str) -> None:
        """Letters to this address that still lie with us go. Raises MailError."""
        ...


class Outbox:
    """A folder of .eml files, newest last; any mail program opens them. A file appears whole or not at all."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def send(self, letter: Letter) -> None:
        message = as_message(letter, self.sender)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        readable = "".join(c if c.isascii() and (c.isalnum() or c in "@.-_") else "_" for c in letter.to)[:80]
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{readable}-{secrets.token_hex(3)}.eml"
        draft = self.folder / f".{name}"
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.as_bytes())
            draft.replace(self.folder / name)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise MailError(type(error).__name__) from error

    def forget(self, address: str) -> None:
        try:
            for file in self.folder.glob("*.eml"):
                if message_from_bytes(file.read_bytes(), policy=LETTER)["To"] == address:
                    file.unlink(missing_ok=True)
        except OSError as error:
            raise MailError(type(error).__name__) from error


class Smtp:
    """A mail server: smtp://user:password@host:587 (encrypted as soon as the server offers it) or smtps://host:465.

    A name and a password are never sent in the clear, unless to this machine or with `?starttls=never`.
    """

    def __init__(self, address: str, sender: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("SMTP_URL is smtp://user:password@host:port or smtps://...")
        self.sender, self.host, self.at_once = sender, parts.hostname, parts.scheme == "smtps"
        self.port = parts.port or (465 if self.at_once else 587)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.encrypt = parse_qs(parts.query).get("starttls") != ["never"]

    def send(self, letter: Letter) -> None:
        message = as_message(letter, self.sender)
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailError(_reason(error)) from error

    def forget(self, address: str) -> None:
        """What was handed over lies elsewhere."""

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.at_once:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            server.ehlo()
            if self.encrypt and server.has_extn("starttls"):
                server.starttls(context=context)
            elif self.encrypt and self.user and not _here(self.host):
                raise MailError("the server offers no encryption for the password")
        except BaseException:
            server.close()
            raise
        return server


def mail(smtp_url: str, outbox: Path, sender: str) -> Mail:
    """The server, when one is named; the folder otherwise."""
    return Smtp(smtp_url, sender) if smtp_url else Outbox(outbox, sender)


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as RFC 5322 wants it. ValueError for an address that is not exactly one, or a subject of two lines."""
    name, address = parseaddr(sender)
    local, _, domain = letter.to.rpartition("@")
    if not local or not domain or any(c in "\r\n,;<>\x00 " for c in letter.to):
        raise ValueError("not one address")
    message = EmailMessage(policy=LETTER)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = letter.subject
    message["Date"] = datetime.now(UTC)
    ours = address.rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{letter.id}@{ours}>" if letter.id else make_msgid(domain=ours)
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        if letter.stop.startswith("https://"):  # one tap in the mail program itself: the RFC wants no other
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    message["Content-Language"] = letter.language  # last: what was there before would move into the first part
    return message


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _reason(error: Exception) -> str:
    code = getattr(error, "smtp_code", "")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()), ("",))[0]
    return f"{type(error).__name__} {code}".strip()
