# docker build --tag awesome-lint .
# docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/list" awesome-lint README.md
FROM python:3.13-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285 AS build

# What others wrote comes by its hash, and nothing of it is built here.
COPY requirements.txt /source/
RUN python -m pip wheel --no-cache-dir --require-hashes --only-binary :all: --wheel-dir /wheels \
        --requirement /source/requirements.txt \
    && python -m pip install --no-cache-dir --require-hashes --no-index --find-links /wheels --requirement /source/requirements.txt
COPY pyproject.toml hatch_build.py README.md LICENSE /source/
COPY src /source/src
RUN python -m pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --wheel-dir /wheels /source

FROM python:3.13-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285

# What --since compares with is asked of git, which by itself trusts no repository of another user, such as the mounted one.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /list
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir --no-index --find-links /wheels /wheels/awesome_lint-*.whl

RUN useradd --create-home --uid 1000 lint
USER 1000
WORKDIR /list

ENTRYPOINT ["awesome-lint"]
