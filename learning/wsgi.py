import os

from django.core.wsgi import get_wsgi_application

from learning.core.forgetting import forget_at_start
from learning.settings import start

# With any other number gunicorn would start the same worker again, for ever.
GUNICORN_GIVES_UP = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning.settings.production")
with start.or_stop(GUNICORN_GIVES_UP):
    application = get_wsgi_application()
forget_at_start()
