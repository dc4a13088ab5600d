# The images of docker-compose.yml, one target each: gateway, signaling, messaging, edge.
# Built once for all of them; a service's image has its own jars and nothing else's.

FROM node:22-bookworm-slim AS node

FROM maven:3-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /callvault
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    mvn -B -ntp -pl gateway-service,signaling-service,messaging-service -am -DskipTests \
        package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib \
    && for service in gateway signaling messaging; do \
        rm -f "$service-service/target/"*-tests.jar "$service-service/target/"*-sources.jar \
        && cp "$service-service/target/"*.jar "$service-service/target/lib/" ; \
    done

FROM eclipse-temurin:25-jre-alpine AS service
RUN addgroup -S -g 10001 callvault && adduser -S -D -H -u 10001 -G callvault callvault \
    && mkdir /keys && chown callvault:callvault /keys && chmod 0700 /keys
COPY infra/compose/jvm.options /app/jvm.options
WORKDIR /app
USER 10001:10001

FROM service AS gateway
COPY --from=build /callvault/gateway-service/target/lib /app/lib
EXPOSE 8080
ENTRYPOINT ["java", "@/app/jvm.options", "-cp", "/app/lib/*", "com.callvault.gateway.GatewayApplication"]

FROM service AS signaling
COPY --from=build /callvault/signaling-service/target/lib /app/lib
EXPOSE 8081
ENTRYPOINT ["java", "@/app/jvm.options", "-cp", "/app/lib/*", "com.callvault.signaling.SignalingApplication"]

FROM service AS messaging
COPY --from=build /callvault/messaging-service/target/lib /app/lib
EXPOSE 8082
ENTRYPOINT ["java", "@/app/jvm.options", "-cp", "/app/lib/*", "com.callvault.messaging.MessagingApplication"]

FROM caddy:2-alpine AS edge
# Without the capability on the file, which a container that has none could not run; the ports are opened by a sysctl.
RUN setcap -r /usr/bin/caddy \
    && addgroup -S -g 10001 callvault && adduser -S -D -H -u 10001 -G callvault callvault \
    && mkdir -p /data /config && chown -R callvault:callvault /data /config
COPY infra/compose/Caddyfile /etc/caddy/Caddyfile
USER 10001:10001
EXPOSE 80 443 443/udp
