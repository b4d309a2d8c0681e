package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program runs at a small size and draws what its comment says. */
class FiguresTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path runs;

    private Set<String> drawn() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                BufferedImage figure = ImageIO.read(file.toFile());
                assertNotNull(figure, file.toString());
            }
            return all.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void ofContrastiveLearning() throws Exception {
        PositivePairs.draw(folder, 2);
        Negatives.draw(folder, 3);
        Temperature.draw(folder, 5);
        Similarities.draw(folder, 6, 2);
        assertEquals(
                Set.of(
                        "pairs.png",
                        "negatives.png",
                        "temperature.png",
                        "shares.png",
                        "similarities-before.png",
                        "similarities-after.png",
                        "contrast.png"),
                drawn());
    }

    @Test
    void ofByol() throws Exception {
        Following.draw(folder, 10);
        Collapsing.draw(folder, 12);
        BatchNormSpreads.draw(folder, 2);
        assertEquals(
                Set.of(
                        "following.png",
                        "collapse-loss.png",
                        "collapse-spread.png",
                        "collapse-rank.png",
                        "batch-norm.png"),
                drawn());
    }

    @Test
    void ofBarlowTwins() throws Exception {
        Correlations.draw(folder, 40, 10);
        Redundancy.draw(folder, 40, 2);
        assertEquals(
                Set.of(
                        "correlation-first.png",
                        "correlation-middle.png",
                        "correlation-last.png",
                        "terms.png",
                        "lambda.png"),
                drawn());
    }

    @Test
    void ofWhatAnEncoderIsWorth() throws Exception {
        Worth.draw(folder, runs, 80, 20, 4, 1);
        assertEquals(Set.of("knn.png", "neighbours.png"), drawn());
    }
}
