"""A small site on this machine whose pages are broken in every way."""

import contextlib
import socket
import ssl
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

STATUSES = {
    "/gone": 410, "/none": 404, "/refused": 403, "/often": 429, "/fault": 500, "/odd": 418,
}  # fmt: skip
ONWARD = {
    "/moved": "/fine", "/round": "/about", "/about": "/round", "/away": "ftp://x.example",
    "/wrong": "http://[", "/no-port": "http://1.1.1.1:99999/", "/port-0": "http://1.1.1.1:0/",
}  # fmt: skip
LARGE = 1_000_000_000


class Page(BaseHTTPRequestHandler):
    """What the server hears and says.

    `asked` of the server holds each method and path, `sent` how many bytes of pages went out,
    `cookies` which site was told which ones.
    """

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        self.server.cookies.append((self.headers["Host"], self.headers["Cookie"]))
        if self.path in ("/closes-on-head", "/hangs-on-head") and self.command == "HEAD":
            time.sleep(1.0 if self.path == "/hangs-on-head" else 0)
            self.close_connection = True
            return None
        if self.path.startswith("/cookie") and "seen=yes" not in (self.headers["Cookie"] or ""):
            onward = {"Location": self.path, "Set-Cookie": "seen=yes; Path=/"}
            return self.head(302, **onward)
        if self.path in ("/no-head", "/large") and self.command == "HEAD":
            return self.head(405)
        if self.path in ONWARD:
            return self.head(302, Location=ONWARD[self.path])
        if self.path.startswith("/step"):
            return self.head(301, Location=f"/step{int(self.path[5:]) + 1}")
        if self.path == "/large":
            return self.head(200, length=LARGE)
        return self.head(STATUSES.get(self.path, 200))

    def do_GET(self):
        self.do_HEAD()
        if self.path == "/large":
            with contextlib.suppress(OSError):
                while self.server.sent < LARGE:
                    self.server.sent += self.connection.send(b"x" * 65_536)

    def head(self, status, length=0, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *said):
        """Say nothing."""


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever asks may go away in the middle."""


@contextlib.contextmanager
def site(certificate=None):
    """A site that answers; `at(path)` gives the address of a page.

    With the file of a certificate and its key it does so over TLS, as `localhost`.
    """
    with Site(("127.0.0.1", 0), Page) as server:
        server.asked, server.sent, server.cookies = [], 0, []
        start = "http://127.0.0.1" if certificate is None else "https://localhost"
        server.at = lambda path: f"{start}:{server.server_port}{path}"
        if certificate is not None:
            secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            secure.load_cert_chain(certificate)
            server.socket = secure.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def certificate(path, name):
    """Write a certificate for a name, signed by itself, and its key into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    unlocked = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + key.private_bytes(*unlocked))
    return path


@contextlib.contextmanager
def silence():
    """The address of something that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def closed_port():
    """The address of a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"
