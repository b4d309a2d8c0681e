package dev.selfsame.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.IValue;

/**
 * One native call for a whole list of tensors: what optimisers and moving averages need. Lists that belong together have
 * equal lengths, and tensors at one position equal shapes and types. Nothing is recorded for gradients.
 */
public final class Foreach {
    private Foreach() {}

    /** {@code target += weight * (end - target)}. */
    public static void lerp(List<Tensor> targets, List<Tensor> ends, double weight) {
        run("lerp", List.of(targets, ends), () -> new IValue[] {new IValue(weight)});
    }

    /** {@code target += scale * addend}. */
    public static void add(List<Tensor> targets, List<Tensor> addends, double scale) {
        run("add", List.of(targets, addends), () -> new IValue[] {new IValue(scale)});
    }

    /** {@code target *= scale}. */
    public static void mul(List<Tensor> targets, double scale) {
        run("mul", List.of(targets), () -> new IValue[] {new IValue(scale)});
    }

    /** {@code target = source}. */
    public static void copy(List<Tensor> targets, List<Tensor> sources) {
        run("copy", List.of(targets, sources), () -> new IValue[0]);
    }

    /** {@code target = 0}. */
    public static void zero(List<Tensor> targets) {
        run("zero", List.of(targets), () -> new IValue[0]);
    }

    /** The Euclidean norm of each: [n]. */
    public static Tensor norms(List<Tensor> tensors) {
        requireSome("norms", tensors);
        try (NoGrad guard = new NoGrad()) {
            return Op.of(
                    "norms",
                    () -> new org.bytedeco.pytorch.Tensor(Script.run("norm", Script.list(tensors, tensors.get(0)))
                            .toTensor()),
                    Op.array(tensors));
        }
    }

    /**
     * A step of stochastic gradient descent with momentum, as PyTorch's fused SGD: {@code g += decay * p; m = momentum *
     * m + (1 - dampening) * g} (on the first step {@code m = g}); {@code p -= lr * (nesterov ? g + momentum * m : m)}.
     *
     * @param momenta empty if momentum is 0
     */
    public static void sgd(
            List<Tensor> parameters,
            List<Tensor> gradients,
            List<Tensor> momenta,
            double learningRate,
            double momentum,
            double dampening,
            double weightDecay,
            boolean nesterov,
            boolean first) {
        List<List<Tensor>> lists = List.of(parameters, gradients, momenta);
        requireMatch("sgd", momentum == 0 && momenta.isEmpty() ? lists.subList(0, 2) : lists);
        if (parameters.isEmpty()) {
            return;
        }
        fused("sgd", parameters, gradients, List.of(momenta), () -> new IValue[] {
            new IValue(learningRate),
            new IValue(momentum),
            new IValue(dampening),
            new IValue(weightDecay),
            new IValue(nesterov),
            new IValue(first)
        });
    }

    /**
     * As {@link #sgd}, after each gradient was multiplied by a number of its own, in place, and with a decay of its own:
     * layer-wise adaptive rates.
     *
     * @param scales one for each parameter
     * @param decays one for each parameter
     */
    public static void scaledSgd(
            List<Tensor> parameters,
            List<Tensor> gradients,
            List<Tensor> momenta,
            double[] scales,
            double[] decays,
            double learningRate,
            double momentum,
            double dampening,
            boolean nesterov,
            boolean first) {
        List<List<Tensor>> lists = List.of(parameters, gradients, momenta);
        requireMatch("scaledSgd", momentum == 0 && momenta.isEmpty() ? lists.subList(0, 2) : lists);
        if (scales.length != parameters.size() || decays.length != parameters.size()) {
            throw new IllegalArgumentException("scaledSgd: " + parameters.size() + " parameters, " + scales.length
                    + " scales and " + decays.length + " decays");
        }
        if (parameters.isEmpty()) {
            return;
        }
        try (Tensor scale = Tensor.of(scales, scales.length);
                Tensor decay = Tensor.of(decays, decays.length)) {
            // The script walks the parameters with lists of one that it is given: a change through a list that it made
            // itself would be thrown out as dead code.
            List<Tensor> one = parameters.subList(0, 1);
            List<List<Tensor>> rest = List.of(momenta, one, one, momenta.isEmpty() ? momenta : one);
            fused("scaled_sgd", parameters, gradients, rest, () -> new IValue[] {
                new IValue(scale.handle()),
                new IValue(decay.handle()),
                new IValue(learningRate),
                new IValue(momentum),
                new IValue(dampening),
                new IValue(nesterov),
                new IValue(first)
            });
        }
    }

