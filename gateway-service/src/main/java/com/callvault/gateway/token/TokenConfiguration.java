package com.callvault.gateway.token;

import com.callvault.common.route.Revocations;
import com.callvault.common.token.TokenIssuer;
import com.callvault.common.token.TokenKey;
import com.callvault.gateway.opening.OriginSettings;
import com.callvault.gateway.opening.Origins;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
class TokenConfiguration {

    @Bean
    TokenKey tokenKey(TokenSettings settings, SecureRandom random) throws IOException {
        return TokenKey.loadOrCreate(settings.privateKey(), random);
    }

    @Bean
    TokenIssuer tokenIssuer(TokenKey key, OriginSettings origins, Clock clock) {
        return new TokenIssuer(key, Origins.parse(origins.publicOrigin()), clock);
    }

    @Bean
    TokenController.PublicKeySet publicKeySet(TokenKey key) {
        return new TokenController.PublicKeySet(TokenKey.jwks(List.of(key)));
    }

    @Bean
    Tokens tokens(TokenIssuer issuer, StatefulRedisConnection<String, String> redis, Clock clock) {
        Revocations revocations = new Revocations(redis.async());
        return new Tokens(issuer, new RedisUsedProofs(redis.async()), revocations::standing, clock);
    }
}
