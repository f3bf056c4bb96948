"""Pages for the tests of the page driver, on a port of its own; ends with its standard input."""

import http.server
import json
import os
import socketserver
import sys
import threading
import time
import urllib.parse

APP = os.path.join(os.path.dirname(__file__), "..", "..", "Fixtures", "client-app")
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}


seen = set()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        name = url.path.strip("/").split("/")[0].replace("-", "_")
        getattr(self, "page_" + name, self.page_missing)(query)

    do_POST = do_PUT = do_GET

    def answer(self, body, status=200, kind="text/html; charset=utf-8", **headers):
        if isinstance(body, str):
            body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_missing(self, query):
        self.answer("<title>Missing</title><h1>Not found</h1>", 404)

    def page_page(self, query):
        """A page as the query says."""
        self.answer("<!doctype html><title>Page</title>" + query["html"])

    def page_app(self, query):
        """The client-rendered application; its routes are all one document."""
        name = self.path.split("?")[0].rsplit("/", 1)[-1]
        path = os.path.join(APP, name)
        if not os.path.isfile(path):
            path = os.path.join(APP, "index.html")
        with open(path, "rb") as file:
            self.answer(file.read(), kind=TYPES[os.path.splitext(path)[1]])

    def page_echo(self, query):
        """What was asked, as text."""
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode(errors="replace")
        fields = "".join(f"{key.lower()}: {value}\n" for key, value in self.headers.items())
        text = f"{self.command} {self.path}\n{fields}\n{body}".replace("<", "&lt;")
        self.answer(f"<title>Echo</title><h1>Echo</h1><pre>{text}</pre>")

    def page_json(self, query):
        """What was sent, with a cookie."""
        length = int(self.headers.get("Content-Length", 0))
        self.answer(
            json.dumps({"sent": self.rfile.read(length).decode(errors="replace")}),
            int(query.get("status", 200)), "application/json",
            Set_Cookie="seen=secret-two; HttpOnly")

    def page_hurry(self, query):
        """An answer that begins and does not end."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"data: 1\n\n")
        self.wfile.flush()
        time.sleep(60)

    def page_cookie(self, query):
        self.answer(
            "<title>Cookie</title><h1>Cookie</h1>",
            Set_Cookie="sid=secret-one; Path=/; HttpOnly; SameSite=Lax")

    def page_cached(self, query):
        self.answer(
            f"<title>Cached</title><p id=stamp>{time.time_ns()}</p>",
            Cache_Control="max-age=3600")

    def page_worker(self, query):
        self.answer(
            "addEventListener('fetch', e => { if (e.request.url.endsWith('/from-worker'))"
            " e.respondWith(new Response('<h1>Worker</h1>', {headers: {'Content-Type': 'text/html'}}))"
            " }); addEventListener('install', () => skipWaiting());"
            " addEventListener('activate', e => e.waitUntil(clients.claim()))",
            kind="text/javascript", Service_Worker_Allowed="/")

    def page_from_worker(self, query):
        self.answer("<h1>Server</h1>")

    def page_slow(self, query):
        time.sleep(float(query.get("seconds", "1")))
        self.answer("<title>Slow</title><h1>Slow page</h1>")

    def page_never(self, query):
        time.sleep(60)

    def page_loop(self, query):
        self.answer("", 302, Location=f"/loop?{time.time_ns()}")

    def page_away(self, query):
        self.answer("", 302, Location=query["to"])

    def page_nothing(self, query):
        self.send_response(204)
        self.end_headers()

    def page_once(self, query):
        """A page when it is asked for first, and a file ever after."""
        if self.path in seen:
            return self.page_download(query)
        seen.add(self.path)
        self.answer("<title>Once</title><h1 id=here>Once</h1>")

    def page_huge(self, query):
        """Fifty megabytes of paragraphs."""
        line = b"<p>" + b"lorem ipsum " * 85 + b"</p>\n"
        count = int(query.get("bytes", 50 << 20)) // len(line)
        head = b"<!doctype html><title>Huge</title><h1>Huge</h1><button>Go</button>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(head) + count * len(line)))
        self.end_headers()
        try:
            self.wfile.write(head)
            for _ in range(count // 1000):
                self.wfile.write(line * 1000)
            self.wfile.write(line * (count % 1000))
        except OSError:
            self.close_connection = True

    def page_download(self, query):
        body = b"x" * int(query["bytes"]) if "bytes" in query else b"id,name\n1,Acme\n"
        self.answer(
            body, kind="text/csv", Content_Disposition='attachment; filename="report.csv"')

    def log_message(self, *arguments):
        pass


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
