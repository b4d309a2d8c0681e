package dev.selfsame.optim;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Foreach;
import dev.selfsame.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The momentum that SGD and LARS share. A buffer starts at zero, which is PyTorch's start (the first gradient itself)
 * unless there is dampening; then a flag for each parameter tells whether its first gradient has come.
 */
final class Momentum implements AutoCloseable {
    private static final String BUFFER = "momentum";
    private static final String STARTED = "started";

    private final double momentum;
    private final double dampening;
    private final boolean nesterov;
    private final Slots slots;
    private final Set<String> started = new HashSet<>();

    Momentum(String optimizer, List<ParameterGroup> groups, double momentum, double dampening, boolean nesterov) {
        Hyper.requireMomentum(momentum, dampening, nesterov);
        this.momentum = momentum;
        this.dampening = dampening;
        this.nesterov = nesterov;
        this.slots = new Slots(optimizer, groups);
        if (momentum != 0) {
            slots.addZeros(BUFFER);
        }
        if (tracksStart()) {
            slots.add(STARTED, parameter -> Tensor.zeros(DType.UINT8));
        }
    }

    /** A step with one weight decay. */
    void step(Live live, double learningRate, double weightDecay) {
        eachStage(
                live,
                (part, first) -> Foreach.sgd(
                        part.parameters(),
                        part.gradients(),
                        buffers(part),
                        learningRate,
                        momentum,
                        dampening,
                        weightDecay,
                        nesterov,
                        first));
    }

    /** A step whose gradients are first scaled; scales and decays in the order of {@code live}. */
    void step(Live live, double[] scales, double[] decays, double learningRate) {
        eachStage(
                live,
                (part, first) -> Foreach.scaledSgd(
                        part.parameters(),
                        part.gradients(),
                        buffers(part),
                        of(part, live, scales),
                        of(part, live, decays),
                        learningRate,
                        momentum,
                        dampening,
                        nesterov,
                        first));
    }

    private static double[] of(Live part, Live live, double[] values) {
        if (part.names().size() == live.names().size()) {
            return values;
        }
        return part.names().stream()
                .mapToDouble(name -> values[live.names().indexOf(name)])
                .toArray();
    }

    private interface Stage {
        void run(Live part, boolean first);
    }

    private void eachStage(Live live, Stage stage) {
        if (!tracksStart()) {
            stage.run(live, false);
            return;
        }
        Live fresh = live.where(name -> !started.contains(name));
        stage.run(live.where(started::contains), false);
        stage.run(fresh, true);
        for (String name : fresh.names()) {
            slots.get(STARTED, name).fillInPlace(1);
            started.add(name);
        }
    }

    private List<Tensor> buffers(Live live) {
        return momentum == 0 ? List.of() : slots.get(BUFFER, live.names());
    }

    private boolean tracksStart() {
        return momentum != 0 && dampening != 0;
    }

    Map<String, Tensor> state() {
        return slots.state();
    }

    void load(Map<String, Tensor> state) {
        slots.load(state);
        if (tracksStart()) {
            started.clear();
            for (String name : slots.names()) {
                if (slots.get(STARTED, name).item() != 0) {
                    started.add(name);
                }
            }
        }
    }

    void clearGradients() {
        slots.clearGradients();
    }

    @Override
    public void close() {
        slots.close();
    }

    @Override
    public String toString() {
        return "momentum=" + momentum + (dampening == 0 ? "" : ", dampening=" + dampening)
                + (nesterov ? ", nesterov" : "");
    }
}
