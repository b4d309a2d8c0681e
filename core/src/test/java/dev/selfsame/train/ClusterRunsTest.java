package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Methods with queues, groups, centres and memories, and those that draw: a run that is stopped within an epoch and resumed
 * is the unbroken one, to the bit, in both precisions.
 */
class ClusterRunsTest {
    @TempDir
    private Path directory;

    private static Configuration configuration(String method, String precision, String... more) {
        Views views = method.startsWith("detcon")
                ? DetConViews.b(16, 2)
                : MultiCropViews.swav(16, 8).withCounts(2, 1);
        Recipe recipe = Methods.recipe(method, "cifar10")
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false))
                .withViews(views)
                .withBatchSize(8)
                .withEpochs(3);
        List<String> settings =
                new ArrayList<>(List.of("threads=1", "workers=2", "log-every=1", "precision=" + precision));
        settings.addAll(
                switch (method) {
                    case "swav" ->
                        List.of(
                                "method.prototypes=6",
                                "method.queue=16",
                                "method.queue-from-epoch=1",
                                "method.frozen-epochs=1");
                    case "deepcluster-v2" -> List.of("method.prototypes=5");
                    case "smog" -> List.of("method.groups=5", "method.bank=20", "method.reset-every=4");
                    case "dino" -> List.of("method.hidden=24", "method.bottleneck=8", "method.out=16");
                    default -> List.of("method.projection-hidden=24", "method.projection-out=16");
                });
        settings.addAll(List.of(more));
        return new Configuration(recipe, RunSettings.DEFAULT).with(settings);
    }

    private Run run(Configuration configuration, String name, boolean resume) {
        return Training.of(configuration)
                .images(TinyRuns.images())
                .into(directory.resolve(name))
                .resume(resume)
                .run();
    }

    private byte[] encoder(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name).resolve("encoder.safetensors"));
    }

    @ParameterizedTest
    @CsvSource({
        "swav,fp32",
        "swav,bf16",
        "deepcluster-v2,fp32",
        "deepcluster-v2,bf16",
        "smog,fp32",
        "smog,bf16",
        "dino,fp32",
        "dino,bf16",
        "detcon-s,fp32",
        "detcon-s,bf16",
        "detcon-b,fp32",
        "detcon-b,bf16"
    })
    void aResumedRunIsTheUnbrokenOne(String method, String precision) throws IOException {
        Run whole = run(configuration(method, precision), "whole", false);
        assertTrue(whole.finished());
        assertTrue(Double.isFinite(whole.loss()));
        Run part = run(configuration(method, precision, "max-steps=8"), "part", false);
        assertFalse(part.finished());
        Run rest = run(configuration(method, precision), "part", true);
        assertEquals(whole.loss(), rest.loss());
        assertArrayEquals(encoder("whole"), encoder("part"));
    }
}
