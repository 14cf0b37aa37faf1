"""One HTTP request at a time over a connection that stays open, with a limit on time and size."""

import http.client
import socket
import time
from typing import Protocol
from urllib.parse import urlsplit

CONNECT_WITHIN = 3.0
LARGEST = 64_000_000
"""Bytes of an answer; more can't be an answer about a text of ours."""
CHUNK = 1 << 16
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


class Garbage(RuntimeError):
    """The server answered, but not as a LanguageTool server answers."""


class Refused(RuntimeError):
    """The server says that it won't or can't check this text (an HTTP status other than 200)."""


class Silent(RuntimeError):
    """No answer within the time allowed: the server hangs, or the text is too much for it."""


class Unreachable(RuntimeError):
    """Nobody listens at the address, or the connection broke before the answer was there."""


class Transport(Protocol):
    """Asks one server; used by one thread at a time."""

    def ask(self, path: str, body: str | None, wait: float) -> tuple[int, bytes]:
        """POST `body` (form-encoded), or GET without one; status and content within `wait` seconds."""

    def close(self) -> None:
        """Close the connection; the next request opens another."""


def transport(url: str) -> Transport:
    """For a server on this machine the standard library's connection, a tenth of the cost; else requests'."""
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname in LOOPBACK:
        return Direct(parts.hostname, parts.port or 80)
    from pipeline.engine.featured import Featured  # requests takes a tenth of a second to import

    return Featured(f"{parts.scheme}://{parts.netloc}")


class Direct:
    """A plain connection to a server on this machine: no proxies, cookies or redirects."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, path: str, body: str | None, wait: float) -> tuple[int, bytes]:
        """See Transport. Raises Unreachable, Silent or Garbage."""
        used = self._connection is not None
        try:
            return self._ask(path, body, wait)
        except (http.client.RemoteDisconnected, ConnectionError, BrokenPipeError) as error:
            self.close()
            if not used:
                raise Unreachable(type(error).__name__) from error
        try:  # a server closes a connection that has been idle; a fresh one tells whether it is still there
            return self._ask(path, body, wait)
        except (http.client.RemoteDisconnected, OSError) as error:
            self.close()
            raise Unreachable(type(error).__name__) from error

    def _ask(self, path: str, body: str | None, wait: float) -> tuple[int, bytes]:
        limit = time.monotonic() + wait
        try:
            connection = self._connected()
            if connection.sock is not None:
                connection.sock.settimeout(wait)
            connection.request("GET" if body is None else "POST", path, body, FORM if body is not None else {})
            answer = connection.getresponse()
            content = self._read(answer, connection.sock, limit)
            if answer.will_close:
                self.close()
            return answer.status, content
        except TimeoutError as error:
            self.close()
            raise Silent(f"no answer within {wait:g} s") from error
        except http.client.RemoteDisconnected:
            raise
        except http.client.HTTPException as error:
            self.close()
            raise Garbage(f"the answer is not HTTP ({type(error).__name__})") from error

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=CONNECT_WITHIN)
            connection.connect()
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connection = connection
        return self._connection

    def _read(self, answer: http.client.HTTPResponse, connected: socket.socket | None, limit: float) -> bytes:
        """The whole content; the limit holds for all of it, so that a server that trickles can't hold a thread."""
        content = bytearray()
        while chunk := answer.read1(CHUNK):
            content += chunk
            left = limit - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if len(content) > LARGEST:
                raise http.client.HTTPException("too long")
            if connected is not None:
                connected.settimeout(left)
        answer.read()  # nothing is left, but only this marks the answer as read and the connection as free
        return bytes(content)

    def close(self) -> None:
        """See Transport."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def healthy(url: str, timeout: float) -> bool:
    """Whether a server at the address answers its health check within `timeout` seconds."""
    one = transport(url)
    try:
        status, content = one.ask(f"{urlsplit(url).path.rstrip('/')}/v2/healthcheck", None, timeout)
    except (Unreachable, Silent, Garbage, OSError):
        return False
    finally:
        one.close()
    return status == 200 and content.strip() == b"OK"
