package com.callvault.signaling.diagnostics;

import com.callvault.signaling.SignalingApplication;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What runs here. */
@Component
final class Version implements Diagnosed {
    @Override
    public List<Check> checks() {
        @Nullable String built = SignalingApplication.class.getPackage().getImplementationVersion();
        return List.of(Check.ok(
                "versions",
                "CallVault %s, Java %s".formatted(built == null ? "from a source tree" : built, Runtime.version())));
    }
}
