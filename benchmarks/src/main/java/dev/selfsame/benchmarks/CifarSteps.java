package dev.selfsame.benchmarks;

import dev.selfsame.data.LoadedBatch;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.loss.Loss;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Method;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.optim.Gradients;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Sgd;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A method's first steps by recipe {@code cifar10}, one at a time, without {@code Training}. */
final class CifarSteps implements AutoCloseable {
    /** What a step had, before it changed the weights. */
    record Step(double loss, double gradientNorm, double spread) {}

    private final Method method;
    private final Recipe recipe;
    private final boolean bf16;
    private final Map<String, Tensor> trained = new LinkedHashMap<>();
    private final Optimizer optimizer;
    private long steps;

    CifarSteps(Method method, Recipe recipe, boolean bf16) {
        this.method = method;
        this.recipe = recipe;
        this.bf16 = bf16;
        method.trained().forEach(part -> part.module()
                .parameters()
                .forEach((name, parameter) -> trained.put(part.name() + "." + name, parameter)));
        optimizer = new Sgd(
                List.of(ParameterGroup.all(trained, recipe.optimizer().weightDecay())),
                recipe.optimizer().momentum());
    }

    /** The recipe with a ResNet-18 of a base width. */
    static Recipe recipe(String method, int baseWidth) {
        return Methods.recipe(method, "cifar10")
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, baseWidth, 3, false));
    }

    /** The pixels of a view [N, H, W, C]. */
    static BareLoop.Values view(LoadedBatch loaded, int view) {
        float[] data = new float[loaded.view(view).remaining() / Float.BYTES];
        loaded.view(view).asFloatBuffer().get(data);
        int side = (int) Math.sqrt(data.length / 3.0 / loaded.size());
        return new BareLoop.Values(data, new long[] {loaded.size(), side, side, 3});
    }

    Step step(LoadedBatch loaded) {
        try (Scope scope = new Scope()) {
            Loss loss;
            try (Autocast cast = bf16 ? Autocast.to(DType.BFLOAT16, Device.CPU) : Autocast.off(Device.CPU)) {
                loss = method.loss(loaded.tensors());
            }
            loss.total().backward();
            Step step = new Step(
                    loss.total().item(),
                    Gradients.norm(trained.values()),
                    Collapse.embeddingStd(Objects.requireNonNull(loss.embedding())));
            optimizer.step(recipe.optimizer().learningRate(recipe.batchSize()));
            optimizer.clearGradients();
            method.afterStep(new Progress(steps++, 100, 0, 1));
            return step;
        }
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
