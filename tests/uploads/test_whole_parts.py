"""A part as the real web server hands it over: a stream that ends by itself."""

from __future__ import annotations

from chitta.gateways.storage import PART


def test_a_part_of_full_length_passes_through_gunicorn(app, letter):
    letter.begin()
    place = letter.where(1)
    as_gunicorn = {"wsgi.input_terminated": True}
    sent = letter.person.client.put(
        place["url"], data=letter.piece(1), headers=place["headers"], environ_overrides=as_gunicorn
    )
    assert sent.status_code == 204
    assert len(letter.piece(1)) == PART and letter.parts() == [1]
