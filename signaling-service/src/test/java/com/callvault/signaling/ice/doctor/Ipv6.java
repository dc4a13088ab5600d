package com.callvault.signaling.ice.doctor;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.ice4j.attribute.OptionalAttribute;

/** What Java and ice4j lack of it. */
final class Ipv6 {
    private static final String MAPPED = "::ffff:";

    private Ipv6() {}

    /** REQUESTED-ADDRESS-FAMILY (RFC 8656, 18.6), which ice4j writes too short. */
    static final class Family extends OptionalAttribute {
        Family() {
            super((char) 0x0017);
            setBody(new byte[] {2, 0, 0, 0}, 0, 4);
        }
    }

    /** On the loopback. */
    static boolean isThere() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    }

    /** A mapped address too stays what it is; Java makes an IPv4 address of it. */
    static InetAddress address(String text) throws UnknownHostException {
        if (!text.startsWith(MAPPED)) {
            return InetAddress.ofLiteral(text);
        }
        ByteBuffer bytes = ByteBuffer.allocate(16).putShort(10, (short) 0xffff);
        bytes.put(12, InetAddress.ofLiteral(text.substring(MAPPED.length())).getAddress());
        return Inet6Address.getByAddress(null, bytes.array(), -1);
    }
}
