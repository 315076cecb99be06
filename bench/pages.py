"""Public pages: how much processor time one takes to make and how heavy it is, compressed.

Prints for home, activity, standard: *_ms (median of 30, after the first) and *_bytes (gzip).
"""

from __future__ import annotations

import gzip
import json
import statistics
import time

from django.test import Client

PAGES = {"home": "/", "activity": "/a/k3-read-022/", "standard": "/framework/G2.S1/", "shelf": "/try/K-3/reading/"}


def main() -> None:
    found: dict[str, float] = {}
    client = Client(headers={"host": "localhost"})
    for name, url in PAGES.items():
        page = client.get(url)
        assert page.status_code == 200, url
        times = []
        for _n in range(30):
            began = time.process_time()
            client.get(url)
            times.append(1000 * (time.process_time() - began))
        found[f"{name}_ms"] = round(statistics.median(times), 2)
        found[f"{name}_bytes"] = len(gzip.compress(page.content, 6))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
