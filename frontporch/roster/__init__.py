"""Rosters: taking in who is enrolled and which adults belong to whom, safely.

Words: a *run* is one file brought in once: checked, previewed in sentences, applied in one transaction; a *fault* of
the file refuses it, a fault of a row sets that row aside with its reason. Readers live in `readers/<format>/`.
Start reading at `services.check` and `services.apply`.
"""
