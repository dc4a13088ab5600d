package com.callvault.signaling.ice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.signaling.ice.doctor.TurnDoctor.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnDoctorTest {
    private static final Credentials ANYBODY = new Credentials() {
        @Override
        public Pair now() {
            return new Pair("ana", "right");
        }

        @Override
        public @Nullable String realm() {
            return null;
        }

        @Override
        public @Nullable Pair expiringAt(Instant expiresAt) {
            return null;
        }
    };

    private final TurnDoctor doctor =
            new TurnDoctor((SSLSocketFactory) SSLSocketFactory.getDefault(), Clock.systemUTC(), Duration.ofMillis(500));

    /** What a server without TLS does with a greeting in it. */
    enum Reaction {
        RESETS {
            @Override
            void to(Socket greeted) throws IOException {
                greeted.setSoLinger(true, 0);
                greeted.close();
            }
        },
        HANGS_UP {
            @Override
            void to(Socket greeted) throws IOException {
                greeted.close();
            }
        },
        ANSWERS {
            @Override
            void to(Socket greeted) throws IOException {
                greeted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        },
        IS_SILENT {
            @Override
            void to(Socket greeted) {}
        };

        abstract void to(Socket greeted) throws IOException;
    }

    /** coturn hangs up: sometimes that looked like another protocol than TURN. */
    @ParameterizedTest
    @EnumSource
    void whatKnowsNoTlsIsNamedWhateverItDoes(Reaction reaction) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread serving = Thread.ofVirtual().start(() -> {
                try {
                    Socket greeted = server.accept();
                    assertThat(greeted.getInputStream().read()).isNotNegative();
                    reaction.to(greeted);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Finding found = doctor.examine(ServerUrl.parse("turns:127.0.0.1:" + server.getLocalPort()), ANYBODY);
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Finding.Wrong.class,
                            wrong -> assertThat(wrong.cause()).isEqualTo(Cause.NO_TLS));
            serving.join();
        }
    }
}
