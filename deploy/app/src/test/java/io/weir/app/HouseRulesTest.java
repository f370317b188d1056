package io.weir.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which module may know which, over all of them at once. */
class HouseRulesTest {
    private static final String FLINK = "org.apache.flink..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String[] HTTP = {"okhttp3..", "io.vertx..", "java.net.http.."};

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.weir");
    }

    @Test
    void modulesKnowEachOtherOneWayOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("schemas")
                .definedBy("io.weir.schema..")
                .layer("tracing")
                .definedBy("io.weir.tracing..")
                .layer("core")
                .definedBy("io.weir.core..")
                .layer("sinks")
                .definedBy("io.weir.sink..")
                .layer("connectors")
                .definedBy("io.weir.bridge..")
                .layer("pipeline")
                .definedBy("io.weir.pipeline..")
                .layer("reporter")
                .definedBy("io.weir.reporter..")
                .layer("broker")
                .definedBy("io.weir.broker..")
                .layer("sandbox")
                .definedBy("io.weir.sandbox..")
                .layer("app")
                .definedBy("io.weir.app..")
                .whereLayer("schemas")
                .mayNotAccessAnyLayer()
                .whereLayer("tracing")
                .mayOnlyAccessLayers("schemas")
                .whereLayer("core")
                .mayOnlyAccessLayers("schemas")
                .whereLayer("sinks")
                .mayOnlyAccessLayers("schemas", "tracing")
                .whereLayer("connectors")
                .mayOnlyAccessLayers("schemas", "tracing")
                .whereLayer("pipeline")
                .mayOnlyAccessLayers("core", "sinks", "schemas", "tracing")
                .whereLayer("reporter")
                .mayNotAccessAnyLayer()
                .whereLayer("broker")
                .mayNotAccessAnyLayer()
                .whereLayer("sandbox")
                .mayNotAccessAnyLayer()
                .check(house);
    }

    @Test
    void onlyThePipelineTheReporterAndTheAppKnowFlink() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.weir.pipeline..", "io.weir.reporter..", "io.weir.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FLINK)
                .check(house);
    }

    @Test
    void schemasCoreAndSinksKnowNoKafkaAndTheFirstTwoNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("io.weir.schema..", "io.weir.core..", "io.weir.sink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(KAFKA)
                .check(house);
        noClasses()
                .that()
                .resideInAnyPackage("io.weir.schema..", "io.weir.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HTTP)
                .check(house);
    }

    @Test
    void theCheckerSharesNoCodeWithWhatItChecks() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.checker..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.weir..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("io.weir.checker..")))
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.checker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.weir.checker..")
                .check(house);
    }

    @Test
    void aReplayKnowsNothingThatActsOrWritesToKafka() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.pipeline.replay..")
                .or()
                .haveSimpleName("KafkaHistory")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                "io.weir.sink..",
                                "io.weir.pipeline.deliver..",
                                "org.apache.flink.connector.kafka.sink..",
                                "org.apache.kafka.clients.producer..")
                        .or(HasName.Predicates.nameMatching(".*\\.(LogSinks|LogTicker|KafkaSettings|DeliverSettings)")))
                .check(house);
    }

    @Test
    void noClassIsNamedForNothing() {
        noClasses().should().haveSimpleNameEndingWith("Utils").check(house);
        noClasses().should().haveSimpleNameEndingWith("Util").check(house);
        noClasses().should().haveSimpleNameEndingWith("Helper").check(house);
        noClasses().should().haveSimpleNameEndingWith("Manager").check(house);
    }

    @Test
    void packagesOfAModuleGoRoundInNoCircle() {
        for (String module : new String[] {"schema", "core", "sink", "bridge", "pipeline", "broker", "app"}) {
            slices().matching("io.weir." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(house);
        }
    }
}
