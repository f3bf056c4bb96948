"""A server with every habit, good and bad, that the client's tests need.

Writes `{"http": PORT, "https": PORT}` on one line, serves until its standard input ends.
Usage: server.py FOLDER, where the key and the certificate for TLS are put.
"""
import gzip
import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, ssl.SSLError):
            self.close_connection = True

    def parse_request(self):
        ok = super().parse_request()
        if ok:
            self.serve()
        return False

    def serve(self):
        url = urlsplit(self.path)
        self.query = {name: values[0] for name, values in parse_qs(url.query).items()}
        action = getattr(self, "do_" + url.path.split("/")[1].replace("-", "_"), None)
        if action is None:
            self.answer(404, b"nothing here")
        else:
            action()

    def request_body(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status, body, *fields):
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def raw(self, *pieces):
        self.close_connection = True
        for piece in pieces:
            self.wfile.write(piece)

    def do_echo(self):
        body = self.request_body()
        lines = [f"{self.command} {self.path}".encode()]
        lines += [f"{name.lower()}: {value}".encode("latin-1") for name, value in self.headers.items()]
        self.answer(200, b"\n".join(lines) + b"\n\n" + body, ("Content-Type", "text/plain"))

    def do_status(self):
        self.answer(int(self.query["code"]), b"")

    def do_redirect(self):
        self.request_body()
        self.answer(int(self.query.get("code", 302)), b"elsewhere", ("Location", self.query["to"]))

    def do_loop(self):
        self.answer(302, b"", ("Location", "/loop"))

    def do_cookies(self):
        fields = [("Set-Cookie", value) for value in self.query["set"].split("|")]
        if "to" in self.query:
            self.answer(302, b"", ("Location", self.query["to"]), *fields)
        else:
            self.answer(200, b"", *fields)

    def do_big(self):
        self.answer(200, b"x" * int(self.query["bytes"]))

    def do_stall(self):
        time.sleep(float(self.query["seconds"]))
        self.answer(200, b"late")

    def do_drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b".")
            time.sleep(0.05)

    def do_truncated(self):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")

    def do_chunked(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Trailer", "X-Checksum")
        self.end_headers()
        self.wfile.write(b"5\r\nhello\r\n6\r\n world\r\n0\r\nX-Checksum: 1\r\n\r\n")

    def do_chunked_truncated(self):
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")

    def do_chunked_malformed(self):
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n")

    def do_silence(self):
        self.raw()

    def do_reset(self):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def do_long_header(self):
        self.raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 200_000 + b"\r\n\r\n")

    def do_garbage(self):
        self.raw(b"\x00\x01\x02 this is not HTTP\r\n\r\n")

    def do_nul_header(self):
        self.raw(b"HTTP/1.1 200 OK\r\nX-A: a\x00b\r\nContent-Length: 0\r\n\r\n")

    def do_status_letters(self):
        self.raw(b"HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n")

    def do_many_headers(self):
        line = b"X-Filler: " + b"y" * 1000 + b"\r\n"
        self.raw(b"HTTP/1.1 200 OK\r\n", *([line] * 400), b"Content-Length: 0\r\n\r\n")

    def do_odd_headers(self):
        self.raw(
            b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
            b"HTTP/1.1 200 Quite  fine\r\nX-Twice: one\r\nx-twice:two  \r\nX-Empty:\r\n"
            b"X-Latin: caf\xe9\r\nX-UTF-8: caf\xc3\xa9\r\nContent-Length: 2\r\n\r\nok")

    def do_gzip(self):
        self.answer(200, gzip.compress(b"plain text"), ("Content-Encoding", "gzip"))

    def do_bomb(self):
        self.answer(200, gzip.compress(b"\0" * 50_000_000), ("Content-Encoding", "gzip"))

    def do_gzip_broken(self):
        self.answer(200, b"\x1f\x8b\x08 no gzip", ("Content-Encoding", "gzip"))


def certificate(folder):
    paths = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=waymark test", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
         "-keyout", paths[0], "-out", paths[1]],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return paths


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request, client_address):
        pass


class TLSServer(Server):
    """Shakes hands in the connection's own thread."""

    def __init__(self, address, handler, context):
        super().__init__(address, handler)
        self.context = context

    def finish_request(self, request, client_address):
        with self.context.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)


def main():
    key, cert = certificate(sys.argv[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    plain = Server(("127.0.0.1", 0), Handler)
    secure = TLSServer(("127.0.0.1", 0), Handler, context)
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"http": plain.server_port, "https": secure.server_port}), flush=True)
    sys.stdin.read()
    os._exit(0)


main()
