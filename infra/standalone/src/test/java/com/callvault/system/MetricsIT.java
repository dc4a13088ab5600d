package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.client.Call.Media;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service's management port tells what an operator asks, and it moves with what happens. */
@Isolated
class MetricsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final People people = new People();

    /**
     * What an operator asks.
     *
     * @param sample a regular expression for names and tags of the samples that answer, as Prometheus reads them
     * @param happens what makes them rise
     */
    private record Question(String asked, String service, String sample, Consumer<MetricsIT> happens) {
        @Override
        public String toString() {
            return asked + " of " + service;
        }
    }

    static Stream<Question> questions() {
        return Stream.of(
                new Question("open connections", "gateway", "callvault_gateway_connections", MetricsIT::connect),
                new Question("commands", "gateway", "callvault_gateway_commands_seconds_count", MetricsIT::message),
                new Question("deliveries", "gateway", "callvault_gateway_deliveries_total", MetricsIT::message),
                new Question(
                        "errors by code",
                        "gateway",
                        "callvault_gateway_errors_total\\{.*code=\"malformed\".*\\}",
                        MetricsIT::malformed),
                new Question(
                        "ring latency", "signaling", "callvault_calls_ring_delivery_seconds_count", MetricsIT::call),
                new Question(
                        "time to the first acknowledgement",
                        "signaling",
                        "callvault_calls_first_acknowledgement_seconds_count",
                        MetricsIT::call),
                new Question(
                        "errors by code",
                        "signaling",
                        "callvault_calls_commands_total\\{.*outcome=\"no_such_call\".*\\}",
                        MetricsIT::endOfNoCall),
                new Question(
                        "calls that connected, by path",
                        "signaling",
                        "callvault_calls_connected_total\\{.*path=.*\\}",
                        MetricsIT::conversation),
                new Question(
                        "calls that failed, by cause",
                        "signaling",
                        "callvault_calls_failed_total\\{.*cause=.*\\}",
                        MetricsIT::conversation),
                new Question(
                        "message latency",
                        "messaging",
                        "callvault_messages_stored_latency_seconds_count",
                        MetricsIT::message),
                new Question("messages stored", "messaging", "callvault_messages_stored_total", MetricsIT::message),
                new Question(
                        "errors by code",
                        "messaging",
                        "callvault_messages_errors_total\\{.*code=\"client_id_reused\".*\\}",
                        MetricsIT::clientIdReused));
    }

    @ParameterizedTest
    @MethodSource
    void questions(Question question) {
        double before = sum(question);
        question.happens().accept(this);
        Awaitility.await("%s rises above %s in %s".formatted(question.sample(), before, question))
                .atMost(SOON)
                .until(() -> sum(question) > before);
    }

    @ParameterizedTest
    @MethodSource
    void consumers(String service) {
        message();
        call();
        var page = RunningStandalone.shared().metrics(service);
        assertThat(samples(page, "kafka_consumer_fetch_manager_records_lag(_max)?(\\{.*\\})?"))
                .as("the lag of " + service)
                .isNotEmpty();
    }

    static Stream<String> consumers() {
        return Stream.of("signaling", "messaging");
    }

    private static double sum(Question question) {
        var page = RunningStandalone.shared().metrics(question.service());
        return samples(page, question.sample() + "(\\{.*\\})?")
                .mapToDouble(MetricsIT::value)
                .sum();
    }

    private static Stream<String> samples(String page, String sample) {
        var wanted = Pattern.compile(sample + " \\S+");
        return page.lines().filter(line -> wanted.matcher(line).matches());
    }

    private static double value(String sample) {
        return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
    }

    private void connect() {
        people.connect();
    }

    private void message() {
        var bo = people.connect();
        var ack = people.connect().chats().send(bo.address(), "counted");
        bo.chats().await(ack.text("message"), SOON);
    }

    private void malformed() {
        var client = people.connect();
        client.sendText("malformed");
        client.log().await(frame -> frame.code().equals("malformed"), SOON, "malformed");
    }

    private void call() {
        var bo = people.connect();
        var call = people.connect().calls().place(bo.address(), Media.AUDIO);
        bo.calls().awaitIncoming(call.id(), SOON).ringing();
        call.end();
    }

    private void conversation() {
        var bo = people.connect();
        var call = people.connect().calls().place(bo.address(), Media.AUDIO);
        var theirs = bo.calls().awaitIncoming(call.id(), SOON);
        theirs.accept();
        theirs.report("connected");
        call.end("ice_failed");
    }

    private void endOfNoCall() {
        var client = people.connect();
        var call = client.calls().prepare(people.connect().address(), Media.AUDIO);
        assertThat(call.end().code()).isEqualTo("no_such_call");
    }

    private void clientIdReused() {
        var client = people.connect();
        var message = client.chats().text(people.connect().address(), "one");
        client.ask(message.deepCopy());
        assertThat(client.ask(message.put("body", "two")).code()).isEqualTo("client_id_reused");
    }
}
