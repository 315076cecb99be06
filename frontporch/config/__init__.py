"""Settings, addresses and the machinery that starts Front Porch: the only place that knows all apps.

Words: the *embedded* PostgreSQL lives in `var/`; the *owner* migrates, the *web role* serves.
Start reading at `settings`, then `porch` (the command) and `embedded`.
"""
