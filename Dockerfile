# syntax=docker/dockerfile:1
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress --quiet \
        -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true package

FROM eclipse-temurin:17-jre
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /opt/kafila kafila \
    && install --directory --owner=kafila /var/lib/kafila
WORKDIR /opt/kafila
# What changes least comes first.
COPY --from=build /src/target/lib lib
COPY --from=build /src/target/kafila.jar kafila.jar
COPY application.properties application-prod.properties ./
COPY routes routes
USER kafila
ENV KAFILA_DATA_DIRECTORY=/var/lib/kafila \
    KAFILA_HTTP_HOST=0.0.0.0 \
    KAFILA_MANAGEMENT_HOST=0.0.0.0
VOLUME /var/lib/kafila
EXPOSE 8080 9876
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=5 \
    CMD curl --fail --silent --output /dev/null http://127.0.0.1:9876/observe/health/live
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+UseParallelGC", "-jar", "kafila.jar"]
CMD ["run", "--log-format", "json"]
