package com.callvault.messaging.search;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class SearchConfiguration {

    @Bean
    Archive archive(DataSource dataSource) {
        return new Archive(JdbcClient.create(dataSource));
    }

    @Bean
    Search search(Archive archive) {
        return new Search(archive);
    }

    @Bean
    Indexing indexing(DataSource dataSource, SearchSettings settings, Clock clock, MeterRegistry registry) {
        return new Indexing(
                new Blocks(JdbcClient.create(dataSource)),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                settings,
                clock,
                registry);
    }

    @Bean
    SchedulingConfigurer indexingSweep(SearchSettings settings, Indexing indexing) {
        return tasks -> tasks.addFixedDelayTask(indexing::sweep, settings.sweep());
    }
}
