package dev.selfsame.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The yardstick: SimCLR's or BYOL's step on one fixed batch, written straight onto JavaCPP's classes with nothing of
 * Selfsame in it but the names of the weights. A ResNet-18 with the CIFAR stem, bfloat16 autocast, channels last, fused
 * SGD, as the recipe {@code cifar10} has it.
 */
final class BareLoop implements AutoCloseable {
    /** A named array of floats. */
    @SuppressWarnings("ArrayRecordComponent") // plain data of a benchmark, never compared
    record Values(float[] data, long[] shape) {}

    private static final String FUSED =
            """
            def one(first: Tensor) -> List[Tensor]:
                return [first]

            def sgd(p: List[Tensor], g: List[Tensor], m: List[Tensor], lr: float, first: bool):
                torch._fused_sgd_(p, g, m, weight_decay=0.0005, momentum=0.9, lr=lr, dampening=0.0, nesterov=False, maximize=False, is_first_step=first)

            def lerp(a: List[Tensor], b: List[Tensor], weight: float):
                torch._foreach_lerp_(a, b, weight)
            """;

    private final boolean byol;
    private final Map<String, Tensor> state = new HashMap<>();
    private final List<Tensor> trained = new ArrayList<>();
    private final List<Tensor> momenta = new ArrayList<>();
    private final List<Tensor> averages = new ArrayList<>();
    private final List<Tensor> averaged = new ArrayList<>();
    private final Tensor x0;
    private final Tensor x1;
    private final double learningRate;
    private final org.bytedeco.pytorch.CompilationUnit script = torch.compile(FUSED);
    private final List<Tensor> open = new ArrayList<>();
    private boolean first = true;

    /**
     * Takes copies of everything.
     *
     * @param byol BYOL's step, else SimCLR's
     * @param initial the method's state by Selfsame's names
     * @param views two batches [N, H, W, C]
     */
    BareLoop(boolean byol, Map<String, Values> initial, Values[] views, double learningRate) {
        this.byol = byol;
        this.learningRate = learningRate;
        try (PointerScope scope = new PointerScope()) {
            initial.forEach((name, values) -> state.put(name, keep(tensor(values))));
            initial.keySet().stream().filter(BareLoop::isParameter).forEach(name -> {
                Tensor parameter = weight(name);
                if (name.startsWith("target.")) {
                    averages.add(parameter);
                    averaged.add(weight("online." + name.substring("target.".length())));
                } else {
                    parameter.set_requires_grad(true);
                    trained.add(parameter);
                    momenta.add(keep(torch.zeros_like(parameter)));
                }
            });
            x0 = keep(tensor(views[0]).permute(0, 3, 1, 2));
            x1 = keep(tensor(views[1]).permute(0, 3, 1, 2));
            script.retainReference();
        }
    }

    private static boolean isParameter(String name) {
        return name.endsWith(".weight") || name.endsWith(".bias");
    }

    /** One step; gives its loss. */
    double step() {
        try (PointerScope scope = new PointerScope()) {
            torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            torch.set_autocast_enabled(DeviceType.CPU, true);
            Tensor loss = byol ? byol() : simClr();
            torch.set_autocast_enabled(DeviceType.CPU, false);
            torch.clear_cache();
            double value = loss.item_double();
            loss.backward();
            List<Tensor> gradients = new ArrayList<>();
            trained.forEach(parameter -> gradients.add(parameter.grad()));
            GradMode.set_enabled(false);
            run("sgd", list(trained), list(gradients), list(momenta), new IValue(learningRate), new IValue(first));
            if (byol) {
                run("lerp", list(averages), list(averaged), new IValue(0.01));
            }
            GradMode.set_enabled(true);
            trained.forEach(parameter -> parameter.mutable_grad().reset());
            first = false;
            return value;
        }
    }

    private Tensor simClr() {
        Tensor z0 = head("projector", encoder("encoder", x0), true);
        Tensor z1 = head("projector", encoder("encoder", x1), true);
        torch.set_autocast_enabled(DeviceType.CPU, false);
        Tensor z = normalize(torch.cat(new TensorVector(z0, z1), 0).to(ScalarType.Float));
        long n = x0.size(0);
        Tensor logits = z.matmul(z.t()).div(new Scalar(0.5));
        Tensor self = torch.eye(2 * n, new TensorOptions(ScalarType.Bool));
        logits = logits.masked_fill(self, new Scalar(Double.NEGATIVE_INFINITY));
        Tensor targets = torch.arange(new Scalar(2 * n), new TensorOptions(ScalarType.Long))
                .add(new Scalar(n))
                .remainder(new Scalar(2 * n));
        return torch.cross_entropy_loss(logits, targets);
    }

