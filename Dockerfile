# newsclean in a small image, run without root:
#   docker build -t newsclean .
#   docker run --rm newsclean demo
#   docker run --rm -v "$PWD:/data" --user "$(id -u):$(id -g)" newsclean crawl SITES.toml
# Extras: --build-arg EXTRAS=parquet,postgres
FROM python:3.13-slim AS build
ARG EXTRAS=""
# For the kernels; the final image has no compiler.
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev
WORKDIR /src
COPY pyproject.toml hatch_build.py constraints.txt README.md LICENSE NOTICE ./
COPY release/newsclean.1 release/
COPY src src
RUN python3 -m venv /opt/newsclean \
 && /opt/newsclean/bin/pip install --no-cache-dir --constraint constraints.txt ".${EXTRAS:+[$EXTRAS]}" \
 && /opt/newsclean/bin/pip uninstall --yes pip

FROM python:3.13-slim
COPY --from=build /opt/newsclean /opt/newsclean
ENV PATH="/opt/newsclean/bin:$PATH"
# A number, so that Kubernetes can see that it is not root; nothing but /data is the user's own.
RUN useradd --uid 10001 --home-dir /data --create-home newsclean && chmod 755 /data
USER 10001
WORKDIR /data
ENTRYPOINT ["newsclean"]
CMD ["--help"]
