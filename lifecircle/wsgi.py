"""The WSGI application; refuses to start on settings that make no sense."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifecircle.settings")
application = get_wsgi_application()

from lifecircle.checks import stop_if_wrong  # noqa: E402  needs the apps loaded above

stop_if_wrong()
