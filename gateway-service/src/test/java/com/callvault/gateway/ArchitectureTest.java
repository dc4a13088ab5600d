package com.callvault.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The shape of the code: packages are features, adapters are hidden, and only they know a library by its name. */
@AnalyzeClasses(packages = "com.callvault.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage(
                    "..controller..", "..service..", "..repository..", "..util..", "..model..", "..config..");

    @ArchTest
    static final ArchRule featuresDependOnEachOtherOneWay =
            slices().matching("com.callvault.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule adaptersAreHiddenInTheirPackage = noClasses()
            .that(are("an adapter", "Redis", "Kafka", "Jetty"))
            .or()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .haveSimpleNameEndingWith("Configuration")
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule onlyAdaptersKnowRedis = noClasses()
            .that(DescribedPredicate.not(
                    are("an adapter of Redis", "Redis", "NodeBeat", "PresenceConfiguration", "TokenConfiguration")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule onlyAdaptersKnowKafka = noClasses()
            .that(DescribedPredicate.not(are("an adapter of Kafka", "Kafka", "CommandConfiguration")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule onlySocketsKnowWebSocketLibraries = noClasses()
            .that()
            .resideOutsideOfPackage("..socket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..", "org.springframework.web.socket..");

    @ArchTest
    static final ArchRule rulesKnowNoHttp = noClasses()
            .that()
            .resideInAnyPackage("..connection..", "..opening..", "..command..", "..presence..", "..drain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.http..", "org.springframework.web..");

    /** By the name of the outermost class: what is inside an adapter is one. */
    private static DescribedPredicate<JavaClass> are(String what, String... prefixes) {
        return describe("are " + what, each -> {
            String name = each.getName().substring(each.getPackageName().length() + 1);
            return List.of(prefixes).stream().anyMatch(name::startsWith);
        });
    }
}
