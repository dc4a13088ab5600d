package com.callvault.signaling.ice.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.DataAttribute;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.attribute.NonceAttribute;
import org.ice4j.attribute.RealmAttribute;
import org.ice4j.attribute.RequestedTransportAttribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.attribute.XorPeerAddressAttribute;
import org.ice4j.attribute.XorRelayedAddressAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.security.CredentialsAuthority;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;
import org.jspecify.annotations.Nullable;

/** One client of a STUN and TURN server (RFC 8489, RFC 8656), with at most one allocation. For one thread; blocks. */
final class TurnSession implements Closeable {
    private static final int UNAUTHORIZED = 401;
    private static final int STALE_NONCE = 438;
    /** The first wait for an answer over UDP, which doubles (RFC 8489, 6.2.1). */
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    private final Carrier carrier;
    private final Duration within;
    private final StunStack stack = new StunStack();
    private final Deque<Data> early = new ArrayDeque<>();
    private byte[] key = {};
    private byte[] username = {};
    private byte @Nullable [] realm;
    private byte @Nullable [] nonce;

    /** @param within for each request */
    TurnSession(Carrier carrier, Duration within) {
        this.carrier = carrier;
        this.within = within;
        stack.getCredentialsManager().registerAuthority(new Key());
    }

    /** What a peer sent, through the relay. */
    record Data(InetSocketAddress from, ByteBuffer content) {}

    /** The server says no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        /** RFC 8489, 14.8 and RFC 8656, 19. */
        final int code;

