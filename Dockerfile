# docker build -t journeymap . && docker run --rm -v "$PWD:/work" journeymap check blueprints
FROM python:3.12-slim
COPY pyproject.toml README.md LICENSE CHANGELOG.md /journeymap/
COPY .packaging /journeymap/.packaging
COPY src /journeymap/src
RUN pip install --no-cache-dir --disable-pip-version-check /journeymap && rm -rf /journeymap
# Whoever runs it decides whose files are written: docker run --user "$(id -u):$(id -g)"
USER nobody
WORKDIR /work
ENTRYPOINT ["journeymap"]
CMD ["--help"]
