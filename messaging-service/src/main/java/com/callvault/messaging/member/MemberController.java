package com.callvault.messaging.member;

import com.callvault.common.event.ChatEvent;
import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import com.callvault.messaging.access.JsonBody;
import com.callvault.messaging.delivery.LiveDelivery;
import com.callvault.messaging.delivery.Post;
import com.callvault.messaging.event.EventLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people change about their conversations (PROTOCOL, "HTTP"). First it is durable, then it is told; whoever has no answer asks
 * again, and everything is told again.
 */
@RestController
@RequestMapping("/api/conversations/{conversation}")
final class MemberController {
    /** What a client's clock and a number in JavaScript can hold: for ever. */
    static final long LATEST_MS = 9_007_199_254_740_991L;

    private final Members members;
    private final EventLog events;
    private final LiveDelivery delivery;
    private final Clock clock;

    MemberController(Members members, EventLog events, LiveDelivery delivery, Clock clock) {
        this.members = members;
        this.events = events;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** @param mutedUntil ms since the epoch; null for not muted */
    record Settings(@Nullable Long mutedUntil, @Nullable Boolean archived) {}

    @PutMapping("/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settings(Caller caller, @PathVariable("conversation") String conversation, HttpServletRequest request)
            throws IOException {
        Settings settings = JsonBody.read(request, Settings.class);
        ConversationId id = new ConversationId(conversation);
        Long mutedUntil = settings.mutedUntil();
        if (mutedUntil != null && (mutedUntil < 0 || mutedUntil > LATEST_MS)) {
            throw new WireException(
                    ErrorCode.MALFORMED, "The member \"mutedUntil\" must be a time in ms since the epoch, or null.");
        }
        if (settings.archived() == null) {
            throw new WireException(ErrorCode.MALFORMED, "The member \"archived\" must be true or false.");
        }
        if (!members.set(caller.address(), id, mutedUntil, settings.archived())) {
            throw notFound();
        }
        events.append(List.of(new ChatEvent.ConversationSettings(
                id, caller.address(), mutedUntil, settings.archived(), clock.millis())));
        events.confirm();
        tell(caller.address());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(Caller caller, @PathVariable("conversation") String conversation) {
        if (!members.clear(caller.address(), new ConversationId(conversation))) {
            throw notFound();
        }
        tell(caller.address());
    }

    /** Their devices read the heads again. */
    private void tell(Address person) {
        delivery.deliver(List.of(new Post.ToPerson(person, null, new ServerFrame.Resync(), false)));
    }

    private static WireException notFound() {
        return new WireException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.advice());
    }
}
