"""Links that a page hands to its frame."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Link:
    """One place to go. `label` may be lazily translated; `url` is ready to use."""

    label: object
    url: str

    def leads_to(self, path: str) -> bool:
        """Whether `path` is this place or lies beneath it; the front page lies beneath nothing."""
        here = self.url.split("?")[0].split("#")[0]
        front = here.strip("/") in ("", *dict(settings.LANGUAGES))
        return path == here or (not front and path.startswith(here.rstrip("/") + "/"))
