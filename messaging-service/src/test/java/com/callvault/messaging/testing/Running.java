package com.callvault.messaging.testing;

import com.callvault.infra.embedded.TestStores;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The service, and a node in front of it, while the tests of one class run: a static field of theirs, as an extension. */
public final class Running implements BeforeAllCallback, AfterAllCallback {
    private final UnaryOperator<Service.Setup> settings;
    private @Nullable Service service;
    private @Nullable StandInNode node;

    private Running(UnaryOperator<Service.Setup> settings) {
        this.settings = settings;
    }

    public static Running withDefaults() {
        return new Running(UnaryOperator.identity());
    }

    public static Running with(UnaryOperator<Service.Setup> settings) {
        return new Running(settings);
    }

    public Service service() {
        return Objects.requireNonNull(service);
    }

    public StandInNode node() {
        return Objects.requireNonNull(node);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        service = settings.apply(new Service.Setup(TestStores.shared().newDatabase()))
                .start();
        node = new StandInNode();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        node().close();
        service().close();
    }
}
