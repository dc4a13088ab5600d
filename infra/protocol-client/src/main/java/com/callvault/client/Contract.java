package com.callvault.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What each frame must look like, by the protocol's page: an independent second statement of it, against which every
 * frame that a server sends is held. Members that are not named here are allowed, since the protocol only grows.
 */
public final class Contract {
    private static final String ENDS = "completed|declined|busy|no_answer|missed|cancelled|answered_elsewhere"
            + "|declined_elsewhere|do_not_disturb|outside_hours|request_sent|not_allowed|merged|replaced|ice_failed"
            + "|ice_timeout|lost|failed";

    /** {@code member:kind}, with {@code ?} where it may be absent; a kind that is none of the named is an enumeration. */
    private static final Map<String, List<Member>> SERVER = table(
            "hello challenge:nonce node:text time:time",
            "ready address:address device:uuid session:text token:jwt tokenExpiresAt:time heartbeatMs:count limits:object",
            "ok re:text state?:ringing|active|ended",
            "error re?:text code:text message:text retryable:flag retryAfterMs?:count",
            "pong re?:text time:time",
            "token re:text token:jwt tokenExpiresAt:time",
            "drain reconnectAfterMs:count",
            "resync",
            "call:progress call:uuid n:rank state:trying|pushed|ringing",
            "call:incoming call:uuid n:rank peer:address intent:jws media:audio|video name?:text known:flag"
                    + " waiting?:flag crossing?:uuid remainingMs:count expiresAt:time silent?:flag",
            "call:accepted call:uuid n:rank peer:address device:uuid acceptance:jws",
            "call:state call:uuid n:rank state:text role:caller|callee peer:address media:audio|video intent:jws"
                    + " acceptance?:jws gen:count since:time",
            "call:ended call:uuid n:rank reason:" + ENDS
                    + " peer:address durationMs?:count voicemail?:flag message?:text into?:uuid",
            "webrtc:offer call:uuid n:rank peer:address gen:count sdp:text proof:jws",
            "webrtc:answer call:uuid n:rank peer:address gen:count sdp:text proof:jws",
            "webrtc:ice call:uuid n:rank peer:address gen:count candidates:list",
            "msg:ack re?:text clientId:uuid message:uuid conversation:conversation seq:rank at:time",
            "msg:incoming message:uuid conversation:conversation seq:rank from:address to:address"
                    + " kind:text|image|voice|video|file|edit|unsend|reaction|call|left|hidden"
                    + " clientId:uuid body?:text attachments:list replyTo?:uuid target?:uuid media?:audio|video at:time",
            "msg:delivered conversation:conversation by:address upTo:count at:time",
            "msg:read conversation:conversation by:address upTo:count at:time",
            "msg:typing conversation:conversation by:address on:flag");

    private static final Map<String, List<Member>> CLIENT = table(
            "auth proof:jws",
            "ping",
            "token id:id",
            "call:init id?:id call:uuid peer:address intent:jws",
            "call:ringing id?:id call:uuid peer:address",
            "call:accept id?:id call:uuid peer:address acceptance:jws replaces?:uuid",
            "call:reject id?:id call:uuid peer:address reason?:declined|busy",
            "call:end id?:id call:uuid peer:address reason?:text",
            "call:ack call:uuid peer:address n:rank",
            "call:report id?:id call:uuid peer:address event:text",
            "webrtc:offer id?:id call:uuid peer:address gen:count sdp:text proof:jws",
            "webrtc:answer id?:id call:uuid peer:address gen:count sdp:text proof:jws",
            "webrtc:ice id?:id call:uuid peer:address gen:count candidates:list",
            "msg:send id:id to:address clientId:uuid kind:text|image|voice|video|file body:text attachments?:list"
                    + " replyTo?:uuid",
            "msg:edit id:id to:address clientId:uuid target:uuid body:text",
            "msg:unsend id:id to:address clientId:uuid target:uuid",
            "msg:react id:id to:address clientId:uuid target:uuid",
            "msg:delivered conversation:conversation to:address upTo:rank",
            "msg:read conversation:conversation to:address upTo:rank quiet?:flag",
            "msg:typing to:address on:flag");

    private static final Set<String> FINAL_CODES = Set.of(("malformed unknown_type frame_too_large bad_address"
                    + " bad_signature clock_skew stale_intent self_call bad_state empty_message message_too_large"
                    + " bad_attachment client_id_reused edit_window_over payload_too_large unsupported_media_type"
                    + " not_authenticated bad_proof superseded revoked account_deleted forbidden not_found no_such_call not_your_call"
                    + " already_answered call_over device_busy no_such_message not_a_member conflict quota_exceeded")
            .split(" "));
    private static final Set<String> RETRYABLE_CODES = Set.of("rate_limited", "overloaded", "unavailable", "internal");
    private static final Set<String> LIMITS = Set.of(
            "frameBytes",
            "bodyBytes",
            "uploadBytes",
            "framesPerSecond",
            "callsPerMinute",
            "callsPerPairPerMinute",
            "editMs",
            "unsendMs");

