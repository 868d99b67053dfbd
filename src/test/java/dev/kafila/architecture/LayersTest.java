package dev.kafila.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each package may know of the others. */
@AnalyzeClasses(packages = "dev.kafila", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final String START = "start";
  private static final String WEB = "web";
  private static final String CONVERSATION = "conversation";
  private static final String DOMAIN = "domain";
  private static final String EVENT = "event";
  private static final String SERVERS = "servers";
  private static final String CONFIG = "config";

  @ArchTest
  static final ArchRule imports_point_downward =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer(START)
          .definedBy("dev.kafila", "dev.kafila.boot..", "dev.kafila.cli..", "dev.kafila.bench..")
          .layer(WEB)
          .definedBy("dev.kafila.web..")
          .layer(CONVERSATION)
          .definedBy("dev.kafila.chat..", "dev.kafila.consume..")
          .layer(DOMAIN)
          .definedBy(
              "dev.kafila.task..",
              "dev.kafila.reminder..",
              "dev.kafila.notification..",
              "dev.kafila.activity..",
              "dev.kafila.live..",
              "dev.kafila.calendar..",
              "dev.kafila.deadletter..",
              "dev.kafila.ledger..")
          .layer(EVENT)
          .definedBy("dev.kafila.event..")
          .layer(SERVERS)
          .definedBy("dev.kafila.store..", "dev.kafila.kafka..")
          .layer(CONFIG)
          .definedBy("dev.kafila.config..", "dev.kafila.process..")
          .whereLayer(START)
          .mayNotBeAccessedByAnyLayer()
          .whereLayer(WEB)
          .mayOnlyBeAccessedByLayers(START)
          .whereLayer(CONVERSATION)
          .mayOnlyBeAccessedByLayers(START, WEB)
          .whereLayer(DOMAIN)
          .mayOnlyBeAccessedByLayers(START, WEB, CONVERSATION)
          .whereLayer(EVENT)
          .mayOnlyBeAccessedByLayers(START, WEB, CONVERSATION, DOMAIN)
          .whereLayer(SERVERS)
          .mayOnlyBeAccessedByLayers(START, WEB, CONVERSATION, DOMAIN, EVENT);

  @ArchTest
  static final ArchRule packages_know_each_other_one_way =
      slices().matching("dev.kafila.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule beans_have_never_heard_of_camel =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.kafila.boot..",
              "dev.kafila.cli..",
              "dev.kafila.bench..",
              "dev.kafila.consume..",
              "dev.kafila.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.kafila", "dev.kafila.cli..")
          .and()
          .haveSimpleNameNotEndingWith("Process") // a program of its own, that its parent reads
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest static final ArchRule there_is_one_way_to_log = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
