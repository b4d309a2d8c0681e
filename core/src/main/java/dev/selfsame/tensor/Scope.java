package dev.selfsame.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work whose tensors are closed together. While a scope is open, each tensor made on its thread belongs to
 * the innermost one and closes with it.
 *
 * <pre>{@code
 * Tensor mean;
 * try (Scope scope = new Scope()) {
 *     mean = scope.keep(features.mul(2).mean(0));
 * }
 * }</pre>
 *
 * <p>Scopes nest, and close in the reverse order of opening, on the thread that opened them.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Deque<Scope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);
    private static final int WORTH_SWEEPING = 64;

    private final Thread thread = Thread.currentThread();
    private final List<Tensor> tensors = new ArrayList<>();
    /** How many of the tensors were closed or moved out. */
    private int gone;

    private boolean closed;

    /** Opens a scope on this thread. */
    public Scope() {
        OPEN.get().push(this);
    }

    /**
     * Hands a tensor of this scope, or of one inside it, out: it now belongs to the scope round this one, or to the
     * caller where there is none.
     *
     * @throws IllegalStateException if this is closed or another thread's, or the tensor is
     */
    public Tensor keep(Tensor tensor) {
        requireOpenHere();
        tensor.requireUsable("keep");
        boolean inside = false;
        boolean passed = false;
        for (Scope scope : OPEN.get()) { // innermost first
            if (passed) {
                tensor.moveTo(scope);
                return tensor;
            }
            inside |= scope == tensor.scope();
            if (scope == this) {
                if (!inside) {
                    return tensor;
                }
                passed = true;
            }
        }
        tensor.moveTo(null);
        return tensor;
    }

    /** The number of tensors that would close with this scope now. */
    public int size() {
        return tensors.size() - gone;
    }

    /**
     * Closes every tensor that belongs to this scope.
     *
     * @throws IllegalStateException on another thread, or while a scope opened later is open
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireOpenHere();
        Deque<Scope> open = OPEN.get();
        if (open.peek() != this) {
            throw new IllegalStateException("a scope that was opened later is still open: close that one first");
        }
        open.pop();
        closed = true;
        for (Tensor tensor : tensors) {
            if (tensor.scope() == this) {
                tensor.close();
            }
        }
        tensors.clear();
        gone = 0;
        Shared.releaseUnused();
    }

    static @Nullable Scope innermost() {
        return OPEN.get().peek();
    }

    void add(Tensor tensor) {
        if (gone > WORTH_SWEEPING && gone > tensors.size() / 2) {
            tensors.removeIf(each -> each.scope() != this);
            gone = 0;
        }
        tensors.add(tensor);
    }

    /** One of the tensors was closed or belongs to another scope from now on. */
    void remove() {
        gone++;
    }

    private void requireOpenHere() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException("the scope belongs to thread " + thread.getName() + ", not to thread "
                    + Thread.currentThread().getName());
        }
        if (closed) {
            throw new IllegalStateException("the scope is closed");
        }
    }
}
