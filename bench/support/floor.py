"""The floor: what this stack costs at the least. Fifteen rows of the same table into one plain template.

`python bench/support/floor.py PORT DATABASE` serves it on gevent, as the product is served.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import socket
import sys

from flask import Flask
from gevent.pywsgi import WSGIServer
from sqlalchemy import create_engine, text

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Floor</title></head><body><h1>Issues</h1>
{% for row in rows %}<article><h2><a href="/issues/{{ row.id }}">{{ row.title }}</a></h2>
<p>{{ row.number }} · {{ row.state }} · {{ row.second_count }} · {{ row.contribution_count }}</p></article>
{% endfor %}</body></html>"""
ROWS = text(
    "SELECT id, title, number, state, second_count, contribution_count FROM issues ORDER BY id DESC LIMIT 15 OFFSET 0"
)
app = Flask(__name__)
template = app.jinja_env.from_string(PAGE)
engine = create_engine(sys.argv[2], connect_args={"check_same_thread": False} if "sqlite" in sys.argv[2] else {})


@app.get("/issues")
def index() -> str:
    with engine.connect() as connection:
        return template.render(rows=connection.execute(ROWS).all())


if __name__ == "__main__":
    server = WSGIServer(("127.0.0.1", int(sys.argv[1])), app, log=None)
    server.start()
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(f"open at http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
