package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Sources;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Method;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.model.Safetensors;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Sgd;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import dev.selfsame.view.Batch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints the losses of Barlow Twins' first steps, recipe {@code cifar10}, small encoder, and writes the initial weights
 * and the batches to a file, from which {@code peers/first_steps.py} lets Lightly make the same steps.
 *
 * <pre>java … dev.selfsame.benchmarks.FirstSteps IMAGES FILE.safetensors SEED STEPS [bf16|fp32]</pre>
 */
public final class FirstSteps {
    private FirstSteps() {}

    /** Runs the steps. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 4) {
            System.err.println("usage: FirstSteps IMAGES FILE.safetensors SEED STEPS [bf16|fp32]");
            System.exit(2);
        }
        Threads.set(1); // as the script does: the sums of more threads round otherwise, and these steps magnify it
        ImageSource images = Sources.open(arguments[0]);
        int seed = Integer.parseInt(arguments[2]);
        int steps = Integer.parseInt(arguments[3]);
        boolean bf16 = arguments.length < 5 || arguments[4].equals("bf16");
        Recipe recipe = Methods.recipe("barlow-twins", "cifar10")
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 16, 3, false));
        Map<String, Tensor> written = new LinkedHashMap<>();
        try (Scope scope = new Scope();
                Method method = recipe.method().build(recipe.backbone()::build, recipe.views(), seed);
                Loader loader = Loader.open(images, recipe.views(), LoaderConfig.of(recipe.batchSize(), seed));
                Optimizer optimizer = new Sgd(List.of(ParameterGroup.all(trained(method), 5e-4)), 0.9)) {
            method.modules().state().forEach((name, tensor) -> written.put(name, tensor.copy()));
            for (int step = 0; step < steps; step++) {
                LoadedBatch loaded = loader.next();
                for (int view = 0; view < 2; view++) {
                    float[] pixels = new float[loaded.view(view).remaining() / Float.BYTES];
                    loaded.view(view).asFloatBuffer().get(pixels);
                    written.put("batch." + step + "." + view, Tensor.of(pixels, recipe.batchSize(), 32, 32, 3));
                }
                double loss =
                        step(method, optimizer, loaded, bf16, recipe.optimizer().learningRate(recipe.batchSize()));
                method.afterStep(new Progress(step, steps, 0, 1));
                loaded.release();
                System.out.printf("step %d loss %.3f%n", step + 1, loss);
            }
            Path file = Path.of(arguments[1]);
            Files.deleteIfExists(file);
            Safetensors.write(file, written, Map.of());
        }
    }

    private static Map<String, Tensor> trained(Method method) {
        Map<String, Tensor> trained = new LinkedHashMap<>();
        method.trained().forEach(part -> trained.putAll(part.module().parameters()));
        return trained;
    }

    private static double step(Method method, Optimizer optimizer, LoadedBatch loaded, boolean bf16, double rate) {
        try (Scope scope = new Scope()) {
            Batch batch = loaded.tensors();
            Tensor total;
            try (Autocast cast = bf16 ? Autocast.to(DType.BFLOAT16, Device.CPU) : Autocast.off(Device.CPU)) {
                total = method.loss(batch).total();
            }
            double loss = total.item();
            total.backward();
            optimizer.step(rate);
            optimizer.clearGradients();
            return loss;
        }
    }
}
