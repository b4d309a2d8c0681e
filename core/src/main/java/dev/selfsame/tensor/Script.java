package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import java.util.List;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.global.torch;

/** Kernels that JavaCPP doesn't map, reached through a few lines of TorchScript that are compiled once. */
final class Script {
    private static final String SOURCE =
            """
            def one(first: Tensor) -> List[Tensor]:
                return [first]

            def none(any: Tensor) -> List[Tensor]:
                l = [any]
                l.clear()
                return l

            def lerp(a: List[Tensor], b: List[Tensor], weight: float):
                torch._foreach_lerp_(a, b, weight)

            def add(a: List[Tensor], b: List[Tensor], scale: float):
                torch._foreach_add_(a, b, alpha=scale)

            def mul(a: List[Tensor], scale: float):
                torch._foreach_mul_(a, scale)

            def copy(a: List[Tensor], b: List[Tensor]):
                torch._foreach_copy_(a, b)

            def zero(a: List[Tensor]):
                torch._foreach_zero_(a)

            def norm(a: List[Tensor]) -> Tensor:
                return torch.stack(torch._foreach_norm(a))

            def sgd(p: List[Tensor], g: List[Tensor], m: List[Tensor], lr: float, momentum: float, dampening: float, decay: float, nesterov: bool, first: bool):
                torch._fused_sgd_(p, g, m, weight_decay=decay, momentum=momentum, lr=lr, dampening=dampening, nesterov=nesterov, maximize=False, is_first_step=first)

            def scaled_sgd(p: List[Tensor], g: List[Tensor], m: List[Tensor], p1: List[Tensor], g1: List[Tensor], m1: List[Tensor], scales: Tensor, decays: Tensor, lr: float, momentum: float, dampening: float, nesterov: bool, first: bool):
                scale: List[float] = scales.tolist()
                decay: List[float] = decays.tolist()
                for i in range(len(p)):
                    p1[0] = p[i]
                    g1[0] = g[i].mul_(scale[i])
                    if len(m) > 0:
                        m1[0] = m[i]
                    torch._fused_sgd_(p1, g1, m1, weight_decay=decay[i], momentum=momentum, lr=lr, dampening=dampening, nesterov=nesterov, maximize=False, is_first_step=first)

            def adamw(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], lr: float, beta1: float, beta2: float, decay: float, eps: float):
                torch._foreach_add_(steps, 1.0)
                torch._fused_adamw_(p, g, m, v, [], steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)

            def adam(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], lr: float, beta1: float, beta2: float, decay: float, eps: float):
                torch._foreach_add_(steps, 1.0)
                torch._fused_adam_(p, g, m, v, [], steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)

            def resize(x: Tensor, height: int, width: int, cubic: bool) -> Tensor:
                if cubic:
                    return torch._upsample_bicubic2d_aa(x, [height, width], False, None)
                return torch._upsample_bilinear2d_aa(x, [height, width], False, None)

            def resize_interleaved(x: Tensor, out: Tensor, cubic: bool):
                y = resize(x.permute(0, 3, 1, 2), out.size(1), out.size(2), cubic)
                out.copy_(y.permute(0, 2, 3, 1))
            """;

    private Script() {}

    private static final class Compiled {
        static final CompilationUnit UNIT = compile();

        private static CompilationUnit compile() {
            Natives.torch();
            CompilationUnit unit = torch.compile(SOURCE);
            unit.retainReference();
            return unit;
        }
    }

    /** Runs a function of the script; call it inside an {@link Op}, which frees the helpers. */
    static IValue run(String function, IValue... arguments) {
        Function compiled = Compiled.UNIT.get_function(new QualifiedName(function));
        return compiled.apply(new IValueVector(arguments));
    }

    /**
     * A list that the script takes. It is made from an argument: the interpreter would hand out one and the same list for
     * an empty one in the source.
     *
     * @param any a tensor of the call, for the list that has none
     */
    static IValue list(List<Tensor> tensors, Tensor any) {
        if (tensors.isEmpty()) {
            return run("none", new IValue(any.handle()));
        }
        IValue value = run("one", new IValue(tensors.get(0).handle()));
        TensorList list = value.toTensorList();
        for (Tensor tensor : tensors.subList(1, tensors.size())) {
            list.push_back(tensor.handle());
        }
        return value;
    }
}
