package com.callvault.messaging.member;

import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.event.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class MemberConfiguration {
    /** Nobody sees any more what is to be erased; it is only to be gone soon. */
    private static final Duration SWEEP = Duration.ofSeconds(1);

    @Bean
    Members members(DataSource dataSource) {
        return new Members(
                JdbcClient.create(dataSource), new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    }

    @Bean
    Erasing erasing(DataSource dataSource) {
        return new Erasing(
                JdbcClient.create(dataSource), new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    }

    @Bean
    Leaving leaving(
            DataSource dataSource, EventLog events, LiveDelivery delivery, MeterRegistry registry, Clock clock) {
        return new Leaving(
                JdbcClient.create(dataSource),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                events,
                delivery,
                registry,
                clock);
    }

    @Bean
    SchedulingConfigurer leavingSweep(Leaving leaving) {
        return tasks -> tasks.addFixedDelayTask(leaving::sweep, SWEEP);
    }

    @Bean
    SchedulingConfigurer erasingSweep(Erasing erasing) {
        return tasks -> tasks.addFixedDelayTask(erasing::sweep, SWEEP);
    }
}
