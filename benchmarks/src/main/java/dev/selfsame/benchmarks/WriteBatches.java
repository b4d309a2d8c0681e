package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Sources;
import dev.selfsame.method.Method;
import dev.selfsame.method.Recipe;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes what Barlow Twins begins with and sees, recipe {@code cifar10}, small encoder: the weights to {@code
 * NAME.safetensors}, the batches of some epochs to {@code NAME.bf16}, [step, view, image, row, column, channel]. {@code
 * peers/barlow_twins.py} lets Lightly train on them, {@code peers/tell_apart.py} compares the views.
 *
 * <pre>java … dev.selfsame.benchmarks.WriteBatches IMAGES NAME SEED EPOCHS</pre>
 */
public final class WriteBatches {
    private WriteBatches() {}

    /** Writes them; an epoch of 10,000 images takes 120 MB. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("usage: WriteBatches IMAGES NAME SEED EPOCHS");
            System.exit(2);
        }
        ImageSource images = Sources.open(arguments[0]);
        Path weights = Path.of(arguments[1] + ".safetensors");
        int seed = Integer.parseInt(arguments[2]);
        int epochs = Integer.parseInt(arguments[3]);
        Recipe recipe = CifarSteps.recipe("barlow-twins", 16);
        int steps = epochs * Loader.stepsPerEpoch(images, recipe.batchSize());
        try (Scope scope = new Scope();
                Method method = recipe.method().build(recipe.backbone()::build, recipe.views(), seed);
                Loader loader = Loader.open(images, recipe.views(), LoaderConfig.of(recipe.batchSize(), seed));
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1] + ".bf16")), 1 << 20)) {
            Map<String, Tensor> state = method.modules().state();
            Safetensors.write(weights, state, Map.of());
            for (int i = 0; i < steps; i++) {
                LoadedBatch loaded = loader.next();
                for (int view = 0; view < recipe.views().count(); view++) {
                    out.write(bf16(CifarSteps.view(loaded, view).data()));
                }
                loaded.release();
            }
        }
    }

    /** Rounded to the nearest, ties to even; little-endian. */
    private static byte[] bf16(float[] values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            int rounded = bits + 0x7fff + ((bits >>> 16) & 1);
            bytes[2 * i] = (byte) (rounded >>> 16);
            bytes[2 * i + 1] = (byte) (rounded >>> 24);
        }
        return bytes;
    }
}
