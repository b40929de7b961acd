FROM python:3.11-slim

# Pango draws the PDFs; Hebrew letters need a font that has them.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 culmus \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/chitta
COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt

COPY wsgi.py ./
COPY migrations migrations
COPY templates templates
COPY static static
COPY chitta chitta
RUN python -m compileall -q chitta wsgi.py \
    && useradd --system --create-home --home-dir /var/lib/chitta chitta
USER chitta

ENV CHITTA_HOME=/var/lib/chitta HOST=0.0.0.0 PORT=8000 LOG_FORMAT=json PYTHONUNBUFFERED=1
EXPOSE 8000
# The host name is one of ours, since others are refused.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-c", "\
import os, urllib.request as web; \
name = os.environ.get('SERVER_NAMES', '').split(',')[0] or 'localhost'; \
web.urlopen(web.Request('http://127.0.0.1:' + os.environ['PORT'] + '/ready', headers={'Host': name}), timeout=4)"]

CMD ["gunicorn", "-c", "python:chitta.gunicorn", "wsgi:app"]
