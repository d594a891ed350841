# The image of every role: `docker run … firebell worker`. The role is the command; settings are FIREBELL_* variables.
ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python3 -m venv /opt/firebell
WORKDIR /src
# What changes seldom first: a change of the code does not fetch the dependencies again. feedgen is published as source
# alone, of pure Python; nothing here needs a compiler.
# The secret is a certificate bundle, for builds behind a proxy that signs with its own.
COPY requirements/run.txt requirements/
RUN --mount=type=secret,id=pip_ca,required=false \
    if [ -s /run/secrets/pip_ca ]; then export PIP_CERT=/run/secrets/pip_ca; fi; \
    /opt/firebell/bin/pip install --require-hashes --only-binary :all: --no-binary feedgen -r requirements/run.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY config config
COPY docs/asyncapi.json docs/
COPY service service
RUN --mount=type=secret,id=pip_ca,required=false \
    if [ -s /run/secrets/pip_ca ]; then export PIP_CERT=/run/secrets/pip_ca; fi; \
    /opt/firebell/bin/pip install --no-deps . \
    && /opt/firebell/bin/pip check \
    && /opt/firebell/bin/pip uninstall --yes pip

FROM ${BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="firebell" \
      org.opencontainers.image.description="Reads the news and rings when violence escalates." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /opt/firebell /opt/firebell
# `firebell up` keeps its private Redis here; a worker writes nothing to disk.
RUN mkdir --mode 0750 /var/lib/firebell && chown 10001:10001 /var/lib/firebell
ENV PATH=/opt/firebell/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FIREBELL_DATA=/var/lib/firebell \
    FIREBELL_HEALTH_HOST=0.0.0.0 \
    FIREBELL_HTTP_HOST=0.0.0.0 \
    FIREBELL_HEALTH_PORT=8080
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
WORKDIR /var/lib/firebell
EXPOSE 8080 8600
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ['FIREBELL_HEALTH_PORT']}/livez\", timeout=4)"]
ENTRYPOINT ["firebell"]
CMD ["worker"]
