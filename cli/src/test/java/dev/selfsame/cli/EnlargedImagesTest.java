package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnlargedImagesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void draw() throws IOException {
        Selfsame.drawImages(folder, 40, 10); // of 32 pixels
    }

    /** What is said of enlarged images. */
    private List<String> said(String name, Object... more) {
        return Selfsame.run(
                        "train",
                        "--method",
                        "simclr",
                        "--data",
                        folder.resolve("train"),
                        "--run",
                        folder.resolve(name),
                        Selfsame.TINY,
                        "--max-steps",
                        1,
                        List.of(more))
                .done()
                .err()
                .lines()
                .filter(line -> line.contains("enlarged"))
                .toList();
    }

    @Test
    void imagesThatAreSmallerThanTheViewsAreSaidToBeEnlarged() throws IOException {
        String all = "selfsame: 40 of the 40 images looked at are smaller than the views of 48 pixels, and enlarged for"
                + " them; with --image-size 32 none would be";
        assertEquals(List.of(all), said("given", "--image-size", "48"));
        assertEquals(List.of(all), said("set", "--set", "views.size=48"));
        assertEquals(List.of(), said("auto"));

        BufferedImage small = new BufferedImage(60, 20, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(small, "png", folder.resolve("train/small.png").toFile());
        assertEquals(
                List.of(
                        "selfsame: 1 of the 41 images looked at is smaller than the views of 32 pixels, and enlarged for"
                                + " them"),
                said("one"));
    }

    @Test
    void aRunThatGoesOnIsNotToldAgain() {
        said("run", "--image-size", "48");
        assertEquals(
                List.of(),
                Selfsame.run(
                                "train",
                                "--method",
                                "simclr",
                                "--data",
                                folder.resolve("train"),
                                "--run",
                                folder.resolve("run"),
                                "--resume",
                                "--max-steps",
                                2)
                        .done()
                        .err()
                        .lines()
                        .filter(line -> line.contains("enlarged"))
                        .toList());
    }
}
