package io.madang;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of dependence: everything points to the core, and the core to nothing. */
class ArchitectureTest {

  private static final JavaClasses MADANG =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.madang");

  private static final String[] APPLICATIONS = {
    "io.madang.chat..", "io.madang.market..", "io.madang.inbox..", "io.madang.lab.page.."
  };

  /** Those that stand around the core and must not know each other. */
  private static final List<String> ADAPTERS =
      List.of(
          "io.madang.store..",
          "io.madang.layer..",
          "io.madang.security..",
          "io.madang.transport.http..",
          "io.madang.transport.websocket..",
          "io.madang.protocol.json..");

  static Stream<String> adapters() {
    return ADAPTERS.stream();
  }

  static Stream<String> applications() {
    return Stream.of(APPLICATIONS);
  }

  @Test
  void theCoreKnowsOnlyJavaAndJson() {
    classes()
        .that()
        .resideInAPackage("io.madang.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.madang.core..", "java..", "jakarta.json", "org.jspecify..")
        .check(MADANG);
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void anAdapterKnowsNoOtherAdapterAndNoApplication(String adapter) {
    String[] others = ADAPTERS.stream().filter(a -> !a.equals(adapter)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(adapter)
        .should()
        .dependOnClassesThat(resideInAnyPackage(others).or(resideInAnyPackage(APPLICATIONS)))
        .check(MADANG);
  }

  @ParameterizedTest
  @MethodSource("applications")
  void anApplicationKnowsNoAdapterAndNoOtherApplication(String application) {
    noClasses()
        .that()
        .resideInAPackage(application)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ADAPTERS.toArray(String[]::new))
                .or(resideInAnyPackage(APPLICATIONS).and(not(resideInAPackage(application)))))
        .check(MADANG);
  }

  /** It may jump: what takes time is counted by {@code nanoTime}, what has a date gets a Clock. */
  @Test
  void nobodyLooksAtTheWallClockByTheWay() {
    noClasses()
        .that(not(resideInAnyPackage("io.madang.market..", "io.madang.lab..", "io.madang.tap..")))
        .and()
        .doNotHaveSimpleName("Expiry") // a proof ends at a date
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(MADANG);
  }

  @Test
  void theRoomOfJsonToolsKnowsTheCoreOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.madang.json..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.madang..")
                .and(not(resideInAnyPackage("io.madang.json..", "io.madang.core.."))))
        .check(MADANG);
  }

  @Test
  void whatAllPagesShareKnowsTheCoreOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.madang.pages..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.madang..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.madang.pages..", "io.madang.request..", "io.madang.core.."))))
        .check(MADANG);
  }

  /** It lies at the root of the WAR as well. */
  @Test
  void theFileOfLinesKnowsOnlyJava() {
    classes()
        .that()
        .resideInAPackage("io.madang.file")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.madang.file", "java..", "org.jspecify..")
        .check(MADANG);
  }

  @Test
  void whatReadsTheWireKnowsOnlyJava() {
    classes()
        .that()
        .resideInAPackage("io.madang.wire..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.madang.wire..", "java..", "org.jspecify..")
        .check(MADANG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.madang.tap", "io.madang.lab"})
  void theProgramsBesideTheServerNeedNoLibraryOfIts(String program) {
    noClasses()
        .that()
        .resideInAPackage(program)
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                        program,
                        "io.madang.wire..",
                        "java..",
                        "javax..",
                        "picocli..",
                        "org.jspecify..")
                    .or(name("io.madang.json.Quote"))))
        .check(MADANG);
  }

  @Test
  void nobodyKnowsTheWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.madang.app..", "io.madang.boot..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.madang.app..", "io.madang.boot..")
        .check(MADANG);
    noClasses()
        .that()
        .resideInAPackage("io.madang.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.madang.boot..")
        .check(MADANG);
  }

  @Test
  void theStarterKnowsNothingThatIsInTheWar() {
    noClasses()
        .that()
        .resideInAPackage("io.madang.boot..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.madang..")
                .and(not(resideInAnyPackage("io.madang.boot..", "io.madang.file"))))
        .check(MADANG);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.madang.(**)").should().beFreeOfCycles().check(MADANG);
  }

  @Test
  void noNameHidesWhatAClassIsFor() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)(\\$.*)?")
        .check(MADANG);
  }

  @Test
  void everyPackageSaysThatNothingIsNull() {
    assertThat(MADANG.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class)).isTrue());
  }
}
