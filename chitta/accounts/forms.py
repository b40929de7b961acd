"""What people fill in at the door. Sentences are marked here and translated where they are shown."""

from __future__ import annotations

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, PasswordField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length

from chitta.accounts import passwords
from chitta.accounts.consents import PURPOSES
from chitta.accounts.letters import TITLES
from chitta.accounts.models import NOTICES, mailbox
from chitta.core import times
from chitta.core.i18n import N_, tongue
from chitta.core.text import one_line

LOCAL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
LANGUAGE_CHOICES = [("he", "עברית"), ("en", "English")]
ADDRESS_CHOICES = [("f", N_("As a woman")), ("m", N_("As a man")), ("n", N_("Without gender"))]
THEME_CHOICES = [("", N_("As on the device")), ("light", N_("Light")), ("dark", N_("Dark"))]
COUNTRY_CHOICES = [("IL", N_("Israel")), ("US", N_("United States")), ("ZZ", N_("Somewhere else"))]
NO_MATCH = N_("The address or the password does not match. You can try again, or %(forgot)s.")
PERHAPS_KNOWN = N_("If there is already an account with this address, you can %(login)s or %(forgot)s.")
WRONG_PASSWORD = N_("This is not the password of this account.")
WRONG_CODE = N_("This code does not fit. It changes every half minute, and each one works once.")
SPENT_CODE = N_("This recovery code does not fit, or it was used already.")
ENOUGH_CODES = N_("Too many codes did not fit. Wait an hour, or use one of your recovery codes.")


class Form(FlaskForm):
    """A form whose whole can be wrong, beside its fields."""

    def refuse(self, sentence: str) -> None:
        """Say no to all of it; `show` then answers 422."""
        self.form_errors.append(sentence)


def mail_address(_form: FlaskForm, field: Field) -> None:
    """One plain address, as mail servers take it. Raises ValidationError."""
    local, at, domain = field.data.rpartition("@")
    if at and local and not domain:
        raise ValidationError(N_("The part after the @ is missing. For example: hadas@example.org"))
    labels = domain.split(".")
    right = LOCAL.fullmatch(local) and len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)
    if not right or local.startswith(".") or local.endswith(".") or ".." in local or len(field.data) > 254:
        raise ValidationError(N_("This does not look like a mail address. For example: hadas@example.org"))


def new_password(form: FlaskForm, field: Field) -> None:
    """Long enough, not too long, not among the first a stranger would try. Raises ValidationError."""
    length = len(passwords.composed(field.data or ""))
    if length < passwords.SHORTEST:
        raise ValidationError(N_("This is shorter than 15 characters."))
    if length > passwords.LONGEST:
        raise ValidationError(N_("A password can have up to 128 characters."))
    if passwords.easy(field.data, _own_words(form)):
        raise ValidationError(
            N_("This is among the first things a stranger would try. Something less known is needed.")
        )


def _own_words(form: Any) -> tuple[str, ...]:
    if getattr(form, "owner", None) is not None:
        return form.owner.full_name, form.owner.email
    return form.full_name.data or "", form.email.data or ""


def _name(text: str | None) -> str:
    return one_line(text or "", 1000)


def _mail(text: str | None) -> str:
    return mailbox((text or "")[:1000]).replace("\x00", "")  # PostgreSQL takes none, not even to compare


def name_field() -> StringField:
    wanted = DataRequired(N_("What should Chitta call you?"))
    return StringField(
        filters=[_name], validators=[wanted, Length(max=120, message=N_("Up to 120 characters, please."))]
    )


def mail_field() -> StringField:
    return StringField(filters=[_mail], validators=[DataRequired(N_("The mail address is missing.")), mail_address])


def choice(choices: list[tuple[str, str]], default: Any) -> RadioField:
    """One of several. choices: value and msgid; a default that is called is asked anew for every form."""
    wrong = N_("Please choose one of these.")
    return RadioField(choices=[SelectChoice(*one) for one in choices], default=default, invalid_choice_message=wrong)


class ZoneField(HiddenField):
    """The browser's time zone, filled in by house.js; "" without it, and for a name that is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] in times.zones() else ""

    def populate_obj(self, obj: Any, name: str) -> None:
        obj.live_in(self.data or "")


class RegisterForm(Form):
    full_name = name_field()
    email = mail_field()
    password = PasswordField(validators=[new_password])
    language = choice(LANGUAGE_CHOICES, lambda: tongue().language)
    address = choice(ADDRESS_CHOICES, "n")
    zone = ZoneField()
    agree = BooleanField(validators=[InputRequired(N_("To begin, this needs your yes."))])
    claude = BooleanField()  # asked where Claude is here; a no is as good as a yes


class LoginForm(Form):
    email = StringField(filters=[_mail], validators=[DataRequired(N_("The mail address is missing."))])
    password = PasswordField(validators=[InputRequired(N_("The password is missing."))])
    zone = ZoneField()


class ForgotForm(Form):
    email = mail_field()


class NewPasswordForm(Form):
    """A password chosen from a link; `owner` is whose it will be."""

    def __init__(self, owner: Any) -> None:
        self.owner = owner
        super().__init__()

    password = PasswordField(validators=[new_password])


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField(validators=[InputRequired(N_("The password is missing."))])


class ChangeMailForm(Form):
    email = mail_field()
    current = PasswordField(validators=[InputRequired(N_("The password is missing."))])


def code_field() -> StringField:
    return StringField(validators=[InputRequired(N_("The code is missing."))])


class CodeForm(Form):
    code = code_field()


class SureForm(Form):
    """Who is it? `owner` says a code as well where they have one."""

    def __init__(self, owner: Any) -> None:
        super().__init__()
        if owner.second_factor_at is None:
            del self.code

    current = PasswordField(validators=[InputRequired(N_("The password is missing."))])
    code = code_field()


class SettingsForm(Form):
    full_name = name_field()
    language = choice(LANGUAGE_CHOICES, "he")
    address = choice(ADDRESS_CHOICES, "n")
    theme = choice(THEME_CHOICES, "")
    country = choice(COUNTRY_CHOICES, "IL")
    zone = ZoneField()


class LettersForm(Form):
    """Which notices come by mail."""

    kinds = SelectMultipleField(choices=[SelectChoice(kind, TITLES[kind]) for kind in NOTICES])


class ConsentForm(Form):
    """A yes or a no to one or more purposes."""

    purposes = SelectMultipleField(choices=[SelectChoice(one) for one in PURPOSES])
    answer = RadioField(choices=[SelectChoice("yes"), SelectChoice("no")])
