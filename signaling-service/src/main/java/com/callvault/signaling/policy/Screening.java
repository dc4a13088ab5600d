package com.callvault.signaling.policy;

import com.callvault.common.event.Policy;
import com.callvault.common.event.Policy.StrangersLearn;
import com.callvault.common.event.Policy.UnknownCallers;
import com.callvault.common.event.PolicyDecision.Reason;
import com.callvault.signaling.contact.Ringing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says to a call: a pure function of the policy, what is known of the caller, and the time. {@code
 * docs/policies.md} is its table, and the source of its test. Times are ms since the epoch.
 *
 * @param known whether the caller is among the callee's contacts
 * @param open whether the caller may learn more than {@code trying} and {@code no_answer}
 */
public record Screening(boolean known, boolean open, Decision decision) {
    /** How soon a second call of the same caller has to come. */
    static final Duration SECOND_CALL_WITHIN = Duration.ofMinutes(3);

    /**
     * What is known of a caller.
     *
     * @param contact what the callee says of them as a contact; null when they are none
     * @param triedAt when their last call to the callee was placed that nobody took or declined, as far as that is needed
     */
    record Caller(
            boolean blocked,
            @Nullable Ringing contact,
            @Nullable Long triedAt) {
        boolean known() {
            return contact != null;
        }
    }

    static Screening of(Policy policy, Caller caller, long now) {
        boolean open = !caller.blocked() && (caller.known() || policy.strangersLearn() == StrangersLearn.EVERYTHING);
        return new Screening(caller.known(), open, decide(policy, caller, now));
    }

    /** The first rule that has something to say decides. */
    private static Decision decide(Policy policy, Caller caller, long now) {
        if (caller.blocked()) {
            return new Decision.Block(Reason.BLOCKED);
        }
        Ringing contact = caller.contact();
        if (contact == Ringing.NEVER) {
            return new Decision.Refuse(Reason.CONTACT_NEVER, null);
        }
        if (contact == Ringing.ALWAYS) {
            return new Decision.Ring(Reason.CONTACT_ALWAYS, false);
        }
        UnknownCallers unknown = contact == null ? unknown(policy) : UnknownCallers.RING;
        if (unknown == UnknownCallers.REFUSE) {
            return new Decision.Refuse(Reason.UNKNOWN_CALLER, null);
        }
        if (unknown == UnknownCallers.REQUEST) {
            return new Decision.Request(Reason.UNKNOWN_CALLER);
        }
        Reason why = Reason.USUAL;
        if (isDoNotDisturb(policy, now)) {
            if (contact == Ringing.EVEN_IN_DO_NOT_DISTURB) {
                why = Reason.CONTACT_EVEN_IN_DO_NOT_DISTURB;
            } else if (policy.doNotDisturb().secondCallRings() && isSecondCall(caller, now)) {
                why = Reason.SECOND_CALL;
            } else {
                return new Decision.Refuse(Reason.DO_NOT_DISTURB, null);
            }
        }
        if (policy.hours().on() && !Windows.hold(policy.hours().weekly(), policy.timeZone(), now)) {
            return new Decision.Refuse(Reason.OUTSIDE_HOURS, policy.hours().message());
        }
        return unknown == UnknownCallers.RING_SILENTLY
                ? new Decision.Ring(Reason.UNKNOWN_CALLER, true)
                : new Decision.Ring(why, false);
    }

    /** Where two settings speak of strangers, the stricter counts. */
    private static UnknownCallers unknown(Policy policy) {
        return switch (policy.whoMayRing()) {
            case EVERYBODY -> policy.unknownCallers();
            case CONTACTS -> UnknownCallers.REFUSE;
            case CONTACTS_AND_REQUESTS ->
                policy.unknownCallers() == UnknownCallers.REFUSE ? UnknownCallers.REFUSE : UnknownCallers.REQUEST;
        };
    }

    /** Whether do not disturb holds. */
    static boolean isDoNotDisturb(Policy policy, long now) {
        Policy.DoNotDisturb settings = policy.doNotDisturb();
        boolean byHand = settings.on() && (settings.until() == null || now < settings.until());
        return byHand || Windows.hold(settings.weekly(), policy.timeZone(), now);
    }

    private static boolean isSecondCall(Caller caller, long now) {
        return caller.triedAt() != null && now - caller.triedAt() <= SECOND_CALL_WITHIN.toMillis();
    }
}
