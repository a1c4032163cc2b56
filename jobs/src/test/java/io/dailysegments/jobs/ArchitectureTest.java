package io.dailysegments.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall.Predicates;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** What the packages of the jobs may depend on, and what stages leave to others. */
@AnalyzeClasses(packages = "io.dailysegments.jobs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String STAGES = "io.dailysegments.jobs.stage";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.dailysegments.jobs.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTablesTouchStorage =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.dailysegments.jobs.table", "io.dailysegments.jobs.generate")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameReader")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("org\\.apache\\.spark\\.sql\\.DataFrameWriter.*")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta..", "org.apache.hadoop.fs..")
          .because("generate writes sample inputs; all else goes through jobs.table");

  @ArchTest
  static final ArchRule stagesAreDatasetsInAndOut =
      noClasses()
          .that()
          .resideInAPackage(STAGES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dailysegments.jobs.table",
              "io.dailysegments.jobs.run",
              "io.dailysegments.jobs.cli",
              "io.dailysegments.jobs.session",
              "java.nio.file..");

  @ArchTest
  static final ArchRule stagesNeedNoSession =
      noClasses()
          .that()
          .resideInAPackage(STAGES)
          .and()
          .doNotHaveSimpleName("ResolveSources")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.SparkSession")
          .because("only the query of a source block needs names that a session resolves");

  @ArchTest
  static final ArchRule stagesStartNoJob =
      noClasses()
          .that()
          .resideInAPackage(STAGES)
          .should()
          .callMethodWhere(
              Predicates.target(
                      HasOwner.Predicates.With.owner(
                          nameMatching("org\\.apache\\.spark\\.sql\\.Dataset")))
                  .and(
                      Predicates.target(
                          HasName.Predicates.nameMatching(
                              "collect|collectAsList|count|cache|persist|checkpoint"
                                  + "|localCheckpoint|first|head|take|takeAsList|toLocalIterator"
                                  + "|isEmpty|foreach|foreachPartition|reduce|show|write|rdd"))));

  /** Rows as Spark has them, which those handle who are handed them. */
  private static final String ROWS =
      "(\\[L)?org\\.apache\\.spark\\.sql\\.catalyst\\."
          + "(InternalRow|expressions\\.\\w*Row\\w*|expressions\\.Unsafe\\w+Data|util\\.(Array|Map)Data);?";

  @ArchTest
  static final ArchRule oneDoorToTheInsideOfSpark =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*\\.(InternalRows|DataSize|ParsedExpression|PartitionWrite|ReadValues|ColumnTypes)(\\$.*)?")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.apache.spark.sql.catalyst..",
                      "org.apache.spark.sql.execution..",
                      "org.apache.spark.sql.classic..")
                  .and(not(nameMatching(ROWS))))
          .because(
              "InternalRows is the door to rows; others ask what has no public form: DataSize how"
                  + " much a plan reads, ParsedExpression and PartitionWrite the parser, ReadValues"
                  + " and ColumnTypes which casts there are");

  @ArchTest
  static final ArchRule onlyTheCommandLineSpeaks =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dailysegments.jobs.cli")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyTheCommandLineReadsTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dailysegments.jobs.cli")
          .and()
          .doNotHaveSimpleName("Claims")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .because("a result depends on inputs, definitions and settings only; claims grow old");

  @ArchTest
  static final ArchRule nobodyDoesTheYamlLibrarysWork =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule namesAreRoles =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Processor|Impl)");
}
