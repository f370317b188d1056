package io.weir.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What keeps the machines pure: no engine, no clock, no randomness, no threads, no input or output. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir.core");

    @Test
    void dependsOnJavaAndTheSchemasOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.weir.core..", "io.weir.schema.."))
                .check(CORE);
    }

    @Test
    void hasNoClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callConstructor(Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .check(CORE);
    }

    @Test
    void hasNoRandomness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .check(CORE);
    }

    @Test
    void hasNoThreadsAndNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.sql.."))
                .check(CORE);
    }

    @Test
    void theMachinesDoNotKnowEachOthersInsides() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.core.track..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.weir.core.scope..", "io.weir.core.remediate..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("io.weir.core.scope..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.weir.core.track..", "io.weir.core.remediate..", "io.weir.core.directives..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("io.weir.core.inhibit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.weir.core.track..",
                        "io.weir.core.scope..",
                        "io.weir.core.remediate..",
                        "io.weir.core.directives..")
                .check(CORE);
        noClasses()
                .that()
                .resideInAPackage("io.weir.core.remediate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.weir.core.track..", "io.weir.core.directives..")
                .check(CORE);
        noClasses()
                .that(not(resideInAnyPackage("io.weir.core")).and(resideInAnyPackage("io.weir.core.directives..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.weir.core.track..", "io.weir.core.scope..", "io.weir.core.remediate..")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("io.weir.core.(*)..").should().beFreeOfCycles().check(CORE);
    }
}
