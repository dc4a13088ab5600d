package com.callvault.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class BatchSettingsTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Only.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(BatchSettings.class)
    static class Only {}

    @Test
    void haveDefaults() {
        context.run(started -> assertThat(started.getBean(BatchSettings.class))
                .isEqualTo(new BatchSettings(1, 500, Duration.ofMillis(100))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callvault.messaging.batch.consumer=1",
                "callvault.messaging.batch.consumers=0",
                "callvault.messaging.batch.most=many"
            })
    void whatIsUnknownOrWrongStopsTheStart(String setting) {
        context.withPropertyValues(setting).run(started -> assertThat(started).hasFailed());
    }
}
