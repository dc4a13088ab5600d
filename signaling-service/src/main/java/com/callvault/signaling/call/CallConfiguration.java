package com.callvault.signaling.call;

import com.callvault.common.deadletter.DeadLetters;
import com.callvault.common.event.Polling;
import com.callvault.common.jws.RevokedDevices;
import com.callvault.signaling.access.OriginSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ContainerProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallSettings.class)
class CallConfiguration {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);

    @Bean
    CallMachine callMachine(CallSettings settings) {
        return new CallMachine(Timing.OF_THE_PROTOCOL.with(settings.ringTimeout(), settings.grace()));
    }

    @Bean
    Intake intake(OriginSettings origins, RevokedDevices revoked, CallSettings settings) {
        return new Intake(origins, revoked, settings.ringTimeout());
    }

    /**
     * Offsets are committed after their commands, ten times a second and without waiting: a commit costs as much as a command,
     * and what is delivered again changes nothing.
     */
    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> commandContainers(
            ConsumerFactory<String, byte[]> consumers,
            KafkaOperations<String, byte[]> kafka,
            CallSettings settings,
            MeterRegistry meters) {
        ConcurrentKafkaListenerContainerFactory<String, byte[]> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.setConcurrency(settings.workers());
        factory.setCommonErrorHandler(new DeadLetters(kafka, meters).errorHandler());
        ContainerProperties container = factory.getContainerProperties();
        container.setPollTimeout(Polling.TIMEOUT.toMillis());
        container.setAckMode(ContainerProperties.AckMode.TIME);
        container.setAckTime(COMMIT_EVERY.toMillis());
        container.setSyncCommits(false);
        // Of the platform: a command waits for PostgreSQL and Redis a dozen times, and a virtual thread pays for each
        // wait.
        container.setListenerTaskExecutor(new SimpleAsyncTaskExecutor("call-commands-"));
        container.setShutdownTimeout(STOP_WITHIN.toMillis());
        return factory;
    }
}
