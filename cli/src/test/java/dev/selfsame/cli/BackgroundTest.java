package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What transparent pixels lie on, and how many pixels are too many, through the commands. */
class BackgroundTest {
    private static final int IMAGES = 16;

    @TempDir
    private static Path folder;

    private static Path data;

    @BeforeAll
    static void draw() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(32, 24 + i, BufferedImage.TYPE_INT_ARGB);
            image.setRGB(i, i, 0xFF00FF00);
            ImageIO.write(image, "png", data.resolve(i + ".png").toFile());
        }
    }

    private static byte[] embedded(Path run, Object... more) throws IOException {
        Path out = folder.resolve("out.npy");
        Selfsame.run("embed", "--run", run, "--data", data, "--out", out, "--threads", "1", List.of(more))
                .done();
        return Files.readAllBytes(out);
    }

    @Test
    void theEncoderKeepsTheColourThatItWasTrainedWith() throws IOException {
        Path run = folder.resolve("run");
        List<String> words = Selfsame.words("train", "--method", "simclr", "--data", data, "--run", run, Selfsame.TINY);
        Selfsame.run(words, "--background", "navy", "--max-steps", "1").done();
        assertTrue(Files.readString(run.resolve("config.yaml")).contains("background: \"#000080\""));
        byte[] asTrained = embedded(run);
        assertArrayEquals(asTrained, embedded(run, "--background", "000080"));
        assertFalse(Arrays.equals(asTrained, embedded(run, "--background", "white")));
        Selfsame other = Selfsame.run(words, "--background", "white", "--resume");
        assertEquals(1, other.status());
        assertTrue(other.complaint().contains("decode.background: #000080 → #ffffff"), other.err());
        assertEquals(
                IMAGES - 4,
                Selfsame.run(
                                "embed",
                                "--run",
                                run,
                                "--data",
                                data,
                                "--out",
                                folder.resolve("few.csv"),
                                "--max-pixels",
                                "864",
                                "--json")
                        .done()
                        .json()
                        .path("skipped")
                        .asInt());
    }

    @Test
    void aSheetIsDrawnOnTheColour() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Selfsame.run(
                        "views",
                        "--method",
                        "simclr",
                        "--data",
                        data,
                        "--out",
                        sheet,
                        "--background",
                        "#ff0000",
                        "--images",
                        "1")
                .done();
        BufferedImage drawn = ImageIO.read(sheet.toFile());
        int red = 0;
        for (int pixel : drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth())) {
            red += pixel == 0xFFFF0000 ? 1 : 0;
        }
        assertTrue(red >= 500, red + " red pixels"); // the image itself, as it is
        Selfsame none = Selfsame.run(
                "views",
                "--method",
                "simclr",
                "--data",
                data,
                "--out",
                sheet,
                "--image-size",
                "32",
                "--max-pixels",
                "700");
        assertEquals(1, none.status());
        assertTrue(none.complaint().contains("none of the images can be read"), none.err());
    }
}
