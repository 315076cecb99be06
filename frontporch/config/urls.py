"""Every address: public and family pages carry a language prefix (none for English), machines' doors do not."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from frontporch.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("hooks/", include("frontporch.outreach.hooks")),
    *i18n_patterns(
        path("", include("frontporch.web.urls")),
        path("", include("frontporch.toolkit.urls")),
        path("framework/", include("frontporch.framework.urls")),
        path("", include("frontporch.accounts.urls")),
        path("", include("frontporch.outreach.urls")),
        path("", include("frontporch.planning.urls")),
        path("", include("frontporch.roster.urls")),
        path("", include("frontporch.outcomes.urls")),
        path("", include("frontporch.insight.urls")),
        path("", include("frontporch.demo.urls")),
        prefix_default_language=False,
    ),
]
