package dev.selfsame.tensor;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which thread may use a thing: the one that made it; after a hand-over, the first that uses it. */
final class Confinement {
    private final String thing;

    /** Null between hand-over and first use. */
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>(Thread.currentThread());

    /** Of what it is in words, such as {@code tensor}. */
    Confinement(String thing) {
        this.thing = thing;
    }

    /** Lets the next thread that uses the thing own it. */
    void handOver() {
        owner.set(null);
    }

    /** Whether this thread owns the thing. */
    boolean isHere() {
        return owner.get() == Thread.currentThread();
    }

    /** Takes a thing that was handed over; refuses one of another thread. */
    void require(String operation) {
        Thread here = Thread.currentThread();
        Thread holder = owner.get();
        if (holder == here || (holder == null && owner.compareAndSet(null, here))) {
            return;
        }
        throw new IllegalStateException(operation + ": the " + thing + " belongs to " + this + ", not to thread "
                + here.getName() + "; handOver() passes it on");
    }

    @Override
    public String toString() {
        Thread holder = owner.get();
        return holder == null ? "the next thread that uses it" : "thread " + holder.getName();
    }
}
