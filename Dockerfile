# One image for every process: web, workers, clock, migrate, metrics. Three steps, so that no compiler and no Node stays in it.

FROM node:22.20.0-bookworm-slim AS frontend
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
# the sources name the classes that the style sheets keep
COPY frontend frontend
COPY templates templates
COPY aantafel aantafel
COPY municipalities municipalities
COPY ideas ideas
COPY coaches coaches
COPY tables tables
COPY movement movement
RUN npm run build

FROM python:3.13.11-slim-bookworm AS python
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/production.txt /tmp/production.txt
RUN /venv/bin/pip install --require-hashes --only-binary :all: --requirement /tmp/production.txt \
    && /venv/bin/pip uninstall --yes pip
# Babel compiles the catalogue here, and stays behind in this step
COPY requirements/local.txt /tmp/local.txt
RUN awk '/^babel==/, !/\\$/' /tmp/local.txt > /tmp/babel.txt \
    && python -m venv /tmp/tools \
    && /tmp/tools/bin/pip install --require-hashes --only-binary :all: --requirement /tmp/babel.txt
COPY locale /app/locale
COPY scripts /app/scripts
RUN /tmp/tools/bin/python /app/scripts/messages.py compile

FROM python:3.13.11-slim-bookworm
LABEL org.opencontainers.image.title="AanTafel!" org.opencontainers.image.licenses="EUPL-1.2"
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=aantafel.settings.production \
    HOME=/tmp \
    DATA_DIR=/data \
    STATIC_ROOT=/app/collected
# an account of its own, without rights and without a shell; a fresh volume gets the owner of the folder
RUN groupadd --gid 10001 site \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin site \
    && install --directory --owner site --group site --mode 0750 /data /data/media /data/beat
WORKDIR /app
COPY --from=python /venv /venv
COPY manage.py LICENSE ./
COPY aantafel aantafel
COPY municipalities municipalities
COPY ideas ideas
COPY coaches coaches
COPY tables tables
COPY movement movement
COPY templates templates
COPY static static
COPY --from=python /app/locale locale
COPY --from=frontend /app/build build
# names and hashes of static files need no secret, no database and no network: none of these values stays or is used
RUN SECRET_KEY=only-to-collect-static-files-and-then-forgotten-0123456789 BASE_DOMAIN=build.invalid \
    ALLOWED_HOSTS=build.invalid TRUSTED_PROXIES=127.0.0.1 OPERATOR_NAME=- OPERATOR_EMAIL=build@build.invalid \
    OPERATOR_PHONE=- DEFAULT_FROM_EMAIL=build@build.invalid DATABASE_URL=postgres://build.invalid/build \
    REDIS_URL=redis://build.invalid CACHE_URL=redis://build.invalid/1 EMAIL_URL=smtp://build.invalid \
    python manage.py collectstatic --no-input --verbosity 0
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=4 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:aantafel.gunicorn", "aantafel.wsgi:application"]
