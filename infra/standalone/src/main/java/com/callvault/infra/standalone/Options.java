package com.callvault.infra.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param port of the page, of {@code /ws} and of {@code /api}
 * @param managementPort the first of three on the loopback interface: gateway, signaling, messaging
 * @param hosts further names and addresses of this machine under which others reach it; if there are any, every network
 *     interface is listened on, and the first one is part of the public origin
 */
public record Options(int port, int managementPort, Path data, List<String> hosts, Tls tls) {

    static final String USAGE = """
            Options:
              --port N             port of the page and of everything behind it (8080; 0: any free one)
              --data FOLDER        where all data lies (./data)
              --host NAME          let others on the network join under this name or address; may be repeated
              --tls                https with a certificate of our own, made at the first start
              --tls-cert FILE      https with your certificate (PEM, with its chain)
              --tls-key FILE       and its key (PEM)
              --management-port N  metrics and health of the services on N, N+1 and N+2, loopback only (port + 1000)
              --help               this text

            Environment variables say how calls find their way: TURN_MODE (off, custom, metered or public) and, for custom,
            TURN_URLS and TURN_SECRET; the README lists them all. "./callvault doctor" tries them.
            """;

    private static final int SERVICES = Service.values().length;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /** How the page is served. */
    public sealed interface Tls {
        record Off() implements Tls {}

        /** With a certificate that nobody else vouches for. */
        record SelfMade() implements Tls {}

        record Own(Path certificate, Path key) implements Tls {}
    }

    /** The options, or empty if the usage is asked for. */
    static Optional<Options> parse(String... arguments) {
        return parse(Path.of("data"), SERVICES, List.of(arguments));
    }

    /**
     * As above, for one that keeps its data elsewhere and needs so many ports in a row.
     *
     * @throws StartException if an option is wrong
     */
    public static Optional<Options> parse(Path defaultData, int portsInARow, List<String> arguments) {
        var port = 8080;
        Integer managementPort = null;
        var data = defaultData;
        var hosts = new ArrayList<String>();
        var tls = false;
        Path certificate = null;
        Path key = null;

        var rest = split(arguments).iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            switch (option) {
                case "--help", "-h" -> {
                    return Optional.empty();
                }
                case "--port" -> port = port(option, rest, 65535);
                case "--management-port" -> managementPort = port(option, rest, 65535 - portsInARow + 1);
                case "--data" -> data = path(option, rest, "a folder");
                case "--host" -> hosts.add(host(option, rest));
                case "--tls" -> tls = true;
                case "--tls-cert" -> certificate = path(option, rest, "a PEM file");
                case "--tls-key" -> key = path(option, rest, "a PEM file");
                default -> throw StartFailure.UNKNOWN_OPTION.with(option);
            }
        }
        var chosenPort = port == 0 ? anyPort(managementPort == null ? portsInARow : 0) : port;
        return Optional.of(new Options(
                chosenPort,
                managementPort == null ? besides(chosenPort) : managementPort,
                data,
                List.copyOf(hosts),
                tls(tls, certificate, key)));
    }

    private static int anyPort(int managementPorts) {
        return FreePorts.findWith(port -> IntStream.range(0, managementPorts).map(i -> besides(port) + i));
    }

    private static int besides(int port) {
        return port + (port > 64000 ? -1000 : 1000);
    }

    /** The one under which the page is meant to be opened, first; then the others. */
    public List<String> origins() {
        var names = new ArrayList<>(hosts);
        names.add("localhost");
        names.add("127.0.0.1");
        return names.stream().distinct().map(this::origin).toList();
    }

    /** All that are listened on in the end; the gateway's are the last. */
    Set<Integer> ports() {
        return IntStream.concat(
                        IntStream.of(port), Arrays.stream(Service.values()).mapToInt(this::managementPort))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    int managementPort(Service service) {
        return managementPort + service.managementOffset();
    }

    public boolean isSecure() {
        return !(tls instanceof Tls.Off);
    }

    /** Loopback alone, unless others are to join. */
    public String bindAddress() {
        return hosts.isEmpty() ? "127.0.0.1" : "0.0.0.0";
    }

    private String origin(String name) {
        var usual = isSecure() ? 443 : 80;
        return (isSecure() ? "https://" : "http://") + name + (port == usual ? "" : ":" + port);
    }

    private static Tls tls(boolean selfMade, @Nullable Path certificate, @Nullable Path key) {
        if (certificate != null && key != null) {
            return new Tls.Own(certificate, key);
        }
        if (certificate != null || key != null) {
            throw StartFailure.CERTIFICATE_INCOMPLETE.with();
        }
        return selfMade ? new Tls.SelfMade() : new Tls.Off();
    }

    /** Takes {@code --name=value} apart. */
    public static List<String> split(List<String> arguments) {
        var words = new ArrayList<String>();
        for (var argument : arguments) {
            var equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                words.add(argument.substring(0, equals));
                words.add(argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        return words;
    }

    private static String value(String option, Iterator<String> rest, String what) {
        if (!rest.hasNext()) {
            throw StartFailure.VALUE_MISSING.with(option, what);
        }
        return rest.next();
    }

    private static int port(String option, Iterator<String> rest, int max) {
        var what = "a port from 1 to " + max;
        var value = value(option, rest, what);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > max) {
            throw StartFailure.VALUE_BAD.with(option, value, what);
        }
        return Integer.parseInt(value);
    }

    private static Path path(String option, Iterator<String> rest, String what) {
        var value = value(option, rest, what);
        try {
            if (value.isBlank()) {
                throw StartFailure.VALUE_BAD.with(option, "Nothing", what);
            }
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw StartFailure.VALUE_BAD.with(option, value, what);
        }
    }

    private static String host(String option, Iterator<String> rest) {
        var what = "a name or an IPv4 address of this machine, without scheme and port";
        var value = value(option, rest, what);
        if (!HOST.matcher(value).matches()) {
            throw StartFailure.VALUE_BAD.with(option, value, what);
        }
        try {
            InetAddress.getAllByName(value);
        } catch (UnknownHostException e) {
            throw StartFailure.HOST_UNKNOWN.causedBy(e, value);
        }
        return value.toLowerCase(Locale.ROOT);
    }
}
