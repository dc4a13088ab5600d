package com.callvault.common.contract;

import com.callvault.common.wire.Json;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schema (2020-12) of our records: their members, which of them must be there, and what the Javadoc says of them. */
final class Schemas {
    private static final String UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
    private static final Map<String, String> PATTERNS = Map.of(
            "Address", "^call:[1-9A-HJ-NP-Za-km-z]{32,44}$",
            "ConversationId", "^dm:[1-9A-HJ-NP-Za-km-z]{32,44}$",
            "NodeId", "^[A-Za-z0-9-]{1,40}\\.[A-Za-z0-9]{1,20}$");

    private final Docs docs;
    /** Where a sealed type has a definition of its own elsewhere; null writes it out in place. */
    private final @Nullable Function<Class<?>, ObjectNode> reference;

    Schemas(Docs docs, @Nullable Function<Class<?>, ObjectNode> reference) {
        this.docs = docs;
        this.reference = reference;
    }

    /** Schemas that stand by themselves: no references. */
    static Schemas inline(Docs docs) {
        return new Schemas(docs, null);
    }

    ObjectNode ofRecord(Class<?> type) {
        ObjectNode schema = object();
        boolean tagged = typeInfo(type);
        if (tagged) {
            schema.put("title", Sealed.name(type));
        }
        describe(schema, docs.of(type));
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = object().putArray("required");
        if (tagged) {
            properties.putObject("type").put("const", Sealed.name(type));
            required.add("type");
        }
        for (RecordComponent member : type.getRecordComponents()) {
            if (member.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
                continue;
            }
            ObjectNode value = of(member.getAnnotatedType());
            String said = docs.ofMember(type, member.getName());
            describe(value, said.isEmpty() ? usual(member) : said);
            properties.set(member.getName(), value);
            if (!member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(member.getName());
            }
        }
        schema.set("required", required);
        return schema;
    }

    private ObjectNode of(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType parameterized) {
            if (parameterized.getRawType() == List.class) {
                ObjectNode list = object().put("type", "array");
                list.set("items", of(((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0]));
                return list;
            }
            return object().put("type", "object");
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return object().put("type", "string");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return object().put("type", "boolean");
        }
        if (raw == int.class || raw == long.class || raw == Long.class) {
            return object().put("type", "integer");
        }
        if (raw == JsonNode.class) {
            return object().put("type", "object");
        }
        if (raw.isEnum()) {
            ObjectNode choice = object().put("type", "string");
            ArrayNode values = choice.putArray("enum");
            Stream.of(raw.getEnumConstants()).forEach(each -> values.add(Json.MAPPER.valueToTree(each)));
            return choice;
        }
        if (raw.getPackageName().endsWith(".id")) {
            return object().put("type", "string").put("pattern", PATTERNS.getOrDefault(raw.getSimpleName(), UUID));
        }
        if (!raw.isSealed()) {
            return ofRecord(raw);
        }
        return reference == null ? anyOf(raw) : reference.apply(raw);
    }

    private ObjectNode anyOf(Class<?> sealed) {
        ObjectNode choice = object();
        ArrayNode cases = choice.putArray("oneOf");
        Sealed.cases(sealed).forEach(each -> cases.add(ofRecord(each)));
        return choice;
    }

    /** What an id is, where the member itself says nothing. */
    private String usual(RecordComponent member) {
        return member.getType().getPackageName().endsWith(".id")
                        || member.getType().isEnum()
                ? docs.of(member.getType())
                : "";
    }

    private static boolean typeInfo(Class<?> type) {
        return Stream.of(type.getInterfaces())
                .anyMatch(each -> each.isAnnotationPresent(JsonTypeInfo.class) || typeInfo(each));
    }

    private static void describe(ObjectNode schema, String text) {
        if (!text.isEmpty()) {
            schema.put("description", text);
        }
    }

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
