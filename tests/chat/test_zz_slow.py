import os, signal, time
from tests.chat.test_faults import Worker
from tests.chat.test_replies import reply_of
from tests.servers import wait_until
from tests.standin.script import Reply, Say
from sqlalchemy import update
from chitta.chat.models import Message
from chitta.core.db import db, transaction

def test_slow_first_token(app, dana, valkey_server, tmp_path, standin):
    os.environ.pop("X", None)
    standin.will(Reply((Say("Late but whole, one word after another.", delay=26),)))
    w = Worker.__new__(Worker)
    w.__class__.start_orig = Worker.start
    Worker.start, orig = lambda self: None, Worker.start
    w.__init__(app, valkey_server, tmp_path)
    Worker.start = orig
    w.environment |= {"ANTHROPIC_API_KEY": "x", "ANTHROPIC_BASE_URL": standin.url, "LOG_LEVEL": "INFO"}
    w.start()
    try:
        dana.say("Hello")
        wait_until(lambda: reply_of(app, dana).status == "speaking", 20, "claim")
        dana.say("Second, meanwhile")
        t = time.time()
        firsts = []
        with app.app_context(): pass
        def two():
            with app.app_context(), transaction(writing=False):
                from sqlalchemy import select
                return list(db.session.scalars(select(Message).where(Message.session_id == dana.session_id, Message.reply_to != None).order_by(Message.seq)))
        wait_until(lambda: all(not m.open for m in two()), 90, "both")
        for m in two(): print(m.status, m.attempt, repr(m.text), m.engine)
        print("took", time.time() - t)
    finally:
        w.end(signal.SIGKILL)
