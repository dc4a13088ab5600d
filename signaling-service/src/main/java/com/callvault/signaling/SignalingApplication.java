package com.callvault.signaling;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Calls: the ledger, ringing, contacts and ICE configuration. Its settings are in {@code signaling.yml}. */
@SpringBootApplication
public class SignalingApplication {
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "signaling");
        SpringApplication.run(SignalingApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
