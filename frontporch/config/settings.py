"""Every setting of Front Porch, read from the environment; `docs/configuration.md` names each one.

A secret may also come from a file: `SECRET_KEY_FILE=/run/secrets/key` is read where `SECRET_KEY` would be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
import django.conf.locale
from csp.constants import NONE, SELF
from environs import Env

from frontporch.config.embedded import OWNER, WEB, Cluster
from frontporch.config.keys import made_once
from frontporch.config.mail import smtp_settings

env = Env(expand_vars=False)
HERE = Path(__file__).resolve().parents[2]


def _secret(name: str, default: str = "") -> str:
    file = env.str(f"{name}_FILE", "")
    return Path(file).read_text().strip() if file else env.str(name, default)


# -- where we are ------------------------------------------------------------------------------------------------
VAR = Path(env.str("PORCH_VAR", "") or HERE / "var").resolve()
CONTENT = Path(env.str("PORCH_CONTENT", "") or HERE / "content").resolve()
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = _secret("SECRET_KEY") or made_once(VAR / "secrets" / "key")
HOST = env.str("HOST", "127.0.0.1")  # where the web server listens
PORT = env.int("PORT", 8000)
WEB_WORKERS = env.int("WEB_WORKERS", 2)  # processes that make pages
WORKER_JOBS = env.int("WORKER_JOBS", 2)  # jobs that one worker does at once, beside its lane for what can't wait
PUBLIC_URL = (
    env.str("PUBLIC_URL", "").rstrip("/") or f"http://{f'[{HOST}]' if ':' in HOST else HOST}:{PORT}"
)  # how families' links begin
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", ".localhost"])
HTTPS = env.bool("HTTPS", False)  # set it when a proxy in front speaks HTTPS

# -- the database: ours in var/, or yours --------------------------------------------------------------------------
CLUSTER = Cluster(VAR)
EMBEDDED = not _secret("DATABASE_URL")
WEB_URL = _secret("DATABASE_URL") or CLUSTER.url(WEB)
OWNER_URL = _secret("DATABASE_OWNER_URL") or ("" if not EMBEDDED else CLUSTER.url(OWNER))


def _database(url: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=300, conn_health_checks=True))
    found["ATOMIC_REQUESTS"] = False  # the scope opens the transaction
    return found


DATABASES = {"default": _database(WEB_URL)}
if OWNER_URL:
    DATABASES["owner"] = {**_database(OWNER_URL), "CONN_MAX_AGE": 0}
DATABASE_ROUTERS = ["frontporch.config.database.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- apps, in the order of the layers ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "frontporch.audit",
    "frontporch.jobs",
    "frontporch.ui",
    "frontporch.places",
    "frontporch.accounts",
    "frontporch.framework",
    "frontporch.toolkit",
    "frontporch.families",
    "frontporch.outcomes",
    "frontporch.outreach",
    "frontporch.roster",
    "frontporch.planning",
    "frontporch.insight",
    "frontporch.web",
    "frontporch.demo",
    "frontporch.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "frontporch.ui.middleware.inlined_styles",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "frontporch.config.urls"
WSGI_APPLICATION = "frontporch.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "frontporch.web.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "frontporch.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "frontporch.ui.forms.Renderer"

# -- signing in: a code by e-mail, no passwords --------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"  # a name, so that /es/… leads to /es/sign-in/
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "frontporch.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can tell who works here, and strangers get no mail from us
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# per: key is the e-mail address. A whole school may sit behind one IP address.
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,3/m/key,12/h/key", "confirm_login_code": "120/m/ip,10/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # the proxy that speaks HTTPS tells who is asking
ACCOUNT_EMAIL_VERIFICATION = "none"  # the sign-in code is itself the proof that the address is theirs
ACCOUNT_LOGOUT_ON_GET = False
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# -- e-mail: files in var/ until you name a server -----------------------------------------------------------------
EMAIL_URL = _secret("EMAIL_URL")  # smtp://user:password@host:587?tls=true
_mail = smtp_settings(EMAIL_URL) if EMAIL_URL else {}
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_HOST = _mail.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = VAR / "outbox" / "mail"
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "Front Porch <porch@localhost>")

# -- outreach ------------------------------------------------------------------------------------------------------
OUTBOX = VAR / "outbox"
NUMBER_KEY = _secret("NUMBER_KEY") or made_once(
    VAR / "secrets" / "number-key"
)  # hashes phone numbers in the shared ledger
TWILIO_ACCOUNT = env.str("TWILIO_ACCOUNT", "")
TWILIO_TOKEN = _secret("TWILIO_TOKEN")
TWILIO_URL = env.str("TWILIO_URL", "https://api.twilio.com")
HELP_PHONE = env.str("HELP_PHONE", "")  # E.164; a number where a person answers families; empty: "ask at your school"
FAMILY_LINK_DAYS = env.int("FAMILY_LINK_DAYS", 60)
SMALLEST_GROUP = env.int("SMALLEST_GROUP", 10)  # groups under this size are never shown

# -- languages -----------------------------------------------------------------------------------------------------
RIGHT_TO_LEFT_TEST = "ar-xb"  # not a language: English mirrored, to prove that every page can turn around
django.conf.locale.LANG_INFO[RIGHT_TO_LEFT_TEST] = {
    "bidi": True, "code": RIGHT_TO_LEFT_TEST, "name": "Right-to-left test", "name_local": "Right-to-left test",
}  # fmt: skip
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), (RIGHT_TO_LEFT_TEST, "Right-to-left test")]
LOCALE_PATHS = [HERE / "frontporch" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "America/Chicago")

# -- safety --------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],  # each page adds the hash of the styles it inlines
        "style-src-attr": ["'unsafe-inline'"],  # bar lengths only; see docs/decisions
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers post with Origin: null, which Django refuses
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_TEMP_DIR = None
ROSTER_UPLOAD_LIMIT = 200 * 2**20

# -- logs: structured, without names, numbers or tokens ------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "frontporch.config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        "frontporch": {"level": env.str("LOG_LEVEL", "INFO")},
        "procrastinate": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

# -- jobs ----------------------------------------------------------------------------------------------------------
PROCRASTINATE_ON_APP_READY = "frontporch.jobs.tasks.on_app_ready"
