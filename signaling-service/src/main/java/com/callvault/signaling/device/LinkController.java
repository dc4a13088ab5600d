package com.callvault.signaling.device;

import com.callvault.common.id.Address;
import com.callvault.common.id.DeviceId;
import com.callvault.common.jws.DeviceCertificate;
import com.callvault.common.problem.Problem;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.signaling.access.Networks;
import com.callvault.signaling.access.Parameters;
import com.callvault.signaling.access.TokenFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/links} (PROTOCOL, "Devices"). A new device has no token: it is known by the secret that it was given. */
@RestController
@RequestMapping(TokenFilter.LINKS)
final class LinkController {
    private final Linking linking;
    private final Networks networks;

    LinkController(Linking linking, Networks networks) {
        this.linking = linking;
        this.networks = networks;
    }

    record Asked(
            @Nullable String key,
            @Nullable String device,
            @Nullable String name) {}

    record Waiting(String key, DeviceId device, @Nullable String name, long expiresAt) {}

    /** Without {@code address} it waits still. */
    record Progress(
            long expiresAt,
            @Nullable Address address,
            @Nullable String cert,
            @Nullable String name) {}

    record Confirmation(@Nullable String cert, @Nullable String name) {}

    @PostMapping
    ResponseEntity<?> open(HttpServletRequest request) throws IOException {
        Asked asked = Parameters.body(request, Asked.class);
        if (asked.key() == null || !DeviceCertificate.isKey(asked.key())) {
            throw Parameters.malformed("key", "the base64url of a valid Ed25519 public key");
        }
        if (asked.device() == null) {
            throw Parameters.malformed("device", "a UUID");
        }
        String name = asked.name() == null ? null : Parameters.name(asked.name());
        return switch (linking.open(asked.key(), DeviceId.parse(asked.device()), name, networks.of(request))) {
            case Linking.Opened.Open open ->
                ResponseEntity.status(HttpStatus.CREATED).body(open);
            case Linking.Opened.TooMany(long retryAfterMs) -> {
                Problem problem = Problem.of(ErrorCode.RATE_LIMITED).retryAfter(Duration.ofMillis(retryAfterMs));
                yield ResponseEntity.status(problem.status())
                        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                        .body(problem);
            }
        };
    }

    @GetMapping(path = "/{code}", headers = TokenFilter.LINK_SECRET)
    Progress progress(@PathVariable("code") String code, @RequestHeader(TokenFilter.LINK_SECRET) String secret) {
        Links.Link link = linking.ofNew(code, secret);
        Links.Certified certified = link.certified();
        return certified == null
                ? new Progress(link.expiresAt(), null, null, null)
                : new Progress(link.expiresAt(), certified.address(), certified.certificate(), certified.ownerName());
    }

    @GetMapping("/{code}")
    Waiting waiting(Caller caller, @PathVariable("code") String code) {
        Links.Link link = linking.waiting(code);
        return new Waiting(link.key(), link.device(), link.name(), link.expiresAt());
    }

    @PutMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(Caller caller, @PathVariable("code") String code, HttpServletRequest request) throws IOException {
        Confirmation said = Parameters.body(request, Confirmation.class);
        if (said.cert() == null) {
            throw Parameters.malformed("cert", "a certificate as a compact JWS");
        }
        linking.confirm(caller, code, said.cert(), said.name() == null ? null : Parameters.name(said.name()));
    }
}
