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
RUN groupadd --system --gid 10001 archiver && useradd --system --uid 10001 --gid archiver --home-dir /data archiver \
	&& install -d -o archiver -g archiver -m 700 /data
COPY --from=build /build/application /application
USER archiver
WORKDIR /data
VOLUME /data
ENV ARCHIVER_STATE_DIR=/data
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-jar", "/application/log-archiver.jar"]
CMD ["--help"]
