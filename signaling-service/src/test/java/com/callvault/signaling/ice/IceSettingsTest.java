package com.callvault.signaling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Settings that contradict each other stop the start, with a sentence that names them. */
class IceSettingsTest {
    private static final String METERED = "mode=metered";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(IceConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    record Bad(List<String> settings, String sentence) {
        @Override
        public String toString() {
            return String.join(", ", settings);
        }
    }

    private static Bad bad(String sentence, String... settings) {
        return new Bad(List.of(settings), sentence);
    }

    static Stream<Bad> contradictions() {
        return Stream.of(
                bad("TURN_MODE is custom, metered, public or off, not \"cloud\"", "mode=cloud"),
                bad("TURN_URLS must name at least one", "mode=custom", "turn-secret=s"),
                bad("set TURN_SECRET, or both", "mode=custom", "turn-urls=turn:a:1"),
                bad("set TURN_SECRET, or both", "mode=custom", "turn-urls=turn:a:1", "turn-username=u"),
                bad(
                        "exclude each other",
                        "mode=custom",
                        "turn-urls=turn:a:1",
                        "turn-secret=s",
                        "turn-username=u",
                        "turn-credential=c"),
                bad("TURN_MODE is off, but", "turn-urls=turn:a:1"),
                bad("TURN_MODE is off, but a TURN server", "turn-secret=s"),
                bad("TURN_MODE is public, but a TURN server", "mode=public", "turn-urls=turn:a:1"),
                bad(
                        "TURN_MODE is metered, but a TURN server",
                        METERED,
                        "metered-secret-key=k",
                        "metered-app-name=a",
                        "turn-secret=s"),
                bad("TURN_MODE is off, but an account", "metered-app-name=a"),
                bad(
                        "TURN_MODE is custom, but an account",
                        "mode=custom",
                        "turn-urls=turn:a:1",
                        "turn-secret=s",
                        "metered-secret-key=k"),
                bad("set METERED_APP_NAME and METERED_SECRET_KEY", METERED),
                bad("set METERED_APP_NAME and METERED_SECRET_KEY", METERED, "metered-app-name=a"),
                bad("set METERED_APP_NAME and METERED_SECRET_KEY", METERED, "metered-secret-key=k"),
                bad(
                        "METERED_APP_NAME has \"a.metered.live\"",
                        METERED,
                        "metered-secret-key=k",
                        "metered-app-name=a.metered.live"),
                bad("TURN_URLS has \"https://a\"", "mode=custom", "turn-secret=s", "turn-urls=https://a"),
                bad("TURN_URLS has \"stun:a:1\"", "mode=custom", "turn-secret=s", "turn-urls=turn:a:1,stun:a:1"),
                bad(
                        "TURN_URLS has \"turn:a:1?transport=sctp\"",
                        "mode=custom",
                        "turn-secret=s",
                        "turn-urls=turn:a:1?transport=sctp"),
                bad("STUN_URLS has \"turn:a:1\"", "stun-urls=turn:a:1"),
                bad("credential-life", "credential-life=11m"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aContradictionStopsTheStartWithASentenceThatNamesIt(Bad bad) {
        String[] settings =
                bad.settings().stream().map(each -> "callvault.ice." + each).toArray(String[]::new);
        runner.withPropertyValues(settings).run(context -> {
            Throwable failure = context.getStartupFailure();
            assertThat(failure).isNotNull();
            assertThat(root(failure)).hasMessageContaining(bad.sentence());
        });
    }

    @Test
    void whatIsUnknownStopsTheStart() {
        runner.withPropertyValues("callvault.ice.turn-url=turn:a:1")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void nothingSetIsOff() {
        runner.withPropertyValues("callvault.ice.turn-urls=", "callvault.ice.turn-secret=")
                .run(context -> assertThat(context.getBean(IceSettings.class).turnUrls())
                        .isEmpty());
    }

    @Test
    void oneNameForEverybodyIsGivenAsItIs() {
        assertThat(relaysOf("mode=custom", "turn-urls=turn:a:1,turn:b:1", "turn-username=u", "turn-credential=c"))
                .containsExactly(new IceServer(List.of("turn:a:1", "turn:b:1"), "u", "c"));
    }

    @Test
    void thePublicRelayNeedsNothing() {
        assertThat(relaysOf("mode=public"))
                .singleElement()
                .satisfies(relay ->
                        assertThat(relay.urls()).allMatch(url -> url.startsWith("turn:openrelay.metered.ca:")));
    }

    @Test
    void offHasNoRelay() {
        assertThat(relaysOf()).isEmpty();
    }

    private List<IceServer> relaysOf(String... settings) {
        List<IceServer> found = new ArrayList<>();
        runner.withPropertyValues(
                        Stream.of(settings).map(each -> "callvault.ice." + each).toArray(String[]::new))
                .run(context -> found.addAll(context.getBean(Relays.class)
                        .of("somebody", Instant.now().plusSeconds(60))));
        return found;
    }

    @Test
    void secretsAreNotPrinted() {
        runner.withPropertyValues(
                        "callvault.ice.mode=custom",
                        "callvault.ice.turn-urls=turn:a:1,turns:a:2?transport=tcp",
                        "callvault.ice.turn-secret=planted canary")
                .run(context -> assertThat(context.getBean(IceSettings.class))
                        .hasToString("IceSettings[custom, [turn:a:1, turns:a:2?transport=tcp], []]"));
    }

    private static Throwable root(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
