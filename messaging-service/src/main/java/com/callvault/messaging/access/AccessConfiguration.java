package com.callvault.messaging.access;

import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.token.TokenVerifier;
import com.callvault.common.wire.Json;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    @Bean
    FilterRegistrationBean<TokenFilter> tokenFilter(AccessSettings settings, RevokedDevices revoked, Clock clock) {
        FilterRegistrationBean<TokenFilter> filter = new FilterRegistrationBean<>(
                new TokenFilter(new TokenVerifier(settings.token().jwks(), settings.publicOrigin(), revoked, clock)));
        filter.addUrlPatterns("/api/*");
        return filter;
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }

    /** HTTP answers look like frames. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.MAPPER;
    }
}
