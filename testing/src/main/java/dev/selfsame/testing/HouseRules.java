package dev.selfsame.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The rules of the house, checked on the module whose tests extend this class: the order of packages, what each may
 * know, and what is said about the public ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HouseRules {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final int MOST_LINES = 600;

    private final JavaClasses classes = classes();

    /** For the test of a module. */
    protected HouseRules() {}

    /** Of no classes every rule holds. */
    @Test
    final void thereAreClasses() {
        assertFalse(classes.isEmpty(), "no classes in " + CLASSES.toAbsolutePath());
    }

    @Test
    final void noSourceHasMoreLinesThanCanBeLookedThrough() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                int lines = Files.readAllLines(file).size();
                assertTrue(lines <= MOST_LINES, file + " has " + lines + " lines");
            }
        }
    }

    @Test
    final void packagesUseOnlyPackagesBelowThem() {
        check(PackageOrder.rule());
    }

    @Test
    final void noNativeTypeIsInAPublicSignature() {
        check(PublicSignatures.without("org.bytedeco"));
    }

    @Test
    final void nativeLibrariesAreUsedInTheirOwnPackagesOnly() {
        check(onlyIn("org.bytedeco..", "natives", "tensor", "image", "benchmarks"));
        check(onlyIn("org.bytedeco.pytorch..", "natives", "tensor", "benchmarks"));
        check(onlyIn("org.bytedeco.opencv..", "natives", "image", "benchmarks"));
    }

    @Test
    final void aMethodKnowsNoTrainerNoDataAndNoFiles() {
        check(ofMethods());
    }

    @Test
    final void randomNumbersComeFromOnePlace() {
        check(RandomNumbers.rule());
    }

    @Test
    final void everyPackageIsNullMarked() {
        assertEquals(List.of(), NullMarkedPackages.missing(classes));
    }

    @Test
    final void whatIsPublicHasAComment() {
        assertEquals(List.of(), Comments.missing(SOURCES));
    }

    /** What the package of methods may not know. */
    static ArchRule ofMethods() {
        return noClasses()
                .that()
                .resideInAPackage("dev.selfsame.method..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.selfsame.train..",
                        "dev.selfsame.data..",
                        "dev.selfsame.model..",
                        "java.io..",
                        "java.nio.file..");
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }

    /** That classes of a library are used in some packages only. */
    static ArchRule onlyIn(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(List.of(rooms).stream()
                        .map(room -> "dev.selfsame." + room + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static JavaClasses classes() {
        // The rules need names only; to read libtorch's classes takes long.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/jmh_generated/")) // JMH's own
                .importPath(CLASSES);
    }
}
