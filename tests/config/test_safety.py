from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from frontporch.config.safety import Serving, check_address, is_this_machine, refusals
from frontporch.lib.refusal import Refusal
from tests.config.running import free_port

HERE = Serving(
    host="127.0.0.1",
    public_url="http://127.0.0.1:8000",
    allowed_hosts=("localhost", "127.0.0.1", "[::1]", ".localhost"),
    secret_key="Wm3kq9TzPf7yX2vLhN8sRb4cJd6gAe5u",
    debug=False,
    demo=False,
)


def codes(serving: Serving) -> list[str]:
    return [no.code for no in refusals(serving)]


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("localhost", True),
        ("porch.localhost", True),
        (".localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.20", False),
        ("porch.example.org", False),
        ("localhost.example.org", False),
        ("*", False),
        ("", False),
    ],
)
def test_only_loopback_names_mean_this_machine(name: str, *, local: bool) -> None:
    assert is_this_machine(name) is local


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("debug", [True, False])
def test_anything_may_be_served_to_this_machine_alone(*, demo: bool, debug: bool) -> None:
    assert codes(replace(HERE, demo=demo, debug=debug)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"host": "0.0.0.0"},
        {"host": "10.0.0.7"},
        {"public_url": "https://porch.example.org"},
        {"allowed_hosts": ("localhost", "porch.example.org")},
        {"allowed_hosts": ("*",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_demo_and_debug_pages_are_refused_on_any_public_name(change: dict[str, str]) -> None:
    public = replace(HERE, **change)  # type: ignore[arg-type]  # each case changes one field to its own type

    assert "demo-in-public" in codes(replace(public, demo=True))
    assert "debug-in-public" in codes(replace(public, debug=True))
    assert codes(public) == []


def test_a_public_address_that_families_cannot_open_is_refused() -> None:
    public = replace(HERE, host="0.0.0.0", public_url="http://0.0.0.0:8000")

    assert codes(public) == ["no-public-url"]


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "django-insecure-Wm3kq9TzPf7yX2vLhN8sRb4cJd6gAe5u"])
def test_a_secret_key_that_can_be_guessed_is_refused_everywhere(key: str) -> None:
    assert codes(replace(HERE, secret_key=key)) == ["weak-secret-key"]


def test_a_free_address_is_accepted() -> None:
    check_address("127.0.0.1", free_port())


def test_a_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Refusal, match=rf"Port {port} is in use.*PORT=\d+ make run"):
            check_address("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("203.0.113.9", 8000), ("no such host", 8000), ("127.0.0.1", 70000)])
def test_an_address_of_another_machine_is_refused(host: str, port: int) -> None:
    with pytest.raises(Refusal) as no:
        check_address(host, port)

    assert no.value.code == "no-such-address"
