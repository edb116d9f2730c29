"""HTTP pages: Django as WSGI, run in a fixed pool of threads by wepster.asgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
application = get_wsgi_application()
