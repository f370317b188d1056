package io.weir.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir.bridge");

    @Test
    void noPackagesImportEachOtherInACircle() {
        slices().matching("io.weir.(bridge..)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void normalisersArePure() {
        noClasses()
                .that()
                .resideInAPackage("..bridge.intake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "org.apache.kafka..", "java.util.concurrent..", "org.slf4j..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void theBridgeKnowsNoneOfItsNeighbours() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "io.weir.core..", "io.weir.sink..", "io.weir.pipeline..")
                .check(CLASSES);
    }
}
