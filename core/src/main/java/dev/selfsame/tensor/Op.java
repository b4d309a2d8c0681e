package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/**
 * Runs one native operation: checks its inputs, frees the helpers that JavaCPP makes on the way, and says a native error
 * in one line with the operation and the shapes.
 */
final class Op {
    private Op() {}

    @FunctionalInterface
    interface Call {
        org.bytedeco.pytorch.Tensor run();
    }

    @FunctionalInterface
    interface ValueCall<T extends @Nullable Object> {
        T run();
    }

    /** An operation that makes a tensor. */
    static Tensor of(String name, Call call, Tensor... inputs) {
        check(name, inputs);
        try (PointerScope helpers = new PointerScope()) {
            return adopt(call.run());
        } catch (RuntimeException | OutOfMemoryError e) {
            throw failure(name, e, inputs);
        }
    }

    /** An operation that makes several tensors, or a value. */
    static <T extends @Nullable Object> T value(String name, ValueCall<T> call, Tensor... inputs) {
        check(name, inputs);
        try (PointerScope helpers = new PointerScope()) {
            return call.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw failure(name, e, inputs);
        }
    }

    /** An operation that changes its first input. */
    static Tensor inPlace(String name, Runnable call, Tensor changed, Tensor... others) {
        Tensor[] inputs = new Tensor[others.length + 1];
        inputs[0] = changed;
        System.arraycopy(others, 0, inputs, 1, others.length);
        check(name, inputs);
        try (PointerScope helpers = new PointerScope()) {
            call.run();
            return changed;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw failure(name, e, inputs);
        }
    }

    /** Takes over a native tensor made inside the current helper scope. */
    static Tensor adopt(org.bytedeco.pytorch.Tensor handle) {
        handle.retainReference();
        return new Tensor(handle);
    }

    static Scalar scalar(double value) {
        return new Scalar(value);
    }

    static Tensor[] array(List<Tensor> tensors) {
        return tensors.toArray(new Tensor[0]);
    }

    /** Those of an operation's inputs that are given. */
    static Tensor[] present(@Nullable Tensor... tensors) {
        return Arrays.stream(tensors).filter(Objects::nonNull).toArray(Tensor[]::new);
    }

    static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor.handle());
    }

    static TensorVector vector(List<Tensor> tensors) {
        org.bytedeco.pytorch.Tensor[] handles = new org.bytedeco.pytorch.Tensor[tensors.size()];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = tensors.get(i).handle();
        }
        return new TensorVector(handles);
    }

    private static void check(String name, Tensor... inputs) {
        Natives.torch();
        for (Tensor input : inputs) {
            input.requireUsable(name);
        }
    }

    private static RuntimeException failure(String name, Throwable e, Tensor... inputs) {
        if (e instanceof TensorException known) {
            return known;
        }
        if (e instanceof IllegalArgumentException known) {
            return known;
        }
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < inputs.length && i < 6; i++) {
            text.append(i == 0 ? "" : ", ").append(inputs[i].dtype()).append(Arrays.toString(inputs[i].shape()));
        }
        text.append(inputs.length > 6 ? ", …" : "").append("): ").append(reason(e.getMessage()));
        return new TensorException(text.toString(), e);
    }

    /** The line that says it: the first, or the one after the interpreter's trace. */
    private static String reason(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "no reason given";
        }
        String lead = "RuntimeError: ";
        List<String> lines = message.strip().lines().map(String::strip).toList();
        return lines.stream()
                .filter(line -> line.startsWith(lead) && lines.get(0).contains("TorchScript interpreter"))
                .map(line -> line.substring(lead.length()))
                .findFirst()
                .orElse(lines.get(0));
    }
}
