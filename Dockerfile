# The image of every role: `docker run … firebell worker`. The role is the command; settings are FIREBELL_* variables.
# docs/operations.md, "In a container", says what each build argument is for.
ARG BASE=python:3.13-slim-trixie
ARG BASE_DIGEST=

FROM ${BASE}${BASE_DIGEST:+@}${BASE_DIGEST} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
# What changes seldom first: a change of the code does not fetch the dependencies again. What is installed and what builds
# it are locked by hash, for any choice of extras. feedgen is published as source alone, of pure Python; nothing here
# needs a compiler.
# The secret is a certificate bundle, for builds behind a proxy that signs with its own.
COPY requirements/build.txt requirements/image.txt requirements/
RUN --mount=type=secret,id=pip_ca,required=false \
    if [ -s /run/secrets/pip_ca ]; then export PIP_CERT=/run/secrets/pip_ca; fi; \
    python3 -m venv /opt/build \
    && /opt/build/bin/pip install --require-hashes --only-binary :all: --no-compile -r requirements/build.txt \
    && /opt/build/bin/pip wheel --require-hashes --only-binary :all: --no-binary feedgen --no-build-isolation \
        --wheel-dir /wheels -r requirements/image.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY config config
COPY docs/asyncapi.json docs/
COPY service service
# From here on pip takes the wheels that were checked above and asks nobody. The environment has no pip of its own, and is
# compiled once: under a root that cannot be written Python would compile it at every start. Unchecked: what is compiled
# holds where a registry or a builder gives the files other times.
ARG EXTRAS=feeds
RUN python3 -c "import tomllib; known = [*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']]; \
wrong = sorted({*'${EXTRAS}'.split(',')} - {'', *known}); wrong and exit(f'EXTRAS=${EXTRAS}: no extra {wrong}; there are {known}')"
RUN /opt/build/bin/pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels . \
    && python3 -m venv --without-pip /opt/firebell \
    && /opt/build/bin/pip --python /opt/firebell/bin/python3 install \
        --no-index --find-links /wheels --no-compile "firebell[${EXTRAS}]" \
    && /opt/build/bin/pip --python /opt/firebell/bin/python3 check \
    && /opt/build/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
        --output-reproducible --sv 1.6 --of JSON -o /opt/firebell.cdx.json /opt/firebell/bin/python3 \
    && python3 -m compileall -q --invalidation-mode unchecked-hash /opt/firebell/lib

FROM ${BASE}${BASE_DIGEST:+@}${BASE_DIGEST}
# Nothing is installed here any more. The official images bring Python's own library without what is compiled of it.
RUN python3 -m pip uninstall --yes --root-user-action ignore pip \
    && library="$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')" \
    && rm -r "${library}/ensurepip" \
    && python3 -m compileall -q --invalidation-mode unchecked-hash "${library}" \
    # `firebell up` keeps its private Redis here; the roles write nothing to disk.
    && mkdir --mode 0750 /var/lib/firebell && chown 10001:10001 /var/lib/firebell
COPY --from=build /opt/firebell.cdx.json /usr/share/sbom/firebell.cdx.json
COPY --from=build /opt/firebell /opt/firebell
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
# http.client asks no proxy, whatever the environment names.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import http.client, os; us = http.client.HTTPConnection('127.0.0.1', int(os.environ['FIREBELL_HEALTH_PORT']), timeout=4); us.request('GET', '/livez'); exit(us.getresponse().status != 200)"]
ENTRYPOINT ["firebell"]
CMD ["worker"]
# Last: each commit has other labels and keeps the layers above.
ARG BASE
ARG BASE_DIGEST
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="firebell" \
      org.opencontainers.image.description="Reads the news and rings when violence escalates." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="${BASE}" \
      org.opencontainers.image.base.digest="${BASE_DIGEST}"
