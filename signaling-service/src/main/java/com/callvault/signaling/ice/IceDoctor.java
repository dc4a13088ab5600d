package com.callvault.signaling.ice;

import com.callvault.signaling.ice.IceCheckup.Report;
import com.callvault.signaling.ice.doctor.Finding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.util.logging.LogManager;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** {@code ./callvault doctor}: asks the servers that the environment names from here, without a running CallVault. */
public final class IceDoctor {
    private static final int GOOD = 0;
    private static final int WRONG = 1;
    private static final int WRONG_SETTING = 2;

    private IceDoctor() {}

    /** Without an annotation that would have the whole service find it. */
    @Import(IceConfiguration.class)
    static class Alone {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    public static void main(String[] arguments) {
        logNothing();
        System.exit(run(arguments, System.out));
    }

    /** What is to be said is said in sentences; and a log has no place here to be. */
    private static void logNothing() {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LogManager.getLogManager().reset();
    }

    /** @return 0 where all serve, 1 where one does not, 2 where a setting is wrong */
    static int run(String[] arguments, PrintStream out) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Alone.class)
                .properties("spring.config.name=signaling", "spring.main.lazy-initialization=true")
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(arguments)) {
            IceSettings settings = context.getBean(IceSettings.class);
            Report report = context.getBean(IceCheckup.class).run();
            out.println("TURN_MODE is " + settings.mode() + ".");
            if (report.findings().isEmpty()) {
                out.println("No STUN or TURN server is set, so there is none to ask.");
            }
            report.findings().forEach(each -> tell(each, out));
            return report.findings().stream().allMatch(Finding::serves) ? GOOD : WRONG;
        } catch (RuntimeException e) {
            out.println(root(e).getMessage());
            return WRONG_SETTING;
        }
    }

    private static void tell(Finding finding, PrintStream out) {
        switch (finding) {
            case Finding.Good good ->
                out.printf("%-60s good, %d ms%n", good.url().text(), good.took().toMillis());
            case Finding.Wrong wrong ->
                out.printf(
                        "%-60s %s%n    %s%n    %s%n",
                        wrong.url().text(), wrong.cause().code(), wrong.what(), wrong.cure());
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }
}
