package com.callvault.signaling;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Rules 1 and 4 of how our code reads: packages are features, and what decides imports nothing that talks to the world. */
@AnalyzeClasses(packages = "com.callvault.signaling", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> DECIDE = Set.of(
            "Answering",
            "Call",
            "CallInput",
            "CallMachine",
            "CallState",
            "Decision",
            "Effect",
            "Ending",
            "Intake",
            "Notices",
            "Participant",
            "Passing",
            "PolicyDocument",
            "Screening",
            "Signals",
            "Timing",
            "Transition",
            "Who",
            "Windows");

    private static final DescribedPredicate<JavaClass> RULES =
            describe("decide", type -> DECIDE.contains(outermost(type).getSimpleName()));

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @ArchTest
    static final ArchRule rulesImportNoAdapter = noClasses()
            .that(RULES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "io.lettuce..",
                    "io.micrometer..",
                    "jakarta..",
                    "java.sql..",
                    "java.net..",
                    "java.io..",
                    "com.callvault.common.route..",
                    "com.callvault.signaling.outbox..",
                    "com.callvault.signaling.owed..",
                    "com.callvault.signaling.ring..");

    @ArchTest
    static final ArchRule whatDecidesIsAllHere = classes()
            .that(RULES)
            .should()
            .resideInAnyPackage(
                    "com.callvault.signaling.call", "com.callvault.signaling.policy", "com.callvault.signaling.signal");

    @ArchTest
    static final ArchRule featuresDoNotGoInCircles =
            slices().matching("com.callvault.signaling.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyDeliveriesTalkToRedis = noClasses()
            .that()
            .resideOutsideOfPackage("com.callvault.signaling.ring")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage("..controller..", "..service..", "..repository..", "..util..", "..dto..");
}
