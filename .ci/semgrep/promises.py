"""Examples for promises.yml: `semgrep --test .ci/semgrep`."""


@bp.get("/films/<uuid:film_id>")
def film(film_id: UUID):
    # ruleid: load-through-the-person
    db.session.get(Film, film_id)
    # ok: load-through-the-person
    my_film(film_id)
    # ruleid: looking-changes-nothing
    Deed.note("film.seen", None, film_id)


@bp.post("/films/<uuid:film_id>")
def keep(film_id: UUID):
    # ok: looking-changes-nothing
    Deed.note("film.kept", None, film_id)
    # ruleid: redirects-stay-at-home
    return redirect(request.args.get("next"), 303)


# ruleid: doors-name-their-method
@bp.route("/films")
def films():
    # ok: redirects-stay-at-home
    return redirect(own_path(request.args.get("next")), 303)


def pages(name, word):
    # ruleid: markup-in-three-places
    Markup(name)
    # ruleid: no-page-from-a-string
    render_template_string(name)
    # ruleid: no-code-from-text
    eval(name)
    # ruleid: no-words-in-sql
    db.session.execute(text(f"SELECT * FROM films WHERE name = '{name}'"))
    # ok: no-words-in-sql
    db.session.execute(text("SELECT 1"))
    # ruleid: no-address-is-fetched
    urllib.request.urlopen(name)
    # ruleid: logs-hold-no-words
    log.info("said", text=word)
    # ok: logs-hold-no-words
    log.info("said", message=word.id)
    # ruleid: cookies-are-closed
    response.set_cookie("a", "b", secure=True)
    # ok: cookies-are-closed
    response.set_cookie("a", "b", secure=True, httponly=True)
    # ruleid: secrets-are-compared-slowly
    return hmac.new(key, word).hexdigest() == name
