"""No key, token or password of anybody lies in the checkout."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
KEYS = re.compile(
    rb"sk-ant-(?!test)[\w-]{20,}|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}|xox[abpr]-[\w-]{20,}|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
    rb"|(?i:postgres(?:ql)?|rediss?|smtps?)://[^\s:/@'\"<>{}$%]+:(?!password|secret|chitta|user|x@|pass|p@|\w{1,8}@(?:localhost|127))[^\s@'\"<>{}$%]{8,}@"
)
PUBLIC = {"tests/gateways/self-signed.pem"}  # of a sink on this machine that lives as long as a test


def test_no_secret_is_kept_in_the_checkout():
    named = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    files = [name for name in named.split("\0") if name and name not in PUBLIC and (ROOT / name).is_file()]
    found = {name: KEYS.findall((ROOT / name).read_bytes()) for name in files if not name.endswith(".whl")}
    assert not {name: keys for name, keys in found.items() if keys}


def test_the_settings_that_are_secrets_have_no_value_in_the_examples():
    told = dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    secret = [name for name in told if re.search("SECRET|TOKEN$|_KEY$|ACCESS_KEY_ID|SMTP_URL|DATABASE_URL", name)]
    assert len(secret) > 5 and not {name: told[name] for name in secret if told[name]}
