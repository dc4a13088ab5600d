package com.callvault.messaging;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/** Starts messaging-service. Its settings are in {@code messaging.yml}. */
@SpringBootApplication
public class MessagingApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(MessagingApplication.class)
                .properties("spring.config.name=messaging")
                .run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
