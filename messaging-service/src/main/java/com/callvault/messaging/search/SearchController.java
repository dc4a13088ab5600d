package com.callvault.messaging.search;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import com.callvault.common.token.Caller;
import com.callvault.common.wire.ErrorCode;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/search} (PROTOCOL, "HTTP"). */
@RestController
final class SearchController {
    static final int MOST_FOUND = 50;

    private final Archive archive;
    private final Search search;
    private final Timer latency;

    SearchController(Archive archive, Search search, MeterRegistry registry) {
        this.archive = archive;
        this.search = search;
        this.latency = Timer.builder("callvault.messaging.search.latency")
                .description("how long it took to find a page of messages")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** @param next where the following page begins; absent on the last */
    record Page(List<Hit> found, @Nullable String next) {}

    /** @param message as it reads now: of one that was edited, its last words */
    record Hit(ConversationId conversation, Address peer, ServerFrame.MsgIncoming message) {}

    /** Newest first; a message that was edited has the place of its last edit in this order. */
    @GetMapping("/api/search")
    Page search(
            Caller caller,
            @RequestParam(name = "q", required = false) @Nullable String q,
            @RequestParam(name = "conversation", required = false) @Nullable String conversation,
            @RequestParam(name = "next", required = false) @Nullable String next,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        Query query = Query.parse(q);
        Place from = Place.parse(next);
        int most = limit(limit);
        ConversationId only = conversation == null ? null : new ConversationId(conversation);
        if (only != null && !archive.isMember(caller.address(), only)) {
            throw new WireException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.advice());
        }
        Timer.Sample started = Timer.start();
        List<Archive.Found> found = search.find(caller.address(), only, query, from, most + 1);
        started.stop(latency);
        boolean more = found.size() > most;
        List<Archive.Found> page = more ? found.subList(0, most) : found;
        return new Page(
                page.stream()
                        .map(each -> new Hit(each.conversation(), each.peer(), each.message()))
                        .toList(),
                more ? page.getLast().place().text() : null);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return MOST_FOUND;
        }
        if (text.matches("\\d{1,3}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST_FOUND) {
                return number;
            }
        }
        throw new WireException(
                ErrorCode.MALFORMED, "The parameter \"limit\" must be a whole number from 1 to " + MOST_FOUND + ".");
    }
}