        Refused(int code, String reason) {
            super(code + " " + reason);
            this.code = code;
        }
    }

    /** Nothing came back. */
    static final class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no answer");
        }
    }

    /** @return this side's address, as the server sees it */
    InetSocketAddress bind() throws IOException {
        Message answer = ask(id -> MessageFactory.createBindingRequest());
        return address(answer, (XorMappedAddressAttribute) answer.getAttribute(Attribute.XOR_MAPPED_ADDRESS));
    }

    /** @return the relay's address, which is this side's for its peers */
    InetSocketAddress allocate(String name, String password) throws IOException {
        Message answer = allocate(name, password, id -> allocation());
        return address(answer, (XorRelayedAddressAttribute) answer.getAttribute(Attribute.XOR_RELAYED_ADDRESS));
    }

    /** @param allocation what to ask for, where it is another one than browsers want */
    Message allocate(String name, String password, Asking allocation) throws IOException {
        username = name.getBytes(StandardCharsets.UTF_8);
        try {
            ask(allocation);
            throw new IOException("it relays for anybody, without a name");
        } catch (Refused e) {
            if (e.code != UNAUTHORIZED || realm == null) {
                throw e;
            }
        }
        key = md5(name + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + password);
        return askAsThem(allocation);
    }

    /** As the server names it; null before it has. */
    @Nullable
    String realm() {
        return realm == null ? null : new String(realm, StandardCharsets.UTF_8);
    }

    /** Lets this peer's packets in. */
    void permit(InetAddress peer) throws IOException {
        TransportAddress address = new TransportAddress(peer, 1, Transport.UDP);
        askAsThem(id -> MessageFactory.createCreatePermissionRequest(address, id));
    }

    void send(InetSocketAddress peer, byte[] bytes) throws IOException {
        TransportAddress to = new TransportAddress(peer.getAddress(), peer.getPort(), Transport.UDP);
        byte[] id = newId();
        carrier.send(encode(numbered(MessageFactory.createSendIndication(to, bytes, id), id)));
    }

    /** @return null where nothing with this content came through the relay within that time */
    @Nullable
    Data receive(byte[] content, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (Iterator<Data> each = early.iterator(); each.hasNext(); ) {
                Data data = each.next();
                each.remove();
                if (data.content().equals(ByteBuffer.wrap(content))) {
                    return data;
                }
            }
            long left = deadline - System.nanoTime();
            byte[] came = left <= 0 ? null : carrier.receive(Duration.ofNanos(Math.max(left, 1_000_000)));
            if (came == null) {
                return null;
            }
            keepData(decode(came));
        }
    }

    /** Gives the relay back. */
    void release() throws IOException {
        askAsThem(id -> MessageFactory.createRefreshRequest(0));
    }

    @Override
    public void close() throws IOException {
        carrier.close();
        stack.shutDown();
    }

    interface Asking {
        /** @param id of the transaction, by which addresses are masked */
        Request make(byte[] id);
    }

    private static Request allocation() {
        return MessageFactory.createAllocateRequest(RequestedTransportAttribute.UDP, false);
    }

    /** With their name; once more where the server has a new nonce by now. */
    Message askAsThem(Asking asking) throws IOException {
        try {
            return ask(id -> signed(asking.make(id)));
        } catch (Refused e) {
            if (e.code != STALE_NONCE) {
                throw e;
            }
            return ask(id -> signed(asking.make(id)));
        }
    }

    private Request signed(Request request) {
        try {
            MessageFactory.addLongTermCredentialAttributes(request, username, realm, nonce);
            return request;
        } catch (StunException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <M extends Message> M numbered(M message, byte[] id) {
        try {
            message.setTransactionID(id);
            return message;
        } catch (StunException e) {
            throw new IllegalStateException(e);
        }
    }

    Message ask(Asking asking) throws IOException {
        byte[] id = newId();
        Request request = numbered(asking.make(id), id);
        byte[] sent = encode(request);
        long deadline = System.nanoTime() + within.toNanos();
        Duration wait = carrier.loses() ? FIRST_WAIT : within;
        while (true) {
            carrier.send(sent);
            long again = Math.min(deadline, System.nanoTime() + wait.toNanos());
            for (long left = again - System.nanoTime(); left > 0; left = again - System.nanoTime()) {
                byte[] came = carrier.receive(Duration.ofNanos(Math.max(left, 1_000_000)));
                if (came == null) {
                    break;
                }
                Message message = decode(came);
                if (message != null && Arrays.equals(message.getTransactionID(), id)) {
                    return granted(message);
                }
                keepData(message);
            }
            if (System.nanoTime() >= deadline || !carrier.loses()) {
                throw new Silent();
            }
            wait = wait.multipliedBy(2);
        }
    }

    private Message granted(Message answer) throws Refused {
        if (answer.getAttribute(Attribute.REALM) instanceof RealmAttribute told) {
            realm = told.getRealm();
        }
        if (answer.getAttribute(Attribute.NONCE) instanceof NonceAttribute told) {
            nonce = told.getNonce();
        }
        if (answer.getAttribute(Attribute.ERROR_CODE) instanceof ErrorCodeAttribute error) {
            throw new Refused(error.getErrorCode(), String.valueOf(error.getReasonPhrase()));
        }
        return answer;
    }

    private void keepData(@Nullable Message message) {
        if (message != null
                && message.getMessageType() == Message.DATA_INDICATION
                && message.getAttribute(Attribute.DATA) instanceof DataAttribute data
                && message.getAttribute(Attribute.XOR_PEER_ADDRESS) instanceof XorPeerAddressAttribute peer) {
            early.add(new Data(peer.getAddress(message.getTransactionID()), ByteBuffer.wrap(data.getData())));
        }
    }

    private byte[] encode(Message message) {
        return message.encode(stack);
    }

    /** @return null where it is none */
    private static @Nullable Message decode(byte[] bytes) {
        try {
            return Message.decode(bytes, (char) 0, (char) bytes.length);
        } catch (StunException | RuntimeException e) {
            return null;
        }
    }

    private static InetSocketAddress address(
            Message answer, org.ice4j.attribute.@Nullable XorMappedAddressAttribute told) throws IOException {
        if (told == null) {
            throw new IOException("its answer has no address");
        }
        return told.getAddress(answer.getTransactionID());
    }

    private static byte[] newId() {
        return TransactionID.createNewTransactionID().getBytes();
    }

    /** As RFC 8489, 9.2.2 has it; what TURN servers share a secret by knows no other. */
    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    private final class Key implements CredentialsAuthority {
        @Override
        public byte[] getLocalKey(String name) {
            return key;
        }

        @Override
        public byte[] getRemoteKey(String name, String media) {
            return key;
        }

        @Override
        public boolean checkLocalUserName(String name) {
            return true;
        }
    }
}