    private Tensor byol() {
        Tensor p0 = head("predictor", head("online.projector", encoder("online.encoder", x0), false), false);
        Tensor p1 = head("predictor", head("online.projector", encoder("online.encoder", x1), false), false);
        GradMode.set_enabled(false);
        Tensor z0 = head("target.projector", encoder("target.encoder", x0), false);
        Tensor z1 = head("target.projector", encoder("target.encoder", x1), false);
        GradMode.set_enabled(true);
        torch.set_autocast_enabled(DeviceType.CPU, false);
        return agreement(p0, z1).add(agreement(p1, z0)).mul(new Scalar(0.5));
    }

    private static Tensor agreement(Tensor p, Tensor z) {
        return torch.cosine_similarity(p.to(ScalarType.Float), z.to(ScalarType.Float), 1, 1e-8)
                .mean()
                .neg();
    }

    private static Tensor normalize(Tensor x) {
        return x.div(x.norm(new org.bytedeco.pytorch.ScalarOptional(new Scalar(2)), new long[] {1}, true)
                .clamp_min(new Scalar(1e-12)));
    }

    private Tensor encoder(String name, Tensor x) {
        Tensor y = relu(norm(name + ".bn1", convolution(name + ".conv1", x, 1, 1)));
        for (int stage = 1; stage <= 4; stage++) {
            for (int i = 0; i < 2; i++) {
                y = block(name + ".layer" + stage + "." + i, y, stage > 1 && i == 0 ? 2 : 1);
            }
        }
        try (Tensor last = y;
                Tensor pooled = torch.adaptive_avg_pool2d(last, 1, 1)) {
            return pooled.flatten(1, -1);
        }
    }

    private Tensor block(String name, Tensor x, int stride) {
        try (Tensor in = x;
                Tensor first = relu(norm(name + ".bn1", convolution(name + ".conv1", in, stride, 1)))) {
            Tensor second = norm(name + ".bn2", convolution(name + ".conv2", first, 1, 1));
            if (!state.containsKey(name + ".downsample.0.weight")) {
                second.add_(in);
                return relu(second);
            }
            try (Tensor shortcut = norm(name + ".downsample.1", convolution(name + ".downsample.0", in, stride, 0))) {
                second.add_(shortcut);
                return relu(second);
            }
        }
    }

    private Tensor head(String name, Tensor x, boolean lastNorm) {
        try (Tensor y = relu(norm(name + ".layers.1", linear(name + ".layers.0", x)))) {
            Tensor z = linear(name + ".layers.3", y);
            return lastNorm ? norm(name + ".layers.4", z) : z;
        }
    }

    private static Tensor relu(Tensor x) {
        x.relu_();
        return x;
    }

    private Tensor convolution(String name, Tensor x, int stride, int padding) {
        return torch.conv2d(
                x,
                weight(name + ".weight"),
                new TensorOptional(),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
    }

    private Tensor linear(String name, Tensor x) {
        Tensor bias = state.get(name + ".bias");
        return torch.linear(
                x, weight(name + ".weight"), bias == null ? new TensorOptional() : new TensorOptional(bias));
    }

    /** Closes what goes in: its memory is free for the next layer, as in the loop of {@code train}. */
    private Tensor norm(String name, Tensor x) {
        try (x) {
            return torch.batch_norm(
                    x,
                    new TensorOptional(weight(name + ".weight")),
                    new TensorOptional(weight(name + ".bias")),
                    new TensorOptional(weight(name + ".running_mean")),
                    new TensorOptional(weight(name + ".running_var")),
                    true,
                    0.1,
                    1e-5,
                    true);
        }
    }

    private Tensor weight(String name) {
        return Objects.requireNonNull(state.get(name), name);
    }

    private IValue run(String function, IValue... arguments) {
        return script.get_function(new QualifiedName(function)).apply(new IValueVector(arguments));
    }

    private IValue list(List<Tensor> tensors) {
        IValue value = run("one", new IValue(tensors.get(0)));
        TensorList list = value.toTensorList();
        tensors.subList(1, tensors.size()).forEach(list::push_back);
        return value;
    }

    private static Tensor tensor(Values values) {
        return torch.from_blob(new FloatPointer(values.data()), values.shape(), new TensorOptions(ScalarType.Float))
                .clone();
    }

    private Tensor keep(Tensor tensor) {
        tensor.retainReference();
        open.add(tensor);
        return tensor;
    }

    @Override
    public void close() {
        open.forEach(Tensor::close);
        script.close();
    }
}
