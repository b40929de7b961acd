"""Letters leave whole, to one reader, and the folder tells the same story as the server."""

from __future__ import annotations

import ssl
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from chitta.gateways import mail as gateway
from chitta.gateways.mail import Letter, Mail, MailError, Outbox, Smtp, mail
from tests import servers

SENDER = "Chitta <no-reply@chitta.example>"
HEBREW = Letter(
    "dana@example.org",
    "סיסמה חדשה ל-Chitta",
    "שלום,\n.\nhttps://chitta.example/reset/x\n",
    "<p dir='rtl'>שלום</p>",
    "he",
)


@pytest.fixture
def sink():
    with servers.smtp() as server:
        yield server


@pytest.fixture(params=["outbox", "smtp"])
def sent(request, tmp_path):
    """Send a letter through one of the twins; what arrived."""

    def through_outbox(letter):
        Outbox(tmp_path, SENDER).send(letter)
        file = sorted(tmp_path.glob("*.eml"))[-1]
        return message_from_bytes(file.read_bytes(), policy=policy.default)

    def through_smtp(letter):
        sink = request.getfixturevalue("sink")
        Smtp(sink.url, SENDER).send(letter)
        return sink.mails[-1]

    return through_outbox if request.param == "outbox" else through_smtp


def test_both_twins_deliver_the_same_letter(sent):
    message = sent(HEBREW)
    assert (message["To"], message["From"], message["Subject"]) == (HEBREW.to, SENDER, HEBREW.subject)
    assert message["Content-Language"] == "he" and message["Auto-Submitted"] == "auto-generated" and message["Date"]
    assert message["Message-ID"].endswith("@chitta.example>")
    parts = [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]
    assert parts == [HEBREW.text, HEBREW.html + "\n"] and message.get_content_type() == "multipart/alternative"


def test_the_way_to_stop_such_letters_arrives_in_one_piece(sent):
    way = "https://chitta.example/letters/stop/" + "a-long_token." * 12
    message = sent(replace(HEBREW, stop=way, id="7f0c"))
    assert message["List-Unsubscribe"] == f"<{way}>" and message["Message-ID"] == "<7f0c@chitta.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent(replace(HEBREW, stop="http://127.0.0.1/x"))["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize("twin", [Outbox, Smtp])
def test_each_twin_has_every_method_of_the_protocol(twin):
    assert all(callable(getattr(twin, name)) for name in vars(Mail) if not name.startswith("_"))


@pytest.mark.parametrize(
    "to",
    [
        "a@b.org\r\nBcc: c@d.org",
        "a@b.org, c@d.org",
        "a@b.org;c@d.org",
        "<a@b.org> c@d.org",
        "a b@c.org",
        "nobody",
        "@b.org",
        "a@",
    ],
)
def test_an_address_is_one_address(tmp_path, to):
    with pytest.raises(ValueError):
        Outbox(tmp_path, SENDER).send(Letter(to, "Hello", "text", "html"))
    assert not list(tmp_path.iterdir())


def test_a_subject_cannot_bring_headers_along(tmp_path):
    with pytest.raises(ValueError):
        Outbox(tmp_path, SENDER).send(Letter("a@b.org", "Hello\r\nBcc: c@d.org", "text", "html"))


def test_files_have_readable_names_stay_in_the_folder_and_are_private(tmp_path):
    Outbox(tmp_path / "out", SENDER).send(Letter("../../etc/dana+x@example.org", "Hello", "text", "html"))
    (file,) = (tmp_path / "out").iterdir()
    assert "dana_x@example.org" in file.name and file.suffix == ".eml" and not file.stat().st_mode & 0o077


def test_a_full_disk_is_told_and_leaves_no_half_letter(tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gateway.Path, "replace", full)
    with pytest.raises(MailError):
        Outbox(tmp_path, SENDER).send(HEBREW)
    assert not list(tmp_path.iterdir())


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(MailError, match="ConnectionRefusedError"):
        Smtp(f"smtp://127.0.0.1:{servers.free_port()}", SENDER).send(HEBREW)


def test_a_server_that_refuses_is_told_without_words_of_the_letter(sink):
    with pytest.raises(MailError) as refused:
        Smtp(f"smtp://name:secret@127.0.0.1:{sink.port}", SENDER).send(HEBREW)  # it knows no log-in
    assert "secret" not in str(refused.value) and "dana" not in str(refused.value)
    assert sink.mails == []


def test_a_password_never_travels_in_the_clear(sink, monkeypatch):
    monkeypatch.setattr(gateway, "_here", lambda host: False)
    with pytest.raises(MailError, match="no encryption"):
        Smtp(f"smtp://name:secret@127.0.0.1:{sink.port}", SENDER).send(HEBREW)
    with pytest.raises(MailError, match="SMTPNotSupportedError"):
        Smtp(f"smtp://name:secret@127.0.0.1:{sink.port}?starttls=never", SENDER).send(HEBREW)


def test_encryption_that_nobody_vouches_for_is_refused():
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self-signed.pem"))
    server = Controller(Sink(), hostname="127.0.0.1", port=servers.free_port(), tls_context=context)
    server.start()
    try:
        with pytest.raises(MailError, match="SSLCertVerificationError"):
            Smtp(f"smtp://127.0.0.1:{server.port}", SENDER).send(HEBREW)
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("address", "host", "port", "at_once", "user", "password"),
    [
        ("smtp://mail.example", "mail.example", 587, False, "", ""),
        ("smtps://u%40x:p%3A%2F@mail.example", "mail.example", 465, True, "u@x", "p:/"),
        ("smtp://u:p@mail.example:2525", "mail.example", 2525, False, "u", "p"),
    ],
)
def test_addresses_of_servers(address, host, port, at_once, user, password):
    server = Smtp(address, SENDER)
    assert (server.host, server.port, server.at_once, server.user, server.password) == (
        host,
        port,
        at_once,
        user,
        password,
    )


@pytest.mark.parametrize("nonsense", ["mail.example:25", "http://mail.example", "smtp://"])
def test_nonsense_is_refused_at_start(nonsense):
    with pytest.raises(ValueError, match="SMTP_URL"):
        Smtp(nonsense, SENDER)


def test_the_folder_is_used_when_no_server_is_named(tmp_path):
    assert isinstance(mail("", tmp_path, SENDER), Outbox) and isinstance(mail("smtp://x", tmp_path, SENDER), Smtp)
