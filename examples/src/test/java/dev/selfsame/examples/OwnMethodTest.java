package dev.selfsame.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.model.Encoder;
import dev.selfsame.testing.Shared;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.Run;
import dev.selfsame.train.RunSettings;
import dev.selfsame.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code docs/your-own-method.md} compiles, trains and is resumed. */
class OwnMethodTest {
    @TempDir
    private Path directory;

    @BeforeAll
    static void register() {
        OwnMethod.register();
    }

    private static Recipe tiny() {
        return OwnMethod.recipe()
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false))
                .withBatchSize(8)
                .withEpochs(3);
    }

    private Run train(Path into, boolean resume, String... settings) {
        List<String> all = new ArrayList<>(List.of("threads=1", "workers=2", "precision=fp32", "log-every=1"));
        all.addAll(List.of(settings));
        return Training.of(new Configuration(tiny(), RunSettings.DEFAULT))
                .images(new DemoImages(1, DemoImages.Split.TRAIN, 40))
                .set(all.toArray(new String[0]))
                .into(into)
                .resume(resume)
                .run();
    }

    @Test
    void itTrainsAndGivesAnEncoder() throws IOException {
        Run run = train(directory.resolve("whole"), false);
        assertTrue(run.finished());
        assertTrue(Double.isFinite(run.loss()));
        try (Encoder encoder = Encoder.load(run.directory())) {
            assertEquals(32, encoder.dimension());
        }
    }

    @Test
    void itIsResumed() {
        Run part = train(directory.resolve("part"), false, "max-steps=5");
        assertFalse(part.finished());
        Run rest = train(directory.resolve("part"), true);
        assertTrue(rest.finished());
        assertEquals(train(directory.resolve("once"), false).loss(), rest.loss());
    }

    @Test
    void itIsKnownByItsName() {
        assertTrue(Methods.all().stream().anyMatch(method -> method.name().equals("own")));
        assertEquals(OwnMethod.recipe(), Methods.recipe("own", "small"));
        Configuration configuration = new Configuration(tiny(), RunSettings.DEFAULT);
        assertEquals(configuration, Configuration.parse(configuration.toYaml()));
        assertEquals(
                "a method named own is known already",
                assertThrows(IllegalArgumentException.class, OwnMethod::register)
                        .getMessage());
    }

    /** Each piece of Java on the page stands in the program, word by word. */
    @Test
    void thePageShowsTheProgram() throws IOException {
        String page = Files.readString(Shared.project().resolve("docs/your-own-method.md"));
        String program =
                Files.readString(Path.of("src", "main", "java", "dev", "selfsame", "examples", "OwnMethod.java"));
        Matcher pieces = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (pieces.find()) {
            String piece = pieces.group(1).indent(4).replaceAll("(?m)^ +$", "").stripTrailing();
            assertTrue(program.contains(piece), piece);
            count++;
        }
        assertTrue(count >= 5, count + " pieces");
    }
}
