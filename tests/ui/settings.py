"""Just enough of Front Porch to show its pages: no database, no other app."""

from frontporch.config.settings import (
    CONTENT_SECURITY_POLICY,
    FORM_RENDERER,
    LANGUAGE_CODE,
    LANGUAGES,
    LOCALE_PATHS,
    RIGHT_TO_LEFT_TEST,
    TEMPLATES,
    USE_I18N,
)

__all__ = [
    "CONTENT_SECURITY_POLICY", "FORM_RENDERER", "LANGUAGES", "LANGUAGE_CODE", "LOCALE_PATHS",
    "RIGHT_TO_LEFT_TEST", "TEMPLATES", "USE_I18N",
]  # fmt: skip

SECRET_KEY = "only for tests of pages"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.messages", "csp", "frontporch.ui"]
ROOT_URLCONF = "tests.ui.gallery"
