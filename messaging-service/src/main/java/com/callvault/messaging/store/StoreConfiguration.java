package com.callvault.messaging.store;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** With a transaction manager of its own: JPA's would open an entity manager for each batch, which nobody uses there. */
    @Bean
    ChatStore chatStore(DataSource dataSource, Clock clock) {
        return new JdbcChatStore(
                new ChatTables(JdbcClient.create(dataSource)),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                clock);
    }
}
