# docker build --tag awesome-lint .
# docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/list" awesome-lint README.md
FROM python:3.13-slim-trixie AS build

COPY pyproject.toml README.md LICENSE /source/
COPY src /source/src
RUN python -m pip wheel --no-cache-dir --wheel-dir /wheels /source

FROM python:3.13-slim-trixie

# What --since compares with is asked of git, which by itself trusts no repository of another user, such as a mounted one.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir --no-index --find-links /wheels /wheels/awesome_lint-*.whl

RUN useradd --create-home --uid 1000 lint
USER 1000
WORKDIR /list

ENTRYPOINT ["awesome-lint"]
