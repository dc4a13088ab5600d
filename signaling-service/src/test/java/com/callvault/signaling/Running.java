package com.callvault.signaling;

import com.callvault.common.testing.TestIdentity;
import com.callvault.infra.embedded.TestStores;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The service, and a gateway in front of it, while the tests of one class run: a static field of theirs, as an extension. */
public final class Running implements BeforeAllCallback, AfterAllCallback {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> settings;
    private @Nullable Service service;
    private @Nullable FakeGateway gateway;

    private Running(Map<String, String> settings) {
        this.settings = settings;
    }

    public static Running withDefaults() {
        return new Running(Map.of());
    }

    public static Running with(Map<String, String> settings) {
        return new Running(settings);
    }

    public Service service() {
        return Objects.requireNonNull(service);
    }

    public FakeGateway gateway() {
        return Objects.requireNonNull(gateway);
    }

    /** Whom nobody knows, with one device that is connected. */
    public FakeDevice somebody() {
        return FakeDevice.of(TestIdentity.random(RANDOM), gateway());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        service = Service.start(TestStores.shared().newDatabase(), settings);
        gateway = new FakeGateway();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        gateway().close();
        service().close();
    }
}
