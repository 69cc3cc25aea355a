# Builds the program and puts it on a Java runtime. Needs nothing but this checkout and a network to Maven's repository:
#   docker build -t log-archiver .
#   docker run --rm -v log-archiver-data:/data -e CORECLAW_API_KEY log-archiver run --worker acme/shop
ARG BUILD=maven:3-eclipse-temurin-25
ARG BASE=eclipse-temurin:25-jre

FROM ${BUILD} AS build
WORKDIR /build
COPY pom.xml .
COPY src/main src/main
RUN mvn -q -B -ntp -DskipTests package && java -Djarmode=tools -jar target/log-archiver-*.jar extract --destination application \
	&& mv application/log-archiver-*.jar application/log-archiver.jar

FROM ${BASE}
RUN groupadd --gid 10001 archiver && useradd --uid 10001 --gid archiver --home-dir /data --no-create-home archiver \
	&& install -d -o archiver -g archiver -m 700 /data
# The libraries change less often than the program: a layer of their own.
COPY --from=build /build/application/lib /application/lib
COPY --from=build /build/application/log-archiver.jar /application/
# A number, so that Kubernetes can tell that it isn't root.
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV ARCHIVER_STATE_DIR=/data
# Native code is unpacked into the temporary directory: only /data need be writable.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-Djava.io.tmpdir=/data", "-jar", "/application/log-archiver.jar"]
CMD ["--help"]
