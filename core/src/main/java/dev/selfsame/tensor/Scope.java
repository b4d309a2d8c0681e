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

    private final Thread thread = Thread.currentThread();
    private final List<Tensor> tensors = new ArrayList<>();
    private boolean closed;

    /** Opens a scope on this thread. */
    public Scope() {
        OPEN.get().push(this);
    }

    /** Hands a tensor out: it now belongs to the scope round this one, or to the caller where there is none. */
    public Tensor keep(Tensor tensor) {
        requireOpenHere();
        tensor.requireUsable("keep");
        if (tensor.scope() == this) {
            Scope outer = null;
            boolean found = false;
            for (Scope scope : OPEN.get()) { // innermost first
                if (found) {
                    outer = scope;
                    break;
                }
                found = scope == this;
            }
            tensor.moveTo(outer);
        }
        return tensor;
    }

    /** The number of tensors that would close with this scope now. */
    public int size() {
        int size = 0;
        for (Tensor tensor : tensors) {
            if (tensor.scope() == this && !tensor.isClosed()) {
                size++;
            }
        }
        return size;
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
    }

    static @Nullable Scope innermost() {
        return OPEN.get().peek();
    }

    void add(Tensor tensor) {
        tensors.add(tensor);
    }

    private void requireOpenHere() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException("the scope belongs to thread " + thread.getName() + ", not to "
                    + Thread.currentThread().getName());
        }
        if (closed) {
            throw new IllegalStateException("the scope is closed");
        }
    }
}
