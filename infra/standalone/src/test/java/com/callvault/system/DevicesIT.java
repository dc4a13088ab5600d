package com.callvault.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.callvault.client.Api;
import com.callvault.client.Call.Media;
import com.callvault.client.Device;
import com.callvault.client.Json;
import com.callvault.client.NotSeen;
import com.callvault.client.ProtocolClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A further device with a key of its own: through the edge, past every service, and out again. */
class DevicesIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** In which a device that was removed must be out, everywhere. */
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    @RegisterExtension
    final People people = new People();

    private static Device linkedTo(ProtocolClient somebody) {
        var id = UUID.randomUUID();
        return new Device(People.identityOf(somebody).certify(id, "Phone", somebody.nowMs() / 1000), id);
    }

    /** Its certificate, as it stands in the header of everything that it signs. */
    private static String certificateOf(Device device) {
        var signed = device.identity().sign("t", Json.object());
        return decoded(signed.split("\\.", -1)[0]).path("cert").asString();
    }

    private static JsonNode decoded(String part) {
        return Json.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    @Test
    void aDeviceIsLinkedByItsCodeRingsAndIsRemovedFromEverywhere() {
        var desk = people.connect();
        var phone = linkedTo(desk);
        var certificate = certificateOf(phone);
        var key = decoded(certificate.split("\\.", -1)[1]).path("key").asString();
        var opened = Api.anonymous(desk.server())
                .post(
                        "/api/links",
                        Json.object()
                                .put("key", key)
                                .put("device", phone.id().toString())
                                .put("name", "Phone"))
                .ok();
        var link = "/api/links/" + opened.path("code").asString();
        assertThat(desk.api().get(link).ok().path("key").asString()).isEqualTo(key);
        desk.api().put(link, Json.object().put("cert", certificate)).ok();

        var connected = people.connect(phone);
        var ana = people.connect();
        var call = ana.calls().place(desk.address(), Media.AUDIO);
        desk.calls().awaitIncoming(call.id(), SOON);
        var ring = connected.calls().awaitIncoming(call.id(), SOON);
        assertThat(ring.accept().is("ok")).isTrue();
        call.await("call:accepted", SOON);
        assertThat(connected.api().get("/api/conversations").status()).isEqualTo(200);
        assertThat(Json.write(desk.api().get("/api/devices").ok()))
                .contains(phone.id().toString(), desk.device().id().toString());

        var revocation = People.identityOf(desk)
                .sign(
                        "callvault-revoke+jws",
                        Json.object()
                                .put("device", phone.id().toString())
                                .put("iat", desk.nowMs() / 1000)
                                .put("jti", UUID.randomUUID().toString()));
        var token = connected.token();
        desk.api()
                .post("/api/devices/" + phone.id() + "/revoke", Json.object().put("revocation", revocation))
                .ok();

        assertThat(connected.awaitClosed(A_MINUTE).code()).isEqualTo(4410);
        call.awaitEnded("completed", SOON);
        var stolen = Api.withToken(desk.server(), token);
        for (var path : new String[] {"/api/calls", "/api/conversations"}) {
            await(path + " is closed to the device")
                    .atMost(A_MINUTE)
                    .until(() -> stolen.get(path).code().equals("revoked"));
        }
        assertThat(Api.anonymous(desk.server())
                        .tokenFor(phone, desk.nowMs() / 1000)
                        .code())
                .isEqualTo("revoked");
        var again = people.open(phone);
        assertThatThrownBy(again::authenticate).isInstanceOf(NotSeen.class).hasMessageContaining("code=revoked");
        assertThat(again.awaitClosed(SOON).code()).isEqualTo(4410);
        assertThat(desk.api().get("/api/conversations").status()).isEqualTo(200);
    }
}
