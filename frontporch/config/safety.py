"""What must be true before pages are served to anybody; each refusal is one sentence that says what to do."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from frontporch.lib.refusal import Refusal

OLDEST_POSTGRES = 15
_SHORTEST_KEY = 32


@dataclass(frozen=True)
class Serving:
    """How this installation would be served."""

    host: str
    public_url: str
    allowed_hosts: tuple[str, ...]
    secret_key: str
    debug: bool
    demo: bool

    @property
    def public_name(self) -> str:
        """The first name or address by which others than this machine could reach it; empty if there is none."""
        names = (self.host, urlsplit(self.public_url).hostname or "", *self.allowed_hosts)
        return next((name for name in names if not is_this_machine(name)), "")


def is_this_machine(name: str) -> bool:
    """True for loopback addresses and the names that always mean them."""
    bare = name.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def refusals(serving: Serving) -> Iterator[Refusal]:
    """Why these pages must not be served, if there are reasons."""
    key = serving.secret_key
    if len(key) < _SHORTEST_KEY or len(set(key)) < 8 or "insecure" in key:
        yield Refusal(
            "weak-secret-key",
            f"SECRET_KEY is too easy to guess: set it to {_SHORTEST_KEY} random characters or more, or leave it unset "
            f"and Front Porch makes one.",
        )
    name = serving.public_name
    if not name:
        return
    if serving.debug:
        yield Refusal("debug-in-public", f"Debug pages tell secrets, and “{name}” is a public address: unset DEBUG.")
    if serving.demo:
        yield Refusal(
            "demo-in-public",
            f"This database is a demo that anybody may sign in to, and “{name}” is a public address: serve it on "
            f"HOST=127.0.0.1 without PUBLIC_URL and ALLOWED_HOSTS, or give an empty database and run "
            f"`porch prepare --production` first.",
        )
    elif is_unspecified(urlsplit(serving.public_url).hostname or ""):
        yield Refusal(
            "no-public-url",
            "Set PUBLIC_URL to the address that families will open (such as https://porch.example.org): their links "
            "begin with it.",
        )


def is_unspecified(name: str) -> bool:
    """True for addresses that mean "every network of this machine" and that nobody can open."""
    try:
        return ipaddress.ip_address(name.strip("[]")).is_unspecified
    except ValueError:
        return not name


def check_address(host: str, port: int) -> None:
    """Refuse when nothing could listen there: the port is taken, needs root, or the host is not this machine's."""
    if not 0 < port < 2**16:
        raise Refusal("no-such-address", f"There is no port {port}: set PORT to a number from 1 to 65535.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except PermissionError:
        raise Refusal(
            "port-needs-root", f"Port {port} is reserved for root: choose another, such as `PORT=8000 make run`."
        ) from None
    except OSError as why:
        if why.errno != errno.EADDRINUSE:
            raise Refusal(
                "no-such-address", f"Nothing can listen on {host}:{port} ({why}): set HOST and PORT to this machine's."
            ) from None
        raise Refusal(
            "port-taken",
            f"Port {port} is in use by another program: choose another, such as `PORT={_next_free(port)} make "
            f"run`, or stop that program.",
        ) from None


def _next_free(port: int) -> int:
    for candidate in range(port + 1, min(port + 50, 65535)):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", candidate)) != 0:
                return candidate
    return port + 1
