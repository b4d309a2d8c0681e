package dev.selfsame.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.curate.DuplicateCluster;
import dev.selfsame.curate.Duplicates;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.Sources;
import dev.selfsame.image.Geometry;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import dev.selfsame.view.EvaluationView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurateFolderTest {
    @TempDir
    private Path folder;

    /** Even by a network that has learned nothing. */
    @Test
    void aCopyThatIsMirroredIsLeftOut() throws Exception {
        DemoImages demo = new DemoImages(1, DemoImages.Split.TRAIN, 30);
        Path photos = Files.createDirectories(folder.resolve("photos"));
        for (int i = 0; i < demo.size(); i++) {
            Files.write(photos.resolve("%02d.png".formatted(i)), demo.read(i));
        }
        for (int i = 0; i < 5; i++) {
            Files.write(
                    photos.resolve("copy-%02d.jpg".formatted(i)),
                    ImageEncoder.jpeg(Geometry.flipHorizontally(demo.decode(i)), 90));
        }
        OwnBackbone network = new OwnBackbone();
        network.initialize(1);
        Duplicates found;
        try (Encoder encoder = Encoder.of(network, EvaluationView.of(32), Origin.untrained(1), EncoderConfig.DEFAULT)) {
            found = CurateFolder.curate(encoder, photos, 7, folder);
        }
        Set<List<Integer>> pairs =
                found.clusters().stream().map(CurateFolderTest::rows).collect(Collectors.toSet());
        for (int i = 0; i < 5; i++) {
            assertTrue(pairs.contains(List.of(i, 30 + i)), i + " is missing: " + pairs);
        }
        assertEquals(
                35 - found.dropped().length,
                Sources.open(folder.resolve("unique.txt").toString()).size());
        assertEquals(7, Sources.open(folder.resolve("some.txt").toString()).size());
    }

    private static List<Integer> rows(DuplicateCluster cluster) {
        return Stream.concat(
                        Stream.of(cluster.kept()), cluster.copies().stream().map(DuplicateCluster.Copy::row))
                .sorted()
                .toList();
    }
}
