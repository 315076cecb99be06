"""What every page is tested for: the path, the stranger, the neighbor, and equal query counts at 1 and 3 rows.

def test_the_list_is_for_the_people_of_the_place(db: None) -> None:
    opens(URL, for_=principal)                     # 200, returns the response
    asks_to_sign_in(URL)                           # nobody is signed in: 302 to /sign-in/?next=…
    hides(f"/s/families/{child.pk}/", from_=neighbor)    # 404, as if it did not exist
    refuses(URL, to=office)                        # 403: the role lacks the permission
    asks_as_much_at_three_rows(URL, for_=principal, one_more=lambda: make_child(at=school))
"""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontporch.accounts.access import CHOSEN
from frontporch.accounts.models import Membership


def sign_in(client: Client, membership: Membership) -> Client:
    """Sign this browser in as the person, wearing this role."""
    client.force_login(membership.user)
    session = client.session
    session[CHOSEN] = membership.pk
    session.save()
    return client


def browser_of(membership: Membership) -> Client:
    """A fresh browser in which this person is signed in."""
    return sign_in(Client(), membership)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.said.append(data)


def words(response: Any) -> str:
    """What a reader sees of a page: its text with single spaces, scripts and styles left out."""
    parser = _Text()
    parser.feed(response.content.decode())
    return " ".join("".join(parser.said).split())


def opens(url: str, *, for_: Membership, status: int = 200) -> Any:
    """The person gets the page; returns the response."""
    response = browser_of(for_).get(url)
    assert response.status_code == status, f"{url} answered {response.status_code}"
    return response


def asks_to_sign_in(url: str, *, post: bool = False) -> None:
    """Nobody is signed in: the page shows nothing and leads to sign-in, and from there back."""
    response = Client().post(url) if post else Client().get(url)
    assert response.status_code == 302, f"{url} answered a stranger with {response.status_code}"
    assert response["Location"] == f"{resolve_url(settings.LOGIN_URL)}?next={quote(url, safe='/')}"


def hides(url: str, *, from_: Membership, post: bool = False) -> None:
    """The page answers like one that does not exist."""
    client = browser_of(from_)
    response = client.post(url) if post else client.get(url)
    assert response.status_code == 404, f"{url} answered a neighbor with {response.status_code}"


def refuses(url: str, *, to: Membership, post: bool = False) -> None:
    """The role does not hold the page's permission."""
    client = browser_of(to)
    response = client.post(url) if post else client.get(url)
    assert response.status_code == 403, f"{url} answered {to.role} with {response.status_code}"


def queries(url: str, *, for_: Membership) -> list[str]:
    """The SQL that one view of the page needs, after a first view has filled what is kept between requests."""
    client = browser_of(for_)
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return [one["sql"] for one in seen.captured_queries]


def asks_as_much_at_three_rows(url: str, *, for_: Membership, one_more: Callable[[], object]) -> None:
    """The page needs as many queries for three rows as for one: nothing is asked row by row."""
    one_more()
    at_one = queries(url, for_=for_)
    one_more()
    one_more()
    at_three = queries(url, for_=for_)
    assert len(at_three) == len(at_one), "\n".join(["asked at three rows:", *at_three])
