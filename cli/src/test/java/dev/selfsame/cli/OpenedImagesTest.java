package dev.selfsame.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.data.TarImages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedImagesTest {
    /** A source of which so much lies in the temporary folder. */
    private record Compressed(long temporaryBytes) implements ImageSource {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public String name(int i) {
            return "a.png";
        }

        @Override
        public byte[] read(int i) {
            return new byte[0];
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public int classIndex(int i) {
            return -1;
        }

        @Override
        public String describe() {
            return "one image";
        }

        @Override
        public String fingerprint() {
            return "0";
        }
    }

    private static List<String> said(long temporaryBytes) {
        StringWriter lines = new StringWriter();
        OpenedImages.sayTemporary(
                Main.commandLine().setErr(new PrintWriter(lines)), "photos.tgz", new Compressed(temporaryBytes));
        return lines.toString().lines().toList();
    }

    @Test
    void whatLiesInTheTemporaryFolderIsSaidInALine() {
        assertEquals(List.of(), said(0));
        String folder = System.getProperty("java.io.tmpdir");
        assertEquals(
                List.of("selfsame: up to about 1,301 MiB of the images of photos.tgz, which are compressed, lie"
                        + " decompressed in " + folder + " until this ends"),
                said((1300L << 20) + 1));
    }

    /** So that no command opens a source and says nothing of it. */
    @Test
    void everyCommandOpensItsSourcesHere() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false); // names are enough
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OpenedImages.class.getName())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Sources.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(TarImages.class.getName())
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}
