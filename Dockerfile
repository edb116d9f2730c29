# One image for every process; docker-compose.yml says which one runs.
FROM python:3.13-slim AS build
COPY requirements.txt /build/requirements.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --compile --require-hashes -r /build/requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent wepster \
    && install -d -o wepster -g wepster -m 0700 /data
COPY --from=build /venv /venv
COPY . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONUTF8=1 \
    DJANGO_SETTINGS_MODULE=wepster.settings WEPSTER_DATA=/app/var MEDIA_STORAGE=file:/data
# Translations and static files change with the code only, so they belong to the image; /data keeps clients' files.
RUN python -m wepster.supervising.catalogues \
    && python manage.py collectstatic --noinput -v 0 \
    && python -m compileall -q /app
USER wepster
VOLUME /data
EXPOSE 8000
CMD ["uvicorn", "wepster.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--ws", "websockets-sansio", "--lifespan", "auto", "--no-access-log"]
