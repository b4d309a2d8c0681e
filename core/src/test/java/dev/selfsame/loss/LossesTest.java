package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LossesTest {
    /** What else the package gives away. */
    private static final Set<String> NO_LOSSES =
            Set.of("Loss", "Losses", "PairLoss", "ViewsLoss", "Sinkhorn", "package-info");

    @Test
    void everyLossOfThePackageIsListedOnce() {
        Set<String> classes = new ClassFileImporter()
                .importPath(Path.of("target", "classes", "dev", "selfsame", "loss")).stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !NO_LOSSES.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = Losses.all().stream()
                .map(entry -> entry.type().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(classes, listed);
        assertEquals(listed.size(), Losses.all().size());
    }

    @Test
    void namesAreInKebabCaseAndEachHasALine() {
        for (Losses.Entry loss : Losses.all()) {
            assertEquals(loss.name(), loss.name().toLowerCase(Locale.ROOT));
            assertFalse(loss.about().isBlank() || loss.about().contains("\n"));
        }
    }
}
