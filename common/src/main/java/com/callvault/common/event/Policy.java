package com.callvault.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and for whom somebody's devices ring, and what others learn of them, as they set it: one document, the same on {@code /api/policy}, in the ledger's
 * database and on {@link Topics#POLICIES}. signaling-service checks it before it is stored and decides by it; see
 * {@code docs/policies.md}.
 *
 * @param timeZone the IANA time zone whose clock all weekly windows go by
 * @param strangersLearn what callers are told who are not among the person's contacts
 * @param blockAfterRejections how many calls in a row of one stranger may be declined within a day before they are blocked by
 *     themselves; 0: never
 * @param presence whether contacts see when the person is online and was last, and the person sees it of them; absent in older
 *     records: true
 * @param receipts whether others learn what the person has read, and the person learns it of them; absent in older records: true
 */
public record Policy(
        String timeZone,
        DoNotDisturb doNotDisturb,
        Hours hours,
        WhoMayRing whoMayRing,
        UnknownCallers unknownCallers,
        StrangersLearn strangersLearn,
        int blockAfterRejections,
        @Nullable Boolean presence,
        @Nullable Boolean receipts) {

    public Policy {
        presence = unlessSaidOtherwise(presence);
        receipts = unlessSaidOtherwise(receipts);
    }

    public boolean showsPresence() {
        return unlessSaidOtherwise(presence);
    }

    public boolean givesReceipts() {
        return unlessSaidOtherwise(receipts);
    }

    private static boolean unlessSaidOtherwise(@Nullable Boolean said) {
        return said == null || said;
    }

    /**
     * @param on do not disturb now
     * @param until when {@code on} ends by itself, ms since the epoch; absent: not before it is switched off
     * @param weekly when it holds each week, whatever {@code on} says
     * @param secondCallRings whether a second call of the same caller within 3 minutes rings all the same
     */
    public record DoNotDisturb(boolean on, @Nullable Long until, List<Window> weekly, boolean secondCallRings) {}

    /**
     * @param on whether it rings within the hours only
     * @param message what callers outside of them are told; absent: nothing
     */
    public record Hours(
            boolean on, List<Window> weekly, @Nullable String message) {}

    /**
     * From a time of day up to another, as the clock on the wall shows them.
     *
     * @param days the days on which it begins
     * @param from {@code HH:MM}
     * @param to {@code HH:MM}, up to {@code 24:00}; not after {@code from}: on the next day
     */
    public record Window(List<Day> days, String from, String to) {}

    /** A day of the week. */
    public enum Day {
        @JsonProperty("mon")
        MONDAY,
        @JsonProperty("tue")
        TUESDAY,
        @JsonProperty("wed")
        WEDNESDAY,
        @JsonProperty("thu")
        THURSDAY,
        @JsonProperty("fri")
        FRIDAY,
        @JsonProperty("sat")
        SATURDAY,
        @JsonProperty("sun")
        SUNDAY
    }

    /** Who may ring at all. */
    public enum WhoMayRing {
        @JsonProperty("everybody")
        EVERYBODY,
        @JsonProperty("contacts")
        CONTACTS,
        /** Others leave a request to call. */
        @JsonProperty("contacts_and_requests")
        CONTACTS_AND_REQUESTS
    }

    /** What a call of somebody does who is not among the contacts, where everybody may ring. */
    public enum UnknownCallers {
        /** Rings, marked as unknown. */
        @JsonProperty("ring")
        RING,
        @JsonProperty("ring_silently")
        RING_SILENTLY,
        @JsonProperty("request")
        REQUEST,
        @JsonProperty("refuse")
        REFUSE
    }

    /** What callers are told who are not among the contacts. */
    public enum StrangersLearn {
        /** That it is being tried, and that nobody answered. */
        @JsonProperty("nothing")
        NOTHING,
        /** What contacts are told: that it rings, that it was declined, what the policy says. */
        @JsonProperty("everything")
        EVERYTHING
    }
}
