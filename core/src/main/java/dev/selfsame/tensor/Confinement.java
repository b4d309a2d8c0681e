package dev.selfsame.tensor;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which thread may use a tensor: the one that made it; after a hand-over, the first that uses it. */
final class Confinement {
    /** Null between hand-over and first use. */
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>(Thread.currentThread());

    /** Lets the next thread that uses the tensor own it. */
    void handOver() {
        owner.set(null);
    }

    /** Whether this thread owns the tensor. */
    boolean isHere() {
        return owner.get() == Thread.currentThread();
    }

    /** Takes a tensor that was handed over; refuses one of another thread. */
    void require(String operation) {
        Thread here = Thread.currentThread();
        Thread holder = owner.get();
        if (holder == here || (holder == null && owner.compareAndSet(null, here))) {
            return;
        }
        throw new IllegalStateException(operation + ": the tensor belongs to " + this + ", not to thread "
                + here.getName() + "; handOver() passes it on");
    }

    @Override
    public String toString() {
        Thread holder = owner.get();
        return holder == null ? "the next thread that uses it" : "thread " + holder.getName();
    }
}
