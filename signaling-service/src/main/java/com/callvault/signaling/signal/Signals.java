package com.callvault.signaling.signal;

import com.callvault.common.id.Address;
import com.callvault.common.id.CallId;
import com.callvault.common.wire.ClientFrame;
import com.callvault.common.wire.Json;
import com.callvault.common.wire.ServerFrame;
import com.callvault.common.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What descriptions and candidates are held until a call is accepted, and how they are passed on. Pure. Nobody looks into
 * them: their proofs are for the other side's browser.
 */
public final class Signals {
    /** A description is some 10 KB and a candidate 200 bytes; more than this is nobody's call. */
    static final int HELD_CHARACTERS = 256 * 1024;

    private Signals() {}

    /**
     * Holds one more of the caller's: the latest offer and all candidates of its generation, also those that came before it.
     * Empty when it is one too many.
     */
    public static Optional<List<ClientFrame.Signal>> hold(List<ClientFrame.Signal> held, ClientFrame.Signal more) {
        long latest = held.stream()
                .filter(ClientFrame.WebrtcOffer.class::isInstance)
                .mapToLong(ClientFrame.Signal::gen)
                .max()
                .orElse(0);
        if (more.gen() < latest) {
            return Optional.of(held);
        }
        List<ClientFrame.Signal> kept = new ArrayList<>(held);
        if (more instanceof ClientFrame.WebrtcOffer) {
            // An offer stands before its candidates, however they came in.
            kept.removeIf(each -> each instanceof ClientFrame.WebrtcOffer || each.gen() < more.gen());
            kept.addFirst(withoutId(more));
        } else {
            kept.add(withoutId(more));
        }
        boolean tooMuch = kept.size() > WireLimits.SIGNALS_KEPT_PER_DEVICE
                || kept.stream().mapToInt(each -> Json.write(each).length()).sum() > HELD_CHARACTERS;
        return tooMuch ? Optional.empty() : Optional.of(List.copyOf(kept));
    }

    /** As the other side gets it. */
    public static ServerFrame.CallNotice passOn(CallId call, Address from, long n, ClientFrame.Signal signal) {
        return switch (signal) {
            case ClientFrame.WebrtcOffer offer ->
                new ServerFrame.WebrtcOffer(call, n, from, offer.gen(), offer.sdp(), offer.proof());
            case ClientFrame.WebrtcAnswer answer ->
                new ServerFrame.WebrtcAnswer(call, n, from, answer.gen(), answer.sdp(), answer.proof());
            case ClientFrame.WebrtcIce ice -> new ServerFrame.WebrtcIce(call, n, from, ice.gen(), ice.candidates());
        };
    }

    private static ClientFrame.Signal withoutId(ClientFrame.Signal signal) {
        return switch (signal) {
            case ClientFrame.WebrtcOffer offer ->
                new ClientFrame.WebrtcOffer(null, offer.call(), offer.peer(), offer.gen(), offer.sdp(), offer.proof());
            case ClientFrame.WebrtcAnswer answer ->
                new ClientFrame.WebrtcAnswer(
                        null, answer.call(), answer.peer(), answer.gen(), answer.sdp(), answer.proof());
            case ClientFrame.WebrtcIce ice ->
                new ClientFrame.WebrtcIce(null, ice.call(), ice.peer(), ice.gen(), ice.candidates());
        };
    }
}
