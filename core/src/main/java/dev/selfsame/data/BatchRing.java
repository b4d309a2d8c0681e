package dev.selfsame.data;

import dev.selfsame.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Threads that fill batches ahead of one reader. Images are numbered through all batches; a worker takes the next
 * number, waits until the slot of its batch is free, and fills one position. Batches reach the reader in order. Workers
 * never wait for each other, and run ahead as far as there are slots.
 */
final class BatchRing implements AutoCloseable {
    private static final long CLOSE_MILLIS = 10_000;

    /** Fills one position of a slot. */
    interface Filler {
        void fill(Slot slot, int position);
    }

    private final int batchSize;
    private final long images;
    private final Filler filler;
    private final Slot[] slots;
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong firstError = new AtomicLong(Long.MAX_VALUE);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Condition filled = lock.newCondition();
    private volatile boolean closed;
    private final AtomicLong waitedNanos = new AtomicLong();
    private long nextBatch;

    /**
     * Starts the workers.
     *
     * @param images how many images there are in all batches; the last batch holds what is left over
     */
    BatchRing(int workers, int slotCount, ViewLayout layout, long images, Filler filler) {
        this.batchSize = layout.batchSize();
        this.images = images;
        this.filler = filler;
        this.slots = allocate((int) Math.min(slotCount, (images - 1) / batchSize + 1), layout);
        for (int i = 0; i < slots.length; i++) {
            slots[i].prepare(i, count(i));
        }
        for (int i = 1; i <= workers; i++) {
            Thread worker = new Thread(this::work, "selfsame-loader-" + i);
            worker.setDaemon(true);
            this.workers.add(worker);
        }
        this.workers.forEach(Thread::start);
    }

    private static Slot[] allocate(int slotCount, ViewLayout layout) {
        try {
            Slot[] slots = new Slot[slotCount];
            for (int i = 0; i < slotCount; i++) {
                slots[i] = new Slot(layout);
            }
            return slots;
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "no native memory for %d batches of %d MiB: make the batch or the number of prefetched "
                                    + "batches smaller, or raise -XX:MaxDirectMemorySize (by default it is -Xmx)",
                            slotCount,
                            layout.bytes() >> 20),
                    e);
        }
    }

    /** How many images the batch holds. */
    int count(long batch) {
        return (int) Math.max(0, Math.min(batchSize, images - batch * batchSize));
    }

    /** The next batch, full, to be given back by {@link #release}; null behind the last one. For one thread. */
    @Nullable
    Slot take() throws InterruptedException {
        if (count(nextBatch) == 0) {
            return null;
        }
        Slot slot = slots[(int) (nextBatch % slots.length)];
        long start = System.nanoTime();
        lock.lockInterruptibly();
        try {
            while (!closed && (slot.batch() != nextBatch || !slot.full())) {
                filled.await();
            }
        } finally {
            lock.unlock();
            waitedNanos.addAndGet(System.nanoTime() - start);
        }
        if (closed) {
            throw new IllegalStateException("the loader is closed");
        }
        nextBatch++;
        return slot;
    }

    /** Gives a slot back for a later batch. */
    void release(Slot slot) {
        long batch = slot.batch() + slots.length;
        lock.lock();
        try {
            slot.prepare(batch, count(batch));
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds that {@link #take} has taken so far. */
    long waitedNanos() {
        return waitedNanos.get();
    }

    private void work() {
        Threads.keepToItself(); // the other workers are there for the other cores
        while (!closed) {
            long number = next.getAndIncrement();
            if (number >= images) {
                return;
            }
            long batch = number / batchSize;
            Slot slot = slots[(int) (batch % slots.length)];
            if (!awaitFree(slot, batch)) {
                return;
            }
            int position = (int) (number % batchSize);
            // Nobody will read what lies behind an error.
            if (number < firstError.get()) {
                try {
                    filler.fill(slot, position);
                } catch (Throwable e) { // whatever it is, the reader gets it
                    slot.fail(position, e);
                    firstError.accumulateAndGet(number, Math::min);
                }
            }
            if (slot.done()) {
                lock.lock();
                try {
                    filled.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private boolean awaitFree(Slot slot, long batch) {
        if (slot.batch() != batch) {
            lock.lock();
            try {
                while (!closed && slot.batch() != batch) {
                    freed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
        return !closed;
    }

    /** Tells the workers to end, and whoever waits for a batch that there is none; does not wait for them. */
    void stop() {
        lock.lock();
        try {
            closed = true;
            freed.signalAll();
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the workers, each after the image in hand. They are not interrupted: that would close a file which other
     * loaders read through the same source.
     */
    @Override
    public void close() {
        stop();
        long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        try {
            for (Thread worker : workers) {
                worker.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
