package com.callvault.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is limited: what a client says of itself must never change it. */
class NetworksTest {
    private final Networks networks = new Networks(new Networks.ProxySettings(List.of("127.0.0.1", "10.0.0.7", "::1")));

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1       | ''                              | 192.0.2.1        | straight, nothing said",
                "192.0.2.1       | 6.6.6.6                         | 192.0.2.1        | straight: what it says is not believed",
                "127.0.0.1       | 192.0.2.1                       | 192.0.2.1        | by our proxy",
                "0:0:0:0:0:0:0:1 | 192.0.2.1                       | 192.0.2.1        | by our proxy over IPv6",
                "127.0.0.1       | 6.6.6.6, 192.0.2.1              | 192.0.2.1        | what the client said before the proxy",
                "127.0.0.1       | 6.6.6.6, 192.0.2.1, 10.0.0.7    | 192.0.2.1        | by two of our proxies",
                "127.0.0.1       | 10.0.0.7                        | 10.0.0.7         | the proxy itself",
                "127.0.0.1       | unknown                         | 127.0.0.1        | what is no address is not believed",
                "127.0.0.1       | localhost                       | 127.0.0.1        | nor a name",
                "127.0.0.1       | 2001:db8:1:2:3:4:5:6            | 20010db800010002 | IPv6 by what one subscriber has",
                "127.0.0.1       | 2001:db8:1:2::9                 | 20010db800010002 | and not by a single address of it",
            })
    void theLastHopThatIsNotOursCounts(String remote, String forwarded, String network, String why) {
        assertThat(networks.of(remote, forwarded)).as(why).isEqualTo(network);
    }
}
