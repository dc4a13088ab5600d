package com.callvault.messaging.block;

import com.callvault.common.deadletter.DeadLetters;
import com.callvault.common.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class BlockConfiguration {
    /** Of its own: the partitions of commands are shared out by how many take commands. */
    private static final String GROUP = "messaging-service-policies";

    @Bean
    JdbcBlocks blocks(DataSource dataSource) {
        return new JdbcBlocks(
                JdbcClient.create(dataSource), new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> policies(
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            JdbcBlocks blocks,
            MeterRegistry registry) {
        ContainerProperties properties = new ContainerProperties(Topics.POLICIES);
        properties.setGroupId(GROUP);
        properties.setMessageListener(new PolicyListener(blocks, registry));
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setSyncCommits(false);
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();
        threads.setVirtualThreads(true);
        properties.setListenerTaskExecutor(threads);
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName("policies");
        container.setCommonErrorHandler(new DeadLetters(kafka, registry).errorHandler());
        return container;
    }
}
