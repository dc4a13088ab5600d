package com.callvault.chaos;

import com.callvault.client.ChatClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a device writes: mostly texts; some of its last ones it edits and takes back, and it reacts to what it hears. Thread-safe.
 */
final class Writing {

    private static final int REMEMBERS = 20;
    private static final int EDITS_PERCENT = 5;
    private static final int UNSENDS_PERCENT = 4;
    private static final int REACTIONS_PERCENT = 6;
    private static final int MOST_FILLING = 200;
    private static final List<String> EMOJI = List.of("👍", "❤️", "😂");

    private final Random random;
    private final String name;
    private final List<String> own = new ArrayList<>();
    private final Deque<String> heard = new ArrayDeque<>();
    private int count;

    /**
     * @param random decides all that is decided here
     * @param name stands in each text, so that no two are alike
     */
    Writing(Random random, String name) {
        this.random = random;
        this.name = name;
    }

    /** @param to the address */
    synchronized Letter next(ChatClient chats, String to) {
        var dice = random.nextInt(100);
        if (dice < EDITS_PERCENT && !own.isEmpty()) {
            var target = own.get(random.nextInt(own.size()));
            return new Letter(chats.edit(to, target, words()), "edit", target);
        }
        dice -= EDITS_PERCENT;
        if (dice >= 0 && dice < UNSENDS_PERCENT && !own.isEmpty()) {
            var target = own.remove(random.nextInt(own.size()));
            return new Letter(chats.unsend(to, target), "unsend", target);
        }
        dice -= UNSENDS_PERCENT;
        if (dice >= 0 && dice < REACTIONS_PERCENT && !heard.isEmpty()) {
            var target = heard.getLast();
            var emoji = random.nextInt(4) == 0 ? null : EMOJI.get(random.nextInt(EMOJI.size()));
            return new Letter(chats.react(to, target, emoji), "reaction", target);
        }
        return new Letter(chats.text(to, words()), Letter.TEXT, "");
    }

    /** One of its texts is there. */
    synchronized void sent(String message) {
        if (own.size() == REMEMBERS) {
            own.removeFirst();
        }
        own.add(message);
    }

    /** A text of the other came. */
    synchronized void heard(String message) {
        heard.add(message);
        if (heard.size() > REMEMBERS) {
            heard.remove();
        }
    }

    /** How long until it writes again, in ns: people do not know of each other (a Poisson process). */
    synchronized long pauseNanos(double meanNanos) {
        return Math.round(random.nextExponential() * meanNanos);
    }

    private String words() {
        count++;
        return String.format(Locale.ROOT, "%s %d ", name, count) + "x".repeat(random.nextInt(MOST_FILLING));
    }
}
