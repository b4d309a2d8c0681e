package dev.selfsame.nn;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Storage;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something with state: parameters that are trained, buffers that are not, and child modules. Full names join the names
 * on the way by dots, in PyTorch's order (own parameters, own buffers, then each child), so that state dicts of PyTorch
 * models fit.
 *
 * <p>A subclass declares its members in its constructor by {@link #parameter}, {@link #buffer} and {@link #child}. New
 * modules have no weights: {@link #initialize} draws them or {@link #load} takes them over. A module owns its tensors
 * until {@link #close}, outside every scope.
 */
public abstract class Module implements AutoCloseable {
    private final Map<String, Slot> parameters = new LinkedHashMap<>();
    private final Map<String, Slot> buffers = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private @Nullable Module parent;
    private String name = "";
    private @Nullable Module original;
    private boolean training = true;
    private boolean drawn = true;
    private boolean closed;

    /** For subclasses. */
    protected Module() {}

    // ---- for subclasses ----

    /** Takes over a tensor as a parameter, which {@link #initialize} will leave as it is. */
    protected final Tensor parameter(String name, Tensor initial) {
        return add(parameters, name, initial.unscoped().requireGradient(true), null, false);
    }

    /** A float32 parameter of which {@link #initialize} draws the values. */
    protected final Tensor parameter(String name, Init init, long... shape) {
        return add(parameters, name, Slot.first(DType.FLOAT32, init, shape), init, false)
                .requireGradient(true);
    }

    /** A float32 parameter that {@link #initialize} draws and nothing trains, whatever {@link #requireGradient} says. */
    protected final Tensor fixedParameter(String name, Init init, long... shape) {
        return add(parameters, name, Slot.first(DType.FLOAT32, init, shape), init, true);
    }

    /** Takes over a tensor as a buffer, which {@link #initialize} will leave as it is. */
    protected final Tensor buffer(String name, Tensor initial) {
        return add(buffers, name, initial.unscoped(), null, false);
    }

    /** A buffer that {@link #initialize} sets anew. */
    protected final Tensor buffer(String name, DType dtype, Init init, long... shape) {
        return add(buffers, name, Slot.first(dtype, init, shape), init, false);
    }

    /**
     * Makes a module part of this one.
     *
     * @throws IllegalArgumentException if it is part of another, which would give its weights two names
     */
    protected final <M extends Module> M child(String name, M module) {
        requireNew(name);
        Module child = module;
        if (child.parent != null) {
            throw new IllegalArgumentException(
                    child + " is already part of a " + child.parent.getClass().getSimpleName());
        }
        children.put(name, child);
        child.parent = this;
        child.name = name;
        return module;
    }

    /**
     * Checks at the start of a forward pass that there are weights.
     *
     * @throws IllegalStateException if this was closed, or has no weights yet
     */
    protected final void requireReady() {
        if (closed || !drawn) {
            throw new IllegalStateException(
                    where() + (closed ? " is closed" : " has no weights yet: call initialize(seed) or load(state)"));
        }
    }

    /** Called before the state is read or replaced, for values that are kept elsewhere in between. */
    void settle() {}

    /** Called before a step, with the full name here, for what draws at random. */
    void stepBegins(long seed, long step, String fullName) {}

    /** This module's full name and description, for messages. */
    final String where() {
        StringBuilder path = new StringBuilder(name);
        for (Module up = parent; up != null && up.parent != null; up = up.parent) {
            path.insert(0, up.name + ".");
        }
        return path.isEmpty() ? toString() : path + ": " + this;
    }

    // ---- state ----

    /** The parameters by full name, in PyTorch's order: the tensors themselves, not copies. */
    public final Map<String, Tensor> parameters() {
        return collect(true, false);
    }

    /** The buffers by full name, in PyTorch's order: the tensors themselves, not copies. */
    public final Map<String, Tensor> buffers() {
        return collect(false, true);
    }

    /** Parameters and buffers, in the order of a PyTorch state dict: the tensors themselves, not copies. */
    public final Map<String, Tensor> state() {
        return collect(true, true);
    }

    /**
     * Copies values in, converted to the types here.
     *
     * @throws IllegalArgumentException if names or shapes are not exactly those of {@link #state()}; nothing is changed
     */
    public final void load(Map<String, Tensor> state) {
        Map<String, Tensor> mine = state();
        StateDict.requireMatch(where(), mine, state);
        try (NoGrad guard = new NoGrad()) {
            state.forEach((key, value) -> Objects.requireNonNull(mine.get(key)).copyInPlace(value));
        }
        each(module -> module.drawn = true);
    }

    /**
     * Draws fresh weights and sets the buffers back. Each tensor's values depend on the seed and its full name only,
     * whatever was made before it. A moving average gets the weights of the module that it follows.
     */
    public final void initialize(long seed) {
        requireOpen();
        each(Module::settle);
        FirstValues values = new FirstValues(seed);
        walk("", (prefix, module) -> {
            module.parameters.forEach((key, slot) -> values.draw(prefix + key, slot));
            module.buffers.forEach((key, slot) -> values.draw(prefix + key, slot));
            module.drawn = true;
        });
        values.finish();
        restartAverages();
    }

    /** Gives each moving average in this tree the weights and buffers of the module that it follows, as at the start. */
    public final void restartAverages() {
        requireOpen();
        each(module -> {
            if (module.original != null) {
                module.takeFrom(module.original);
            }
        });
    }

    /**
     * A module of the same shape with the same values, sharing nothing, in the same mode (training or evaluation). Its
     * parameters collect gradients or not as the maker made them.
     *
     * @param maker makes an equal module, such as {@code () -> new ResNet(config)}
     */
    public static <M extends Module> M copy(M from, Supplier<M> maker) {
        M made = maker.get();
        try {
            ((Module) made).takeFrom(from);
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** From now on {@link #initialize} gives this the weights of another module instead of its own. */
    final void startAs(Module other) {
        original = other;
    }

    private void takeFrom(Module other) {
        load(other.state());
        List<Module> mine = new ArrayList<>();
        List<Module> others = new ArrayList<>();
        each(mine::add);
        other.each(others::add);
        for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
            mine.get(i).drawn = others.get(i).drawn;
            mine.get(i).training = others.get(i).training;
        }
    }

    // ---- mode ----

    /** Training (the state at first) or evaluation, here and below: batch norm and dropout differ. */
    public final void training(boolean on) {
        each(module -> module.training = on);
    }

    /**
     * Says which step begins, to what draws at random here and below, such as {@link DropPath}: it draws by seed, step and
     * full name, and so the same again when a run is repeated or goes on.
     *
     * @param seed of the run
     * @param step from 0 on
     */
    public final void atStep(long seed, long step) {
        walk("", (prefix, module) -> module.stepBegins(seed, step, prefix));
    }

    /** Whether this is in training mode. */
    public final boolean isTraining() {
        return training;
    }

    /** Whether gradients are collected for the parameters, here and below; false freezes them. */
    public final void requireGradient(boolean on) {
        requireOpen();
        each(module -> module.parameters.values().forEach(slot -> slot.tensor().requireGradient(on && !slot.fixed())));
    }

    /** Forgets the gradients of the parameters, here and below. */
    public final void clearGradients() {
        parameters().values().forEach(Tensor::clearGradient);
    }

    /** Moves all tensors to a device; they stay the same objects, without gradients. */
    public final void to(Device device) {
        state().values().forEach(tensor -> Storage.move(tensor, device));
    }

    /** Converts all floating tensors; they stay the same objects, without gradients. */
    public final void to(DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException("parameters are floating numbers, not " + dtype);
        }
        for (Tensor tensor : state().values()) {
            if (tensor.dtype().isFloating()) {
                Storage.convert(tensor, dtype);
            }
        }
    }

    /** Lets the next thread that uses this own its tensors. */
    public final void handOver() {
        state().values().forEach(Tensor::handOver);
    }

    /** Frees all tensors, here and below; does nothing the second time. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        parameters.values().forEach(slot -> slot.tensor().close());
        buffers.values().forEach(slot -> slot.tensor().close());
        children.values().forEach(Module::close);
    }

    /** The class; layers add their parameters. */
    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    // ---- the tree ----

    private Map<String, Tensor> collect(boolean withParameters, boolean withBuffers) {
        requireOpen();
        Map<String, Tensor> all = new LinkedHashMap<>();
        walk("", (prefix, module) -> {
            module.settle();
            if (withParameters) {
                module.parameters.forEach((key, slot) -> all.put(prefix + key, slot.tensor()));
            }
            if (withBuffers) {
                module.buffers.forEach((key, slot) -> all.put(prefix + key, slot.tensor()));
            }
        });
        return Collections.unmodifiableMap(all);
    }

    private void walk(String prefix, BiConsumer<String, Module> visitor) {
        visitor.accept(prefix, this);
        children.forEach((key, child) -> child.walk(prefix + key + ".", visitor));
    }

    /** The child modules in the order in which they were declared. */
    final List<Module> children() {
        return List.copyOf(children.values());
    }

    final void each(Consumer<Module> visitor) {
        walk("", (prefix, module) -> visitor.accept(module));
    }

    private Tensor add(Map<String, Slot> slots, String key, Tensor tensor, @Nullable Init init, boolean fixed) {
        requireNew(key);
        slots.put(key, new Slot(tensor, init, fixed));
        drawn &= init == null || init.isConstant();
        return tensor;
    }

    private void requireNew(String key) {
        requireOpen();
        if (key.isBlank() || key.contains(".")) {
            throw new IllegalArgumentException("a member's name must have no dot and not be blank, got '" + key + "'");
        }
        if (parameters.containsKey(key) || buffers.containsKey(key) || children.containsKey(key)) {
            throw new IllegalArgumentException(
                    "a " + getClass().getSimpleName() + " can't have two members named " + key);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(where() + " is closed");
        }
    }
}
