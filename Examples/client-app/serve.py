"""Serves Fixtures/client-app below /app/ on a loopback port: serve.py FOLDER; writes FOLDER/address.

Every address below /app/ that is no file is the application's page, as such applications want it.
"""
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

root = Path(__file__).resolve().parents[2] / "Fixtures/client-app"


class Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path):
        name = path.split("?")[0].split("#")[0].removeprefix("/app/")
        file = root / name
        inside = root in file.resolve().parents
        return str(file if inside and file.is_file() else root / "index.html")

    def log_message(self, *_):
        pass


folder = Path(sys.argv[1])
with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    part = folder / "address.part"
    part.write_text(f"http://127.0.0.1:{server.server_port}")
    part.rename(folder / "address")
    server.serve_forever()
