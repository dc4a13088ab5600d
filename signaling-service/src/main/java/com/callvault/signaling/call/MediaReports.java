package com.callvault.signaling.call;

import com.callvault.common.event.CallRecord;
import com.callvault.signaling.call.MediaFacts.Candidates;
import com.callvault.signaling.call.MediaFacts.Carrier;
import com.callvault.signaling.call.MediaFacts.IceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads of {@code call:report} (docs/protocol.md) what the server knows. The rest, and what has another shape, is for analysts
 * alone; nothing that a device can write as it likes comes out of here.
 */
final class MediaReports {
    private static final String CONNECTED = "connected";
    private static final String MEDIA = "media";
    private static final String RELAY = "relay";
    private static final int MOST_ENTRIES = 64;
    private static final int MOST_OF_A_TYPE = 1000;
    private static final long LONGEST_MS = 10 * 60_000;
    private static final Pattern SERVER =
            Pattern.compile("(stun|turn)s?:[A-Za-z0-9.:\\[\\]-]{1,100}(\\?transport=(udp|tcp))?");

    private MediaReports() {}

    /** What a report says about media; null when it says nothing. */
    static @Nullable Boolean flowing(String event, Map<String, JsonNode> details) {
        JsonNode flowing = details.get("flowing");
        if (!event.equals(MEDIA) || flowing == null || !flowing.isBoolean()) {
            return null;
        }
        return flowing.booleanValue();
    }

    static MediaFacts facts(String event, Map<String, JsonNode> details) {
        boolean connected = event.equals(CONNECTED);
        return new MediaFacts(
                connected ? true : null,
                connected ? path(details) : null,
                connected ? carrier(details) : null,
                event.equals(MEDIA) ? ms(details.get("firstSoundMs")) : null,
                candidates(details.get("candidates")),
                errors(details.get("errors")));
    }

    private static CallRecord.@Nullable Path path(Map<String, JsonNode> details) {
        String local = word(details.get("local"));
        String remote = word(details.get("remote"));
        if (RELAY.equals(local) || RELAY.equals(remote)) {
            return CallRecord.Path.RELAY;
        }
        return local == null || remote == null ? null : CallRecord.Path.DIRECT;
    }

    private static @Nullable Carrier carrier(Map<String, JsonNode> details) {
        String toRelay = word(details.get("relayProtocol"));
        String said = toRelay == null ? word(details.get("protocol")) : toRelay;
        return switch (said) {
            case "udp" -> Carrier.UDP;
            case "tcp" -> Carrier.TCP;
            case "tls" -> Carrier.TLS;
            case null, default -> null;
        };
    }

    private static @Nullable Candidates candidates(@Nullable JsonNode all) {
        if (all == null || !all.isArray()) {
            return null;
        }
        return new Candidates(count(all, "host"), count(all, "srflx"), count(all, RELAY));
    }

    private static int count(JsonNode all, String type) {
        int sum = 0;
        for (JsonNode each : first(all)) {
            if (type.equals(word(each.get("type")))) {
                sum += number(each.get("count"), MOST_OF_A_TYPE);
            }
        }
        return Math.min(sum, MOST_OF_A_TYPE);
    }

    private static @Nullable List<IceError> errors(@Nullable JsonNode all) {
        if (all == null || !all.isArray()) {
            return null;
        }
        List<IceError> errors = new ArrayList<>();
        for (JsonNode each : first(all)) {
            String url = word(each.get("url"));
            int code = number(each.get("code"), 999);
            if (url != null && SERVER.matcher(url).matches() && code > 0 && errors.size() < MediaFacts.MOST_ERRORS) {
                errors.add(new IceError(url, code));
            }
        }
        return List.copyOf(errors);
    }

    private static List<JsonNode> first(JsonNode all) {
        return all.valueStream().limit(MOST_ENTRIES).toList();
    }

    private static @Nullable String word(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : null;
    }

    private static int number(@Nullable JsonNode node, int most) {
        return node != null && node.isInt() && node.intValue() >= 0 ? Math.min(node.intValue(), most) : 0;
    }

    private static @Nullable Long ms(@Nullable JsonNode node) {
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            return null;
        }
        long ms = node.longValue();
        return ms >= 0 && ms <= LONGEST_MS ? (Long) ms : null;
    }
}
