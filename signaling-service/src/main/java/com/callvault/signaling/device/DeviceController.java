package com.callvault.signaling.device;

import com.callvault.common.id.DeviceId;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.WireException;
import com.callvault.signaling.access.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/devices} (PROTOCOL, "Devices"). */
@RestController
@RequestMapping("/api/devices")
final class DeviceController {
    private final Devices devices;
    private final Revoking revoking;
    private final Clock clock;

    DeviceController(Devices devices, Revoking revoking, Clock clock) {
        this.devices = devices;
        this.revoking = revoking;
        this.clock = clock;
    }

    record All(List<Devices.Device> devices) {}

    record Name(@Nullable String name) {}

    record Removal(@Nullable String revocation) {}

    @GetMapping
    All list(Caller caller) {
        devices.seen(caller.address(), caller.device(), clock.millis());
        return new All(devices.of(caller.address()));
    }

    @PutMapping("/{device}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(Caller caller, @PathVariable("device") String device, HttpServletRequest request) throws IOException {
        String name = Parameters.name(Parameters.body(request, Name.class).name());
        if (!devices.rename(caller.address(), DeviceId.parse(device), name)) {
            throw new WireException(ErrorCode.NOT_FOUND, "It is not among your devices.");
        }
    }

    @PostMapping("/{device}/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable("device") String device, HttpServletRequest request) throws IOException {
        String revocation = Parameters.body(request, Removal.class).revocation();
        if (revocation == null) {
            throw Parameters.malformed("revocation", "a revocation as a compact JWS");
        }
        revoking.revoke(caller, DeviceId.parse(device), revocation);
    }
}