    /**
     * A step of Adam (Kingma and Ba 2015, arXiv:1412.6980) with decay of the gradient, or of AdamW (Loshchilov and
     * Hutter 2019, arXiv:1711.05101) with decay of the weights.
     *
     * @param steps float32 scalars that count the steps; raised by one here first
     */
    public static void adam(
            List<Tensor> parameters,
            List<Tensor> gradients,
            List<Tensor> means,
            List<Tensor> squares,
            List<Tensor> steps,
            double learningRate,
            double beta1,
            double beta2,
            double weightDecay,
            double eps,
            boolean decoupled) {
        List<List<Tensor>> lists = List.of(parameters, gradients, means, squares);
        requireMatch("adam", lists);
        if (steps.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    "adam: " + parameters.size() + " parameters and " + steps.size() + " step counts");
        }
        for (Tensor step : steps) {
            if (step.rank() != 0 || step.dtype() != DType.FLOAT32) {
                throw new IllegalArgumentException("adam: a step count is a float32 scalar, not " + step);
            }
        }
        if (parameters.isEmpty()) {
            return;
        }
        String function = decoupled ? "adamw" : "adam";
        fused(function, parameters, gradients, List.of(means, squares, steps), () -> new IValue[] {
            new IValue(learningRate), new IValue(beta1), new IValue(beta2), new IValue(weightDecay), new IValue(eps)
        });
    }

    private static void run(String function, List<List<Tensor>> lists, Numbers numbers) {
        requireMatch(function, lists);
        if (!lists.get(0).isEmpty()) {
            call(function, lists, numbers);
        }
    }

    /**
     * The fused kernels walk the memory of a parameter and of its companions side by side, whatever their strides say: a
     * gradient laid out otherwise is copied first, and state laid out otherwise is refused.
     */
    private static void fused(
            String function,
            List<Tensor> parameters,
            List<Tensor> gradients,
            List<List<Tensor>> rest,
            Numbers numbers) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            List<Tensor> fitted = new ArrayList<>(gradients);
            for (int i = 0; i < fitted.size(); i++) {
                Tensor parameter = parameters.get(i);
                if (!parameter.handle().is_non_overlapping_and_dense()) {
                    throw new IllegalArgumentException(function + ": parameter " + i + ", " + parameter
                            + ", is a view with gaps or repeated values in memory");
                }
                if (!sameLayout(parameter, fitted.get(i))) {
                    fitted.set(i, parameter.copy().copyInPlace(fitted.get(i)));
                }
            }
            List<List<Tensor>> lists = new ArrayList<>(List.of(parameters, fitted));
            for (List<Tensor> list : rest) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i).rank() > 0 && !sameLayout(parameters.get(i), list.get(i))) {
                        throw new IllegalArgumentException(function + ": tensor " + i + ", " + parameters.get(i)
                                + ", lies in memory in another order than what is remembered of it");
                    }
                }
                lists.add(list);
            }
            call(function, lists, numbers);
        }
    }

    private static boolean sameLayout(Tensor a, Tensor b) {
        if (a.isContiguous() && b.isContiguous()) {
            return true;
        }
        for (int i = 0; i < a.rank(); i++) {
            if (a.size(i) > 1 && a.handle().stride(i) != b.handle().stride(i)) {
                return false;
            }
        }
        return true;
    }

    private interface Numbers {
        IValue[] make();
    }

    private static void call(String function, List<List<Tensor>> lists, Numbers numbers) {
        List<Tensor> all = new ArrayList<>();
        lists.forEach(all::addAll);
        try (NoGrad guard = new NoGrad()) {
            Op.inPlace(
                    function,
                    () -> {
                        List<IValue> arguments = new ArrayList<>();
                        for (List<Tensor> list : lists) {
                            arguments.add(Script.list(list, all.get(0)));
                        }
                        arguments.addAll(List.of(numbers.make()));
                        Script.run(function, arguments.toArray(new IValue[0]));
                    },
                    all.get(0),
                    Op.array(all.subList(1, all.size())));
        }
    }

    private static void requireSome(String operation, List<Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException(operation + " of no tensor");
        }
    }

    private static void requireMatch(String operation, List<List<Tensor>> lists) {
        List<Tensor> first = lists.get(0);
        for (List<Tensor> list : lists) {
            if (list.size() != first.size()) {
                throw new IllegalArgumentException(
                        operation + ": lists of " + first.size() + " and " + list.size() + " tensors");
            }
            for (int i = 0; i < list.size() && list != first; i++) {
                list.get(i).requireUsable(operation);
                first.get(i).requireUsable(operation);
                org.bytedeco.pytorch.Tensor here = list.get(i).handle();
                org.bytedeco.pytorch.Tensor there = first.get(i).handle();
                if (!here.is_same_size(there)
                        || list.get(i).dtype() != first.get(i).dtype()) {
                    throw new IllegalArgumentException(operation + ": tensor " + i + " is " + first.get(i)
                            + " in one list and " + list.get(i) + " in another");
                }
            }
        }
    }
}
