package com.callvault.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.callvault.common.event.Command;
import com.callvault.common.id.CallId;
import com.callvault.common.jws.Purpose;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.Json;
import com.callvault.signaling.FakeDevice;
import com.callvault.signaling.Running;
import com.callvault.signaling.Service;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** Two transactions for what only one can have: the second reads before the first commits, and is to decide again after it. */
class RaceIT {
    @RegisterExtension
    static final Running running = Running.withDefaults();

    private static Transactions.Done place(FakeDevice by, ClientFrame.CallInit init) {
        UUID id = UUID.randomUUID();
        long now = System.currentTimeMillis();
        Service service = running.service();
        CallInput.Asked asked = service.bean(Intake.class).read(id, new Command.Call(by.origin(), now, init), now);
        return service.bean(Transactions.class).carryOut(id, init.call(), asked, init.id());
    }

    private static void awaitSomebodyWhoWaitsForALock() {
        Awaitility.await("a transaction that waits for this one")
                .until(() ->
                        running.service().jdbc().sql("""
                                select count(*) from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock'""").query(Integer.class).single() > 0);
    }

    /** From two devices, since one would be busy; to two people, since a pair waits for itself. */
    @Test
    void anIntentIdIsUsedOnceByWhoeverCommitsFirst() {
        FakeDevice ann = running.somebody();
        FakeDevice tablet = FakeDevice.of(ann.person(), running.gateway());
        FakeDevice bob = running.somebody();
        FakeDevice cleo = running.somebody();
        CallId earlier = FakeDevice.newCall();
        ann.calls(earlier, cleo, "earlier");
        ann.ok("earlier");
        CallId call = FakeDevice.newCall();
        var claims = tablet.intentClaims(call, bob.address());
        ClientFrame.CallInit init = new ClientFrame.CallInit(
                "init", call, bob.address(), tablet.person().sign(Purpose.CALL, Json.write(claims)));
        CompletableFuture<Transactions.Done> second = new CompletableFuture<>();
        running.service().bean(TransactionTemplate.class).executeWithoutResult(status -> {
            running.service()
                    .jdbc()
                    .sql("update calls set jti = ? where call = ?")
                    .params(claims.get("jti").asString(), earlier.value())
                    .update();
            Thread.startVirtualThread(() -> {
                try {
                    second.complete(place(tablet, init));
                } catch (RuntimeException e) {
                    second.completeExceptionally(e);
                }
            });
            awaitSomebodyWhoWaitsForALock();
        });
        assertThat(second.orTimeout(20, TimeUnit.SECONDS).join().refusal()).isEqualTo(ErrorCode.STALE_INTENT);
        assertThat(running.service().bean(Ledger.class).read(call)).isInstanceOf(CallState.None.class);
    }
}
