package com.callvault.infra.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.signaling.SignalingApplication;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** An operator reads what is wrong with a setting, and not that there is a log. */
class WrongSettingTest {

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "callvault.ice.mode=custom",
                        "TURN_MODE is custom, so TURN_URLS must name at least one TURN server."),
                Arguments.of(
                        "callvault.ice.mode=custon", "TURN_MODE is custom, metered, public or off, not \"custon\"."),
                Arguments.of(
                        "callvault.call.ring-timeout=1ms",
                        "callvault.call.ringTimeout must be longer than or equal to 1 second."),
                Arguments.of(
                        "callvault.call.ring-timeout=soon",
                        "the value of callvault.call.ring-timeout is none that it can have."),
                Arguments.of("callvault.call.ring-timeuot=9s", "there is no setting callvault.call.ring-timeuot."));
    }

    @ParameterizedTest
    @MethodSource
    void settings(String setting, String says) {
        Throwable thrown = null;
        try (var context = new SpringApplicationBuilder(SignalingApplication.class)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .run(
                        "--" + setting,
                        "--spring.config.name=signaling",
                        "--spring.main.banner-mode=off",
                        // Nothing of it is reached before the settings are read.
                        "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                        "--spring.flyway.enabled=false",
                        "--callvault.redis.uri=redis://127.0.0.1:1",
                        "--callvault.public-origin=https://calls.test",
                        "--callvault.token.jwks=file:///nowhere",
                        "--server.port=0",
                        "--management.server.port=0")) {
            assertThat(context.isActive()).as("it starts all the same").isFalse();
        } catch (RuntimeException e) {
            thrown = e;
        }
        assertThat(thrown).isNotNull();
        assertThat(WrongSetting.in(thrown)).contains(says);
    }
}
