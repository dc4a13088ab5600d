package com.callvault.signaling.ice.doctor;

import java.util.Locale;

/** What is wrong with a server, in one word for programs and in two sentences for people: what it is, and what helps. */
public enum Cause {
    UNKNOWN_HOST(
            "There is no address for %s.",
            "Correct the name in the URL, or make its DNS record; or this machine finds no DNS server."),
    NOTHING_LISTENS(
            "The machine answers, but nothing listens there.",
            "Start coturn, and compare its listening-port with the port of the URL."),
    UDP_FILTERED(
            "Nothing comes back over UDP, while the same port answers over TCP.",
            "Open this port for UDP, in the firewall of the machine and of its provider."),
    UNREACHABLE("Nothing comes back.", "Is the machine up, and does its firewall let this port in?"),
    CERTIFICATE_WRONG(
            "Its certificate is not good for this name: %s.",
            "Give coturn (cert, pkey) a valid certificate of exactly this name, with the chain."),
    NO_TLS(
            "What answers there does not speak TLS.",
            "Use turn: in place of turns:, or give coturn a certificate and name its tls-listening-port."),
    WRONG_CREDENTIALS(
            "It refuses the credentials (401).",
            "Compare TURN_SECRET with coturn's static-auth-secret, or TURN_USERNAME and TURN_CREDENTIAL with its user; and restart coturn after a change."),
    WRONG_REALM(
            "It refuses the credentials (401), and its realm is %s.",
            "A user belongs to one realm: set coturn's realm to the one of TURN_REALM."),
    CREDENTIALS_EXPIRED(
            "The credentials ran out at %s.",
            "Make new ones, or set TURN_SECRET in place of TURN_USERNAME and TURN_CREDENTIAL: then each call has its own."),
    CLOCK_WRONG(
            "It takes credentials of the next minute for expired: its clock is ahead of this server's.",
            "Set both clocks by NTP."),
    QUOTA_REACHED(
            "It has no relay left for this name, or none at all (486).",
            "Raise user-quota and total-quota, or wait until calls end."),
    NO_CAPACITY(
            "It has no port left for a relay (508).",
            "Widen min-port to max-port, in its configuration and in the firewall."),
    RELAY_ADDRESS_PRIVATE(
            "It offers %s as relay, which nobody reaches from outside.",
            "Set coturn's external-ip to the public address of the machine."),
    RELAY_RANGE_FILTERED(
            "A relay is given, but no packet gets to it at %s.",
            "Open min-port to max-port for UDP, in the firewall of the machine and of its provider."),
    RELAY_DOES_NOT_SEND(
            "Packets get into the relay, but none out of it.", "Let the machine send UDP from min-port to max-port."),
    PEER_FORBIDDEN(
            "It gives a relay, but lets no packets to this server's own address (403), so relaying could not be tried.",
            "That is right where that address is private: try from a browser."),
    NOT_TURN("What answers there is no such server: %s.", "Compare the URL's host and port with where coturn listens."),
    REFUSED("It refuses: %s.", "See coturn's log of this minute.");

    private final String what;
    private final String cure;

    Cause(String what, String cure) {
        this.what = what;
        this.cure = cure;
    }

    /** Whether people are served all the same, and only this look at it fell short. */
    public boolean serves() {
        return this == PEER_FORBIDDEN;
    }

    /** As metrics and answers name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Finding of(ServerUrl url, String detail) {
        return new Finding.Wrong(url, this, what.formatted(detail), cure);
    }
}
