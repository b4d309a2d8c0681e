package dev.selfsame.proofs;

import dev.selfsame.data.DemoImages;
import dev.selfsame.method.Methods;
import dev.selfsame.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Encoders after a few steps of SimCLR on drawn images, so that the statistics of their batch norms are no longer 0 and 1. */
final class TrainedEncoders {
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

    private TrainedEncoders() {}

    /**
     * The run directory of an encoder, whole in width and depth.
     *
     * @param backbone such as {@code resnet18}
     * @param size of its images
     */
    static Path of(String backbone, int size) {
        return MADE.computeIfAbsent(backbone + "-" + size, key -> train(backbone, size));
    }

    private static Path train(String backbone, int size) {
        try {
            Path run = Files.createTempDirectory("proof").resolve(backbone);
            List<String> settings = new ArrayList<>(List.of(
                    "backbone.name=" + backbone, "views.size=" + size, "threads=1", "workers=1", "precision=fp32"));
            if (backbone.startsWith("resnet")) {
                settings.add("backbone.stem=" + (size <= 64 ? "cifar" : "imagenet"));
            }
            if (backbone.startsWith("convnext")) { // with the usual 1e-6 its blocks would add nothing that is seen
                settings.add("backbone.layer-scale=1");
            }
            Training.of(Methods.recipe("simclr", "cifar10").withBatchSize(8).withEpochs(1))
                    .set(settings.toArray(new String[0]))
                    .images(new DemoImages(7, DemoImages.Split.TRAIN, 24))
                    .into(run)
                    .run();
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