    private static final Pattern COMPACT_JWS = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern NONCE = Pattern.compile("[\\w-]{43}");
    private static final Pattern CONVERSATION = Pattern.compile("dm:[1-9A-HJ-NP-Za-km-z]{40,44}");

    /** Those that were found to be some: to look at a key costs a hundred times what the rest of a frame does. */
    private static final Set<String> ADDRESSES = ConcurrentHashMap.newKeySet();

    private Contract() {}

    private record Member(String name, String kind, boolean optional) {
        boolean fits(JsonNode value) {
            return switch (kind) {
                case "text" -> value.isString();
                case "id" -> value.isString() && value.asString().length() <= 64;
                case "flag" -> value.isBoolean();
                case "count" -> value.isIntegralNumber() && value.longValue() >= 0;
                case "rank" -> value.isIntegralNumber() && value.longValue() >= 1;
                // Milliseconds of this century: seconds by mistake would be far too small.
                case "time" -> value.isIntegralNumber() && value.longValue() > 1_000_000_000_000L;
                case "object" -> value.isObject();
                case "list" -> value.isArray();
                case "uuid" -> value.isString() && isUuid(value.asString());
                case "address" -> value.isString() && isAddress(value.asString());
                case "jws", "jwt" ->
                    value.isString() && COMPACT_JWS.matcher(value.asString()).matches();
                case "nonce" ->
                    value.isString() && NONCE.matcher(value.asString()).matches();
                case "conversation" ->
                    value.isString() && CONVERSATION.matcher(value.asString()).matches();
                default -> value.isString() && List.of(kind.split("\\|")).contains(value.asString());
            };
        }
    }

    /** What is wrong with a frame that a server sent; empty when nothing is. */
    public static List<String> server(JsonNode frame) {
        var wrong = check(SERVER, frame);
        if (frame.path("type").asString("").equals("error")) {
            checkError(frame, wrong);
        }
        if (frame.path("type").asString("").equals("ready")) {
            LIMITS.stream()
                    .filter(limit -> !frame.path("limits").path(limit).isIntegralNumber())
                    .forEach(limit -> wrong.add("ready: limits." + limit));
        }
        return wrong;
    }

    /** What is wrong with a frame that a client sent; empty when nothing is. */
    public static List<String> client(JsonNode frame) {
        return check(CLIENT, frame);
    }

    public static Set<String> serverTypes() {
        return SERVER.keySet();
    }

    public static Set<String> clientTypes() {
        return CLIENT.keySet();
    }

    public static Set<String> codes() {
        return Stream.concat(FINAL_CODES.stream(), RETRYABLE_CODES.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> check(Map<String, List<Member>> table, JsonNode frame) {
        var wrong = new ArrayList<String>();
        if (!frame.isObject()) {
            wrong.add("not an object");
            return wrong;
        }
        var type = frame.path("type").asString("");
        var members = table.get(type);
        if (members == null) {
            wrong.add("unknown type " + type);
            return wrong;
        }
        for (var member : members) {
            var value = frame.get(member.name());
            if (value == null) {
                if (!member.optional()) {
                    wrong.add(type + ": " + member.name() + " is missing");
                }
            } else if (!member.fits(value)) {
                wrong.add(type + ": " + member.name() + " is no " + member.kind());
            }
        }
        return wrong;
    }

    private static void checkError(JsonNode frame, List<String> wrong) {
        var code = frame.path("code").asString("");
        boolean retryable = frame.path("retryable").booleanValue(false);
        if (!FINAL_CODES.contains(code) && !RETRYABLE_CODES.contains(code)) {
            wrong.add("error: code " + code + " is not in the table");
        } else if (retryable != RETRYABLE_CODES.contains(code)) {
            wrong.add("error: " + code + " with retryable " + retryable);
        }
        if (retryable && !frame.has("retryAfterMs")) {
            wrong.add("error: " + code + " does not say when to try again");
        }
    }

    private static boolean isAddress(String text) {
        if (ADDRESSES.contains(text)) {
            return true;
        }
        boolean valid = Identity.isAddress(text);
        if (valid) {
            ADDRESSES.add(text);
        }
        return valid;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, List<Member>> table(String... lines) {
        var table = new TreeMap<String, List<Member>>();
        for (var line : lines) {
            var words = line.split(" ");
            table.put(
                    words[0], Arrays.stream(words).skip(1).map(Contract::member).toList());
        }
        return Map.copyOf(table);
    }

    private static Member member(String word) {
        int colon = word.indexOf(':');
        var name = word.substring(0, colon);
        boolean optional = name.endsWith("?");
        return new Member(optional ? name.substring(0, name.length() - 1) : name, word.substring(colon + 1), optional);
    }
}
