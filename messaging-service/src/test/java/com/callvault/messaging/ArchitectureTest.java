package com.callvault.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Rules 1 and 4 of the house style. */
@AnalyzeClasses(packages = "com.callvault.messaging", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] RULES = {
        "com.callvault.messaging.conversation..",
        "com.callvault.messaging.message..",
        "com.callvault.messaging.watermark..",
        "com.callvault.messaging.typing.."
    };

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage("..controller..", "..service..", "..repository..", "..util..", "..model..", "..dto..");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes().should(new ArchCondition<>("be in a @NullMarked package") {
        @Override
        public void check(JavaClass each, ConditionEvents events) {
            events.add(new SimpleConditionEvent(
                    each, each.getPackage().isAnnotatedWith(NullMarked.class), each.getPackageName()));
        }
    });

    @ArchTest
    static final ArchRule rulesKnowNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(RULES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "io.lettuce..",
                    "io.micrometer..",
                    "jakarta..",
                    "java.sql..",
                    "javax.sql..",
                    "com.callvault.messaging.store..",
                    "com.callvault.messaging.delivery..",
                    "com.callvault.messaging.event..",
                    "com.callvault.messaging.batch..",
                    "com.callvault.messaging.history..");

    @ArchTest
    static final ArchRule theUseCaseKnowsPortsAndNoStore = noClasses()
            .that()
            .haveSimpleName("CommandBatch")
            .or()
            .haveSimpleName("Sorted")
            .or()
            .haveSimpleName("Outgoing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "io.lettuce..", "java.sql..");

    @ArchTest
    static final ArchRule adaptersHoldNoRules = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.callvault.messaging.delivery..",
                    "com.callvault.messaging.event..",
                    "com.callvault.messaging.history..",
                    "com.callvault.messaging.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.callvault.messaging.message..",
                    "com.callvault.messaging.watermark..",
                    "com.callvault.messaging.typing..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("com.callvault.messaging.(*)..").should().beFreeOfCycles();
}
