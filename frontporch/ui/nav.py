"""Links that a page hands to its frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One place to go. `label` may be lazily translated; `url` is ready to use."""

    label: object
    url: str

    def leads_to(self, path: str) -> bool:
        """Whether `path` is this place or lies beneath it; the front page lies beneath nothing."""
        here = self.url.split("?")[0].split("#")[0]
        return path == here or (here.strip("/").count("/") > 0 and path.startswith(here.rstrip("/") + "/"))
