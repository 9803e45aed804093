"""One settings file, from the environment, safe by default. Every variable is listed in docs/settings.md."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from lifecircle import media, tiles
from lifecircle.env import Env

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = Env(os.environ)

# -- what kind of run is this ---------------------------------------------------------------------------
DEBUG = ENV.flag("LIFECIRCLE_DEBUG")
DEMO = ENV.flag("LIFECIRCLE_DEMO")
VAR_DIR = Path(ENV.text("LIFECIRCLE_VAR") or BASE_DIR / "var")
STREETS_DIR = Path(ENV.text("LIFECIRCLE_STREETS") or VAR_DIR / "streets")


def _secret_key() -> str:
    """From the environment; the demo keeps one in a file; production must bring its own (check E002)."""
    key = ENV.text("LIFECIRCLE_SECRET_KEY")
    if key or not (DEMO or DEBUG):
        return key or secrets.token_urlsafe(50)
    path = VAR_DIR / "secret_key"
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text().strip()
    except OSError as error:
        ENV.problems.append(("LIFECIRCLE_VAR", f"这个文件夹不能用：{error}"))
        return secrets.token_urlsafe(50)


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = ENV.words("LIFECIRCLE_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = ENV.flag("LIFECIRCLE_HTTPS")

# -- the city, as its pages name it ---------------------------------------------------------------------
CITY = ENV.text("LIFECIRCLE_CITY", "兰州")
MAKER = ENV.text("LIFECIRCLE_MAKER", "（编制单位待填写）")
MAP_APPROVAL = ENV.text("LIFECIRCLE_MAP_APPROVAL")  # 审图号
SITE_URL = ENV.text("LIFECIRCLE_URL").rstrip("/")  # where printed codes lead
if SITE_URL and (urlsplit(SITE_URL).scheme not in {"http", "https"} or urlsplit(SITE_URL).path):
    ENV.problems.append(("LIFECIRCLE_URL", f"应像 https://circles.example.org，不带路径，现在是“{SITE_URL}”"))
TILE_URLS = ENV.text("LIFECIRCLE_TILE_URL").split()  # a base, then what lies over it
TILE_ATTRIBUTION = ENV.text("LIFECIRCLE_TILE_ATTRIBUTION")
SERVED_METRES = ENV.number("LIFECIRCLE_SERVED_METRES", 10_000, least=100, most=200_000)
REPORTS_PER_HOUR = ENV.number("LIFECIRCLE_REPORTS_PER_HOUR", 5, least=1, most=1000)
OFFLINE = ENV.flag("LIFECIRCLE_OFFLINE", default=True)  # phones keep what was seen last
UPLOAD_MB = ENV.number("LIFECIRCLE_UPLOAD_MB", 10, least=1, most=100)
TRUSTED_PROXIES = ENV.number("LIFECIRCLE_TRUSTED_PROXIES", 0, least=0, most=5)

# -- wiring ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "lifecircle.admin_site.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "leaflet",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "lifecircle.apps.LifecircleConfig",
    "lifecircle.areas.apps.AreasConfig",
    "lifecircle.city.apps.CityConfig",
    "lifecircle.staff.apps.StaffConfig",
    "outlets.apps.OutletsConfig",
    "communities.apps.CommunitiesConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lifecircle.compressed.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "lifecircle.language.middleware.LanguageMiddleware",
    "lifecircle.middleware.DatabaseAwayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lifecircle.staff.middleware.StaffDoorMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # refuses whoever is locked out
    "django.contrib.auth.backends.ModelBackend",
    "lifecircle.staff.backend.RoleBackend",  # what a role may do in the admin
]
ROOT_URLCONF = "lifecircle.urls"
WSGI_APPLICATION = "lifecircle.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lifecircle.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that our widgets find our templates
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- database: SQLite embedded by default, PostgreSQL as the server --------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
}


def _database() -> dict[str, object]:
    given = ENV.text("DATABASE_URL")
    try:
        return _database_at(given or f"sqlite:///{VAR_DIR / 'lifecircle.sqlite3'}")
    except (ValueError, OSError) as error:
        # without the address itself: it may hold a password
        ENV.problems.append(("DATABASE_URL" if given else "LIFECIRCLE_VAR", f"不能用（{error}）"))
        return _database_at("sqlite://:memory:")


def _database_at(url: str) -> dict[str, object]:
    scheme = urlsplit(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError(f"只支持 sqlite:// 和 postgresql://，现在是“{scheme}”")
    database: dict[str, object] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if str(database["ENGINE"]).endswith("sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS
        if database["NAME"] != ":memory:":
            Path(str(database["NAME"])).parent.mkdir(parents=True, exist_ok=True)
    return database


DATABASES = {"default": _database()}

# -- language and clock ---------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"  # of the sources and the register
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# -- photos: a folder beside the database, or an S3-compatible store ---------------------------------------
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640


def _photo_storage() -> dict[str, object]:
    try:
        return media.storage(ENV.text("LIFECIRCLE_MEDIA"))
    except ValueError as error:
        ENV.problems.append(("LIFECIRCLE_MEDIA", str(error)))
        return media.storage("")


# -- static files: hashed and compressed, our own and the wheels' ----------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": _photo_storage(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "lifecircle.storage.HashedStaticFilesStorage"
    },
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# -- staff: signing in ----------------------------------------------------------------------------------
LOGIN_URL = LOGOUT_REDIRECT_URL = "staff:login"
LOGIN_REDIRECT_URL = "office:today"
SECOND_FACTOR = ENV.choice("LIFECIRCLE_SECOND_FACTOR", "optional", among=("off", "optional", "required"))
LOGIN_FAILURES = ENV.number("LIFECIRCLE_LOGIN_FAILURES", 5, least=3, most=20)
LOCKED_MINUTES = ENV.number("LIFECIRCLE_LOCKED_MINUTES", 15, least=1, most=1440)
IDLE_MINUTES = ENV.number("LIFECIRCLE_IDLE_MINUTES", 30, least=5, most=720)
SESSION_COOKIE_AGE = IDLE_MINUTES * 60  # from the last visit to a page of the desk on
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_HANDLER = "lifecircle.staff.attempts.RecordingHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # nobody can shut a colleague out from elsewhere
AXES_FAILURE_LIMIT = LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=LOCKED_MINUTES)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "lifecircle.address.client_address"
AXES_LOCKOUT_CALLABLE = "lifecircle.staff.attempts.locked_page"
AXES_DISABLE_ACCESS_LOG = True  # our own log keeps who signed in, where nobody edits it
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = f"{CITY}便民生活圈"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

# -- safety ---------------------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lifecircle.staff.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
CSRF_TRUSTED_ORIGINS = (
    [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if host != "*"]
    if HTTPS
    else []
)
CSRF_FAILURE_VIEW = "lifecircle.views.csrf_refused"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *sorted({tiles.source(url) for url in TILE_URLS})],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# -- map: Leaflet comes from django-leaflet's wheel; no tiles unless the city sets a provider -------------
TILES = [
    {"url": url, "attribution": TILE_ATTRIBUTION, "referrerPolicy": "strict-origin"} for url in TILE_URLS
]
LEAFLET_CONFIG = {"TILES": [("底图", tile["url"], tile) for tile in TILES], "RESET_VIEW": False}

# -- API ------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["lifecircle.api.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["lifecircle.api.OrjsonParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_PAGINATION_CLASS": "lifecircle.api.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "lifecircle.api.refuse",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "lifecircle",
    "DESCRIPTION": "一刻钟便民生活圈：从家门口走 15 分钟能到哪些店。",
    "VERSION": "0.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lifecircle.schema.add_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {
        "OutletStatusEnum": "outlets.models.Status",
        "TierEnum": "outlets.models.Tier",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"lifecircle": {"level": "INFO"}},
}
