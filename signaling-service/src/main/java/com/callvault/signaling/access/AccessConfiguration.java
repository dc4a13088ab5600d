package com.callvault.signaling.access;

import com.callvault.common.jws.RevokedDevices;
import com.callvault.common.token.Caller;
import com.callvault.common.token.TokenVerifier;
import com.callvault.common.wire.Json;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AccessConfiguration.TokenSettings.class,
    OriginSettings.class,
    Networks.ProxySettings.class
})
class AccessConfiguration {

    /**
     * Whose tokens count.
     *
     * @param jwks where the gateway's public keys are, a {@code file:}, {@code http:} or {@code https:} location; no default
     */
    @Validated
    @ConfigurationProperties(prefix = "callvault.token", ignoreUnknownFields = false)
    record TokenSettings(@NotNull URI jwks) {}

    @Bean
    FilterRegistrationBean<TokenFilter> tokenFilter(
            TokenSettings token, OriginSettings origin, RevokedDevices revoked, Clock clock) {
        FilterRegistrationBean<TokenFilter> filter = new FilterRegistrationBean<>(
                new TokenFilter(new TokenVerifier(token.jwks(), origin.publicOrigin(), revoked, clock)));
        filter.addUrlPatterns("/api/*");
        return filter;
    }

    /** HTTP answers look like frames. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.MAPPER;
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

    /** Hands the one whom {@link TokenFilter} has found to the routes that ask for them. */
    private static final class CallerResolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType().equals(Caller.class);
        }

        @Override
        public Caller resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            if (request.getAttribute(TokenFilter.CALLER, RequestAttributes.SCOPE_REQUEST) instanceof Caller caller) {
                return caller;
            }
            throw new IllegalStateException("a route outside of /api asks who calls");
        }
    }
}
