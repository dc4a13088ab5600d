package com.callvault.common.contract;

import static com.callvault.common.contract.Schemas.object;

import com.callvault.common.event.CallEvent;
import com.callvault.common.event.CallQuality;
import com.callvault.common.event.CallRecord;
import com.callvault.common.event.ChatEvent;
import com.callvault.common.event.ChatInput;
import com.callvault.common.event.Command;
import com.callvault.common.event.PolicyChanged;
import com.callvault.common.event.Topics;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.CloseReason;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI 3.0 document of {@code /ws} and of every topic. */
final class AsyncApi {
    private record Topic(String name, String key, String writer, List<Class<?>> kinds) {}

    private static final List<Topic> TOPICS = List.of(
            new Topic(Topics.CALLS_COMMANDS, "the pair of people", "gateway-service", List.of(Command.Call.class)),
            new Topic(Topics.CALLS_EVENTS, "call", "signaling-service", Sealed.cases(CallEvent.class)),
            new Topic(Topics.CALLS_RECORDS, "call; compacted", "signaling-service", List.of(CallRecord.class)),
            new Topic(Topics.CALLS_QUALITY, "call", "signaling-service", List.of(CallQuality.class)),
            new Topic(
                    Topics.CHAT_COMMANDS,
                    "conversation",
                    "gateway-service and signaling-service",
                    Sealed.cases(ChatInput.class)),
            new Topic(Topics.CHAT_EVENTS, "conversation", "messaging-service", Sealed.cases(ChatEvent.class)),
            new Topic(Topics.POLICIES, "address; compacted", "signaling-service", List.of(PolicyChanged.class)));

    private final Docs docs;
    private final ObjectNode document = object();
    private final ObjectNode messages;
    private final ObjectNode schemas;

    private AsyncApi(Docs docs) {
        this.docs = docs;
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "CallVault")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Generated from the types in common. Errors: " + errors() + ". Close codes: " + closes() + ".");
        document.putObject("channels");
        document.putObject("operations");
        ObjectNode components = object();
        messages = components.putObject("messages");
        schemas = components.putObject("schemas");
        document.set("components", components);
    }

    static ObjectNode of(Docs docs) {
        AsyncApi api = new AsyncApi(docs);
        api.socket();
        TOPICS.forEach(api::topic);
        return api.document;
    }

    private void socket() {
        List<Class<?>> in = Sealed.cases(ClientFrame.class);
        List<Class<?>> out = Sealed.cases(ServerFrame.class);
        List<String> names = new ArrayList<>();
        in.forEach(each -> names.add(message("client.", each)));
        out.forEach(each -> names.add(message("server.", each)));
        ObjectNode channel = channel("ws", "/ws", "The WebSocket; subprotocol callvault.v1, JSON text frames.", names);
        channel.putObject("bindings").putObject("ws").put("method", "GET");
        operation(
                "fromClient",
                "receive",
                "ws",
                in.stream().map(each -> name("client.", each)).toList());
        operation(
                "toClient",
                "send",
                "ws",
                out.stream().map(each -> name("server.", each)).toList());
    }

    private void topic(Topic topic) {
        String id = topic.name().replace('.', '-');
        List<String> names =
                topic.kinds().stream().map(each -> message("", each)).toList();
        channel(
                id,
                topic.name(),
                "Keyed by " + topic.key() + ". CloudEvents 1.0, binary mode. Written by " + topic.writer()
                        + ". What cannot be read goes to " + Topics.deadLetter(topic.name()) + ".",
                names);
        operation("write-" + id, "send", id, names);
    }

    private ObjectNode channel(String id, String address, String description, List<String> names) {
        ObjectNode channel = ((ObjectNode) document.get("channels")).putObject(id);
        channel.put("address", address).put("description", description);
        ObjectNode references = channel.putObject("messages");
        names.forEach(name -> references.putObject(name).put("$ref", "#/components/messages/" + name));
        return channel;
    }

    private void operation(String id, String action, String channel, List<String> names) {
        ObjectNode operation = ((ObjectNode) document.get("operations")).putObject(id);
        operation.put("action", action).putObject("channel").put("$ref", "#/channels/" + channel);
        ArrayNode references = operation.putArray("messages");
        names.forEach(name -> references.addObject().put("$ref", "#/channels/" + channel + "/messages/" + name));
    }

    private String message(String prefix, Class<?> kind) {
        String name = name(prefix, kind);
        ObjectNode message = messages.putObject(name);
        message.put("name", Sealed.name(kind)).put("contentType", "application/json");
        message.putObject("payload").put("$ref", "#/components/schemas/" + name);
        schemas.set(name, new Schemas(docs, this::clientFrames).ofRecord(kind));
        return name;
    }

    private ObjectNode clientFrames(Class<?> sealed) {
        ObjectNode choice = object();
        ArrayNode cases = choice.putArray("oneOf");
        Sealed.cases(sealed)
                .forEach(each -> cases.addObject().put("$ref", "#/components/schemas/" + name("client.", each)));
        return choice;
    }

    private static String name(String prefix, Class<?> kind) {
        return prefix + Sealed.name(kind).replace(':', '-');
    }

    private static String errors() {
        return String.join(
                "; ",
                Stream.of(ErrorCode.values())
                        .map(each -> each.wire() + (each.retryable() ? " (retry)" : ""))
                        .toList());
    }

    private static String closes() {
        return String.join(
                "; ",
                Stream.of(CloseReason.values())
                        .map(each -> each.code() + " "
                                + each.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + (each.comeBack() ? " (come back)" : ""))
                        .toList());
    }
}
