package com.callvault.common;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What {@code common} may be: plain classes that every service can use without taking on another's weight. */
@AnalyzeClasses(packages = "com.callvault.common", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule noBeansNoEntitiesNoServlets = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.stereotype..",
                    "org.springframework.context..",
                    "org.springframework.beans..",
                    "org.springframework.boot..",
                    "org.springframework.web..",
                    "jakarta..",
                    "javax.persistence..",
                    "org.hibernate..",
                    "java.sql..");

    @ArchTest
    static final ArchRule springOnlyWhereDeadLettersAre = noClasses()
            .that()
            .resideOutsideOfPackage("com.callvault.common.deadletter")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    /** A class is named for what it is. {@code Uuids} makes UUIDs, and is no place for what found no other. */
    @ArchTest
    static final ArchRule noUtils = noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Misc)(\\$.*)?");

    @ArchTest
    static final ArchRule nothingOfAService = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("com.callvault.common..")
                    .or(resideInAnyPackage("com.callvault..").negate()));

    /** Ids refuse by the wire's errors and the wire is made of ids: these two are one. No other two are. */
    @ArchTest
    static final ArchRule noCycles = slices().matching("com.callvault.common.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    resideInAnyPackage("com.callvault.common.id"), resideInAnyPackage("com.callvault.common.wire"));
}
