package io.dailysegments.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** What the packages of the core may depend on. */
@AnalyzeClasses(packages = "io.dailysegments.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.dailysegments.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCoreKnowsNoEngine =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.dailysegments.core..", "java..", "org.snakeyaml.engine..")
          .because("Spark, Delta and Scala are the business of jobs");

  @ArchTest
  static final ArchRule onlyYamlParsesYaml =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dailysegments.core.yaml")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule blocksNeedNoSql =
      noClasses()
          .that()
          .resideInAPackage("io.dailysegments.core.block")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.dailysegments.core.sql", "io.dailysegments.core.yaml")
          .because("what blocks give is compared with what the SQL gives");

  @ArchTest
  static final ArchRule historiesNeedNoSql =
      noClasses()
          .that()
          .resideInAPackage("io.dailysegments.core.history")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dailysegments.core.sql",
              "io.dailysegments.core.metric",
              "io.dailysegments.core.rule",
              "io.dailysegments.core.yaml")
          .because("what histories give is compared with what the SQL gives");

  @ArchTest
  static final ArchRule standardStreamsAreOfTheCommandLine =
      com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule nothingReadsTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("a result depends on inputs, definitions and settings only");

  @ArchTest
  static final ArchRule namesAreRoles =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Processor|Impl)");
}
