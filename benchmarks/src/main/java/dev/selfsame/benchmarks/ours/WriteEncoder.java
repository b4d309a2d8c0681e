package dev.selfsame.benchmarks.ours;

import dev.selfsame.method.BackboneConfig;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Origin;
import dev.selfsame.nn.Backbone;
import dev.selfsame.view.EvaluationView;
import java.nio.file.Path;

/**
 * Writes an encoder with fresh weights, for both sides to embed with.
 *
 * <pre>java … WriteEncoder FILE.safetensors NETWORK BASE_WIDTH SIZE</pre>
 */
public final class WriteEncoder {
    private static final int SMALL = 64;

    private WriteEncoder() {}

    /** Writes it; images of up to 64 pixels get the CIFAR stem. */
    public static void main(String[] arguments) throws Exception {
        Told.usage(arguments, 4, "WriteEncoder FILE.safetensors NETWORK BASE_WIDTH SIZE");
        int size = Integer.parseInt(arguments[3]);
        BackboneConfig.Stem stem = size <= SMALL ? BackboneConfig.Stem.CIFAR : BackboneConfig.Stem.IMAGENET;
        BackboneConfig network = new BackboneConfig(arguments[1], stem, Integer.parseInt(arguments[2]), 3, false);
        try (Backbone backbone = network.build()) {
            backbone.initialize(1);
            Encoder.save(Path.of(arguments[0]), backbone, EvaluationView.of(size), Origin.untrained(1));
        }
    }
}
