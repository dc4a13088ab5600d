package com.callvault.bench;

import com.callvault.client.ProtocolClient;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/** People who scroll back: pages of 200 messages from anywhere in their conversation, half of them in the longest. */
final class HistoryPages {

    private static final int PAGES = 1_000;
    private static final int WARM_UP = 500;
    private static final int PAGE = 200;
    private static final long LONGEST_MICROS = 60_000_000;

    private HistoryPages() {}

    /** One after the other, in microseconds. */
    static Histogram read(List<ProtocolClient> people) {
        var micros = new Histogram(LONGEST_MICROS, 3);
        var random = ThreadLocalRandom.current();
        for (var i = -WARM_UP; i < PAGES; i++) {
            var reader = i % 2 == 0 ? 0 : random.nextInt(people.size());
            var client = people.get(reader);
            var conversation = client.chats()
                    .conversation(people.get(Crowd.partner(reader)).address());
            var path = "/api/conversations/" + conversation + "/messages?limit=";
            var last = client.api().get(path + 1);
            var seq = last.ok().path("messages").path(0).path("seq").longValue(1);
            var from = System.nanoTime();
            client.api()
                    .get(path + PAGE + "&before=" + random.nextLong(1, seq + 2))
                    .ok();
            if (i >= 0) {
                micros.recordValue((System.nanoTime() - from) / 1_000);
            }
        }
        return micros;
    }
}
