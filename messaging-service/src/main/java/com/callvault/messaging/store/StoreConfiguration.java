package com.callvault.messaging.store;

import com.callvault.messaging.message.ChangeRules;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChangeSettings.class)
class StoreConfiguration {

    /** With a transaction manager of its own: JPA's would open an entity manager for each batch, which nobody uses there. */
    @Bean
    ChatStore chatStore(DataSource dataSource, ChangeSettings changes, Clock clock) {
        return new JdbcChatStore(
                new ChatTables(new JdbcTemplate(dataSource)),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                new ChangeRules(changes.editWithin(), changes.unsendWithin()),
                clock);
    }
}
