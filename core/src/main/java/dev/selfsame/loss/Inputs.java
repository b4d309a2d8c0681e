package dev.selfsame.loss;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every loss does round its formula: full precision, and a scope that leaves only the loss. */
final class Inputs {
    private Inputs() {}

    /** The formula in full precision, autocast off; what it makes on the way is closed. */
    static Loss compute(List<Tensor> inputs, Function<List<Tensor>, Loss> formula) {
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(inputs.get(0).device())) {
            Loss loss = formula.apply(inputs.stream().map(Inputs::full).toList());
            scope.keep(loss.total());
            loss.terms().values().forEach(scope::keep);
            return loss;
        }
    }

    /** The views of both lists. */
    static List<Tensor> joined(List<Tensor> first, List<Tensor> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** In float32, or as it is in float32 and float64. */
    private static Tensor full(Tensor z) {
        boolean whole = !z.dtype().isFloating();
        return whole || z.dtype() == DType.FLOAT32 || z.dtype() == DType.FLOAT64 ? z : z.to(DType.FLOAT32);
    }
}
