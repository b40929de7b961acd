"""What a WSGI server loads: `gunicorn -c python:chitta.serve wsgi:app`. Refuses a database that is behind."""

import sys

from chitta import create_app
from chitta.migrating import BEHIND, NOT_AT_HEAD, at_head

app = create_app()
if not at_head(app):
    print(BEHIND, file=sys.stderr, flush=True)
    raise SystemExit(NOT_AT_HEAD)
