package com.callvault.common.event;

import com.callvault.common.wire.Json;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;

/**
 * Events to Kafka records and back: CloudEvents 1.0, Kafka protocol binding, binary mode, JSON data. Thread-safe.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">the binding</a>
 */
public final class EventCodec {
    private final URI source;

    /** @param source the service that writes, as the CloudEvent's source: {@code /signaling-service} */
    public EventCodec(String source) {
        this.source = URI.create(source);
    }

    /** An event as it was written, with the id that makes a repeat a repeat. */
    public record Received<T extends Event>(UUID id, T data) {}

    public ProducerRecord<String, byte[]> encode(String topic, String key, UUID id, Instant time, Event data) {
        return encode(topic, key, id, time, typeOf(data.getClass()), json(data));
    }

    /** For data that was encoded before, in the transaction that decided it. */
    public ProducerRecord<String, byte[]> encode(
            String topic, String key, UUID id, Instant time, String type, byte[] data) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(id.toString())
                .withSource(source)
                .withType(type)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withDataSchema(URI.create("/schemas/" + type + ".json"))
                .withData(BytesCloudEventData.wrap(data))
                .build();
        return KafkaMessageFactory.<String>createWriter(topic, null, time.toEpochMilli(), key)
                .writeBinary(event);
    }

    public static byte[] json(Event data) {
        return Json.MAPPER.writerFor(Event.class).writeValueAsBytes(data);
    }

    /** The CloudEvent type of a kind of event. */
    public static String typeOf(Class<? extends Event> kind) {
        JsonTypeName name = kind.getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new IllegalArgumentException(kind + " is not one kind of event");
        }
        return name.value();
    }

    /** @throws InvalidEventException when it is not a CloudEvent, or its data is not of the kind wanted */
    public static <T extends Event> Received<T> decode(ConsumerRecord<String, byte[]> message, Class<T> kind) {
        if (message.value() == null) {
            throw new InvalidEventException("The record has no value.");
        }
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(message).toEvent();
        } catch (CloudEventRWException | IllegalArgumentException e) {
            throw new InvalidEventException("The record is not a CloudEvent in binary mode.", e);
        }
        Event data;
        try {
            data = Json.MAPPER.readValue(message.value(), Event.class);
        } catch (JacksonException e) {
            throw new InvalidEventException("The data is not valid JSON of a known type.", e);
        }
        if (!kind.isInstance(data)) {
            throw new InvalidEventException("The data is of a type that does not belong on this topic.");
        }
        try {
            return new Received<>(UUID.fromString(event.getId()), kind.cast(data));
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException("The CloudEvent's id is not a UUID.", e);
        }
    }
}
