package dev.selfsame.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.Interpolation;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Origin;
import dev.selfsame.nn.ResNet;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPhotosTest {
    @TempDir
    private Path folder;

    @Test
    void findsAPhotoByItself() throws IOException {
        DemoImages images = new DemoImages(1, DemoImages.Split.TRAIN, 12);
        Path photos = Files.createDirectories(folder.resolve("photos"));
        for (int i = 0; i < images.size(); i++) {
            Files.write(photos.resolve(i + ".png"), images.read(i));
        }
        try (ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4))) {
            net.initialize(1);
            double[] half = {0.5, 0.5, 0.5};
            EvaluationView view = new EvaluationView(32, 32, Interpolation.BILINEAR, Normalize.of(half, half));
            Encoder.save(folder.resolve("encoder.safetensors"), net, view, Origin.untrained(1));
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        try {
            System.setOut(new PrintStream(printed, true, UTF_8));
            SearchPhotos.main(new String[] {
                folder.resolve("encoder.safetensors").toString(),
                photos.toString(),
                photos.resolve("7.png").toString(),
                folder.toString()
            });
        } finally {
            System.setOut(out);
        }
        List<String> lines = printed.toString(UTF_8).lines().toList();
        assertEquals(10, lines.size());
        assertTrue(lines.get(0).startsWith("7.png "), lines.get(0));
    }
}
