package com.callvault.infra.cluster;

import com.callvault.infra.standalone.Options;
import com.callvault.infra.standalone.StartException;
import com.callvault.infra.standalone.StartFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param gateways how many
 * @param restart whether a part that died is started again
 * @param common what standalone has too, meant alike; the management port is the first of the whole row
 */
record ClusterOptions(int gateways, boolean restart, Options common) {

    static final String USAGE = """
            ./callvault cluster [options]             every part a process of its own, until Ctrl-C
            ./callvault cluster status                the parts, their process ids, ports and logs
            ./callvault cluster ACTION PART           start, stop (drains), restart, kill (-9), freeze or thaw one of them

            Options:
              --gateways N         how many gateways (2, at most 8); of each other service there are two
              --restart            start a part again that died; without it, it stays dead and the console says so
              --port N             port of the page and of everything behind it (8080)
              --data FOLDER        where all data lies (./data/cluster); the actions need it too
              --host NAME          let others on the network join under this name or address; may be repeated
              --tls                https with a certificate of our own, made at the first start
              --tls-cert FILE      https with your certificate (PEM, with its chain)
              --tls-key FILE       and its key (PEM)
              --management-port N  metrics and health of the parts on N and up, then all their other ports, loopback
                                   only (port + 1000)
              --help               this text

            Settings of services are given in the environment, as to standalone: TURN_MODE and what goes with it.
            """;

    static final Path DATA = Path.of("data", "cluster");
    private static final int MOST_GATEWAYS = 8;

    /**
     * The options, or empty if the usage is asked for.
     *
     * @throws StartException if one is wrong
     */
    static Optional<ClusterOptions> parse(List<String> arguments) {
        var gateways = 2;
        var restart = false;
        var rest = new ArrayList<String>();
        var words = Options.split(arguments).iterator();
        while (words.hasNext()) {
            var word = words.next();
            switch (word) {
                case "--gateways" -> gateways = gateways(words.hasNext() ? words.next() : "Nothing");
                case "--restart" -> restart = true;
                default -> rest.add(word);
            }
        }
        var chosen = new ClusterOptions.Chosen(gateways, restart);
        return Options.parse(DATA, Layout.ports(gateways), rest).map(chosen::with);
    }

    Layout layout() {
        return Layout.of(gateways, common.managementPort());
    }

    private static int gateways(String value) {
        if (!value.matches("[1-" + MOST_GATEWAYS + "]")) {
            throw StartFailure.PARTS_BAD.with(value, MOST_GATEWAYS);
        }
        return Integer.parseInt(value);
    }

    private record Chosen(int gateways, boolean restart) {
        ClusterOptions with(Options common) {
            return new ClusterOptions(gateways, restart, common);
        }
    }
}
