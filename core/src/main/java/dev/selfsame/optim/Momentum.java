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

    void step(Live live, double learningRate, double weightDecay) {
        if (!tracksStart()) {
            run(live, learningRate, weightDecay, false);
            return;
        }
        Live fresh = live.where(name -> !started.contains(name));
        run(live.where(started::contains), learningRate, weightDecay, false);
        run(fresh, learningRate, weightDecay, true);
        for (String name : fresh.names()) {
            slots.get(STARTED, name).fillInPlace(1);
            started.add(name);
        }
    }

    private void run(Live live, double learningRate, double weightDecay, boolean first) {
        List<Tensor> buffers = momentum == 0 ? List.of() : slots.get(BUFFER, live.names());
        Foreach.sgd(
                live.parameters(),
                live.gradients(),
                buffers,
                learningRate,
                momentum,
                dampening,
                weightDecay,
                nesterov,
                first);
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

    private boolean tracksStart() {
        return momentum != 0 && dampening != 0;
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
