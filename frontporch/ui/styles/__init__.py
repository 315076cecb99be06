"""Our stylesheet: a folder of sections, put together page by page, inlined, and named to the browser by hash.

An inlined sheet saves the request that a slow phone waits longest for. Its SHA-256 goes into the page's
content security policy (`middleware`), because a nonce would change a page at every view and defeat its ETag.
"""

from __future__ import annotations

import base64
import hashlib
import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

HERE = Path(__file__).parent
ALWAYS = ("tokens", "base", "frame", "notice")
LAST = ("print",)  # paper overrides everything before it

# The hashes of the sheets that the page being made inlines; None outside a request.
inlined: ContextVar[list[str] | None] = ContextVar("inlined", default=None)


def sheet(names: str) -> str:
    """The sections named (words apart by spaces), with those that every page has, in one minified sheet.

    A plain name is a section of ours, or of the first app that has one; `app/name` is that app's `styles/name.css`.
    """
    return _sheet(names) if not settings.DEBUG else _sheet.__wrapped__(names)


def digest(css: str) -> str:
    """How a content security policy names an inlined sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"


def minify(css: str) -> str:
    """The same rules without comments and without spaces that mean nothing.

    Only for sheets that we wrote: it knows nothing of strings with comment marks or doubled spaces in them.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return css.replace(";}", "}").strip()


@cache
def _sheet(names: str) -> str:
    asked = names.split()
    first = [*ALWAYS, *(name for name in asked if name not in (*ALWAYS, *LAST))]
    order = dict.fromkeys([*first, *LAST])
    return minify("".join(_file(name).read_text() for name in order))


def _file(name: str) -> Path:
    """Ours, or `app/name`; a plain name that is not ours may live in any app's `styles` folder."""
    app, slash, section = name.rpartition("/")
    if slash:
        return Path(apps.get_app_config(app).path) / "styles" / f"{section}.css"
    folders = [HERE, *(Path(config.path) / "styles" for config in apps.get_app_configs())]
    return next((file for folder in folders if (file := folder / f"{section}.css").exists()), HERE / f"{section}.css")
