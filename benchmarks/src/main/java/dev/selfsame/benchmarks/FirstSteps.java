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
import dev.selfsame.tensor.Threads;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints Barlow Twins' first steps, recipe {@code cifar10}, small encoder, and writes the initial weights and the
 * batches to a file, from which {@code peers/first_steps.py} lets Lightly make the same steps.
 *
 * <pre>java … dev.selfsame.benchmarks.FirstSteps IMAGES FILE.safetensors SEED STEPS bf16|fp32</pre>
 */
public final class FirstSteps {
    private FirstSteps() {}

    /** Runs the steps. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 5) {
            System.err.println("usage: FirstSteps IMAGES FILE.safetensors SEED STEPS bf16|fp32");
            System.exit(2);
        }
        Threads.set(1); // as the script does: the sums of more threads round otherwise, and these steps magnify it
        ImageSource images = Sources.open(arguments[0]);
        int seed = Integer.parseInt(arguments[2]);
        int steps = Integer.parseInt(arguments[3]);
        Recipe recipe = CifarSteps.recipe("barlow-twins", 16);
        Map<String, Tensor> written = new LinkedHashMap<>();
        try (Scope scope = new Scope();
                Method method = recipe.method().build(recipe.backbone()::build, recipe.views(), seed);
                Loader loader = Loader.open(images, recipe.views(), LoaderConfig.of(recipe.batchSize(), seed));
                CifarSteps ours = new CifarSteps(method, recipe, arguments[4].equals("bf16"))) {
            method.modules().state().forEach((name, tensor) -> written.put(name, tensor.copy()));
            for (int i = 0; i < steps; i++) {
                LoadedBatch loaded = loader.next();
                for (int view = 0; view < 2; view++) {
                    BareLoop.Values pixels = CifarSteps.view(loaded, view);
                    written.put("batch." + i + "." + view, Tensor.of(pixels.data(), pixels.shape()));
                }
                CifarSteps.Step step = ours.step(loaded);
                loaded.release();
                System.out.printf(
                        "step %d loss %.3f gradient %.1f spread %.3f%n",
                        i + 1, step.loss(), step.gradientNorm(), step.spread());
            }
            Safetensors.write(Path.of(arguments[1]), written, Map.of());
        }
    }
}
