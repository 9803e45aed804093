"""The WSGI application; refuses to start on settings that make no sense, and is warm when it starts."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lifecircle.settings")
application: Any = get_wsgi_application()

from django.conf import settings  # noqa: E402  these need the apps loaded above

from lifecircle.checks import stop_if_wrong  # noqa: E402

stop_if_wrong()  # which imports the views, in their order

from communities.reach import warm_up  # noqa: E402
from communities.short_way import ShortWay  # noqa: E402

warm_up()
if not settings.DEBUG:  # a debug run tells its stages, and they differ in every answer
    application = ShortWay(application)
