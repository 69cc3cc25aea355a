# Builds the program and installs it on a Java runtime, with ahead-of-time caches of the files in the image.
# Needs only this checkout and access to Maven's repository. scripts/image builds the image and runs it.
#   docker build -t log-archiver .
#   docker run --rm --read-only -v log-archiver:/data -e CORECLAW_API_KEY log-archiver run --worker acme/shop
ARG BUILD=maven:3-eclipse-temurin-25
ARG BASE=eclipse-temurin:25-jre

FROM ${BUILD} AS build
WORKDIR /build
COPY pom.xml .
COPY src/main src/main
RUN mvn -q -B -ntp -DskipTests package \
	&& java -Djarmode=tools -jar target/log-archiver-*.jar extract --destination application \
	&& mv application/log-archiver-*.jar application/log-archiver.jar

FROM ${BASE}
ARG VERSION=development
LABEL org.opencontainers.image.title="log-archiver" \
	org.opencontainers.image.description="Archives the log of every CoreClaw run in an S3-compatible bucket: complete, unchanged and exactly once" \
	org.opencontainers.image.licenses="Apache-2.0" \
	org.opencontainers.image.version="${VERSION}"
RUN groupadd --gid 10001 archiver && useradd --uid 10001 --gid archiver --home-dir /data --no-create-home archiver \
	&& install -d -o archiver -g archiver -m 700 /data
# The libraries change less often than the program, so they have a layer of their own.
COPY --from=build /build/application/lib /application/lib
COPY --from=build /build/application/log-archiver.jar /application/
COPY scripts/jvm-options scripts/serving-options scripts/rehearsal-options /application/
# The classes for help, for commands that only read, and for all others: the JVM loads a cache whole.
RUN rehearsal=$(mktemp -d) \
	&& options="@/application/jvm-options @/application/rehearsal-options -cp /application/log-archiver.jar" \
	&& java $options dev.logarchiver.rehearsal.Renewal /application/lib \
	&& java $options -XX:AOTCacheOutput=/application/program.aot dev.logarchiver.rehearsal.Rehearsal "$rehearsal" archiving \
	&& java $options -XX:AOTCacheOutput=/application/reading.aot dev.logarchiver.rehearsal.Rehearsal "$rehearsal" reading \
	&& java $options -XX:AOTCacheOutput=/application/help.aot dev.logarchiver.rehearsal.Rehearsal "$rehearsal" help \
	&& chmod a+r /application/*.aot \
	&& rm -r "$rehearsal"
# A number, so that Kubernetes can verify that it isn't root.
USER 10001:10001
WORKDIR /data
VOLUME /data
# Where 'serve --listen 0.0.0.0:8080' has the pages.
EXPOSE 8080
ENV ARCHIVER_STATE_DIR=/data LC_ALL=C.UTF-8
# Native code is unpacked into the temporary directory, so only /data has to be writable. The shell only expands LOG_ARCHIVER_JAVA_OPTS (such as
# -Xmx256m), then the JVM replaces it and receives the signals.
ENTRYPOINT ["sh", "-c", "case ${1:-} in run | backfill | restart | verify | reindex | prune | hold | release | doctor) cache=program ;; executions | show | logs | cat | search | scan | link | status | why | diff | report | serve) cache=reading ;; *) cache=help ;; esac; more=; case \"$*\" in \"serve \"*--jobs*) ;; serve*) more=@/application/serving-options ;; esac; exec java @/application/jvm-options $more -Djava.io.tmpdir=/data ${LOG_ARCHIVER_JAVA_OPTS:-} -XX:AOTCache=/application/$cache.aot -jar /application/log-archiver.jar \"$@\"", "log-archiver"]
CMD ["--help"]
