package dev.selfsame.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.model.Embeddings;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of Java is a program that compiles and runs. */
class ReadmeTest {
    private static final String PROGRAM =
            """
            import dev.selfsame.data.*;
            import dev.selfsame.method.*;
            import dev.selfsame.model.*;
            import dev.selfsame.train.*;
            import java.nio.file.*;

            public class Shown implements java.util.concurrent.Callable<Embeddings> {
                @Override
                public Embeddings call() throws Exception {
                    %s
                }
            }
            """;

    @TempDir
    private Path directory;

    private static String shown() throws IOException {
        String readme = Files.readString(Shared.project().resolve("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        return readme.substring(start, readme.indexOf("```", start));
    }

    @Test
    void isTheExampleWordByWord() throws IOException {
        String example = Files.readString(Path.of("src", "main", "java", "dev", "selfsame", "examples", "Readme.java"));
        assertTrue(example.contains(shown().indent(8).stripTrailing()), shown());
    }

    @Test
    void runsAtTinySize() throws Exception {
        DemoImages images = new DemoImages(1, DemoImages.Split.TRAIN, 10);
        Path photos = Files.createDirectories(directory.resolve("photos/of a trip"));
        for (int i = 0; i < images.size(); i++) {
            Files.write(photos.resolve(i + ".png"), images.read(i));
        }
        String small = shown().replace(
                        ".epochs(100)", ".epochs(2).batchSize(4).set(\"backbone.base-width=4\", \"threads=1\")")
                .replace("\"photos\"", "\"" + directory.resolve("photos") + "\"")
                .replace("\"runs/byol\"", "\"" + directory.resolve("runs/byol") + "\"")
                .replace("Embeddings embeddings =", "return");
        Embeddings embeddings = run(PROGRAM.formatted(small));
        assertEquals(10, embeddings.size());
        assertEquals(32, embeddings.dimension());
        assertEquals("of a trip/0.png", embeddings.names().get(0));
        assertTrue(Files.exists(directory.resolve("runs/byol/encoder.safetensors")));
    }

    private Embeddings run(String program) throws Exception {
        Path source = Files.writeString(directory.resolve("Shown.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> words = List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.toString());
        assertEquals(0, compiler.run(null, null, null, words.toArray(new String[0])), program);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Callable<?> shown = (Callable<?>)
                    loader.loadClass("Shown").getDeclaredConstructor().newInstance();
            return (Embeddings) shown.call();
        }
    }
}
