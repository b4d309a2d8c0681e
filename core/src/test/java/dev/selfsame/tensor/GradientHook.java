package dev.selfsame.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;

/** Called by libtorch in the midst of a backward pass, when the gradient of a tensor is known and not yet added to it. */
public final class GradientHook extends VoidTensorHook {
    /** libtorch knows nothing of the garbage collector. */
    private static final List<GradientHook> KEPT = new ArrayList<>();

    private final Consumer<TensorBase> call;

    private GradientHook(Consumer<TensorBase> call) {
        this.call = call;
    }

    /** Has each backward pass from now on call it, in the thread that runs the pass. */
    public static void on(Tensor of, Consumer<TensorBase> call) {
        GradientHook hook = new GradientHook(call);
        KEPT.add(hook);
        of.handle().register_hook(hook);
    }

    @Override
    public void call(TensorBase gradient) {
        call.accept(gradient);
    }
}
