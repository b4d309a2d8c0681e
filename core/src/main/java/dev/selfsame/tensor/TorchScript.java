package dev.selfsame.tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.global.torch;

/**
 * A program in TorchScript with the tensors that it uses, as PyTorch's {@code torch.jit.save} writes it and {@code
 * torch.jit.load} reads it. Dots in the tensors' names become modules within modules, so that Python's {@code
 * state_dict()} has the names given here. Confined to the thread that made it, as tensors are, unless it is handed over.
 */
public final class TorchScript implements AutoCloseable {
    private final JitModule module;
    private final Confinement confinement = new Confinement("program");
    private boolean closed;

    private TorchScript(JitModule module) {
        module.retainReference();
        this.module = module;
    }

    /**
     * Compiles a program.
     *
     * @param name of the class that Python sees, an identifier
     * @param source a function {@code forward(self, x: Tensor) -> Tensor} that reaches tensors by {@link #access}
     * @param parameters by full name; they are not copied and must stay open
     * @param buffers by full name; they are not copied and must stay open
     * @throws TensorException if it does not compile
     */
    public static TorchScript compile(
            String name, String source, Map<String, Tensor> parameters, Map<String, Tensor> buffers) {
        List<Tensor> all = new ArrayList<>(parameters.values());
        all.addAll(buffers.values());
        return Op.value(
                "TorchScript.compile",
                () -> {
                    ScriptModules modules = new ScriptModules(name);
                    parameters.forEach((key, tensor) -> modules.add(key, tensor, false));
                    buffers.forEach((key, tensor) -> modules.add(key, tensor, true));
                    JitModule root = modules.joined();
                    root.define(source);
                    root.eval();
                    return new TorchScript(root);
                },
                Op.array(all));
    }

    /**
     * Loads a program onto the processor.
     *
     * @throws TensorException if the file is none, or needs operations that this libtorch has not
     */
    public static TorchScript load(Path file) {
        return Op.value(
                "TorchScript.load",
                () -> new TorchScript(torch.load(
                        file.toString(),
                        new DeviceOptional(new org.bytedeco.pytorch.Device(torch.DeviceType.CPU)),
                        new ExtraFilesMap(),
                        true)));
    }

    /**
     * How a program says a tensor: {@code self.layer1}, and {@code getattr(…, "0")} for what is no identifier.
     *
     * @param name the full name
     */
    public static String access(String name) {
        String at = "self";
        for (String part : name.split("\\.", -1)) {
            at = part.matches("[A-Za-z_]\\w*") ? at + "." + part : "getattr(" + at + ", \"" + part + "\")";
        }
        return at;
    }

    /**
     * Runs {@code forward}.
     *
     * @throws IllegalStateException if the program is closed, or another thread's
     * @throws TensorException if the program fails
     */
    public Tensor forward(Tensor x) {
        String name = "TorchScript.forward";
        requireUsable(name);
        return Op.of(
                name,
                () -> new org.bytedeco.pytorch.Tensor(
                        module.forward(new IValueVector(new IValue(x.handle()))).toTensor()),
                x);
    }

    /**
     * Writes the program and its tensors into a file.
     *
     * @param texts more files in it, by name: Python reads them by {@code _extra_files}
     * @throws IllegalStateException if the program is closed, or another thread's
     * @throws TensorException if it can't be written
     */
    public void save(Path file, Map<String, String> texts) {
        String operation = "TorchScript.save";
        requireUsable(operation);
        Op.<Boolean>value(operation, () -> {
            ExtraFilesMap extra = new ExtraFilesMap();
            texts.forEach((name, text) -> extra.put(new BytePointer(name), new BytePointer(text)));
            module.save(file.toString(), extra);
            return true;
        });
    }

    /** Lets the next thread that uses this own it; the tensors that it was given are handed over by themselves. */
    public TorchScript handOver() {
        requireUsable("TorchScript.handOver");
        confinement.handOver();
        return this;
    }

    private void requireUsable(String operation) {
        if (closed) {
            throw new IllegalStateException(operation + ": the program is closed");
        }
        confinement.require(operation);
    }

    /** Frees it; the tensors that were given stay. Afterwards, using it is an {@link IllegalStateException}. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            module.releaseReference();
        }
    }
}
