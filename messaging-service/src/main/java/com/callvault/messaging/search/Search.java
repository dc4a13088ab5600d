package com.callvault.messaging.search;

import com.callvault.common.id.Address;
import com.callvault.common.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ranges that may have it from the latest on, a few at a time and then more, until nothing that is left can come before
 * what was found. Words that were edited count where the edit stands.
 */
final class Search {
    private static final int FEW = 8;
    private static final int MANY = 64;

    private final Archive archive;

    Search(Archive archive) {
        this.archive = archive;
    }

    /** At most so many messages that come after {@code from}, newest first. */
    List<Archive.Found> find(Address me, @Nullable ConversationId only, Query query, Place from, int most) {
        List<Archive.Range> left = archive.ranges(me, only, query, from).stream()
                .flatMap(Search::inBlocks)
                .toList();
        List<Archive.Found> found = new ArrayList<>();
        int some = FEW;
        while (!left.isEmpty() && !isSettled(found, most, left.getFirst())) {
            List<Archive.Range> next = left.subList(0, Math.min(some, left.size()));
            List<Place> places = archive.said(next, from).stream()
                    .filter(each -> query.isIn(each.body()))
                    .map(Archive.Said::place)
                    .toList();
            if (!places.isEmpty()) {
                found.addAll(archive.messages(me, places));
                found.sort((one, other) -> one.place().compareTo(other.place()));
            }
            left = left.subList(next.size(), left.size());
            some = Math.min(MANY, some * 2);
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    /** Whether the page is full of what is later than anything that was not read. */
    private static boolean isSettled(List<Archive.Found> found, int most, Archive.Range next) {
        return found.size() >= most && found.get(most - 1).place().atMs() > next.lastAtMs();
    }

    /** What stands in no block yet may be long. */
    private static Stream<Archive.Range> inBlocks(Archive.Range range) {
        if (range.last() - range.first() < Blocks.SIZE) {
            return Stream.of(range);
        }
        List<Archive.Range> parts = new ArrayList<>();
        for (long last = range.last(); last >= range.first(); last -= Blocks.SIZE) {
            long first = Math.max(range.first(), last - Blocks.SIZE + 1);
            parts.add(new Archive.Range(range.conversation(), first, last, range.lastAtMs()));
        }
        return parts.stream();
    }
}
