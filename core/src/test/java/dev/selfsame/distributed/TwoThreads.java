package dev.selfsame.distributed;

import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One of two replicas, each in a thread of its own with all that it makes, as they would be on two devices. What one sends is
 * part of the other's graph: a backward pass by one gives both their gradients.
 */
public record TwoThreads(int rank, Exchanger<Tensor> exchanger) implements Replicas {
    /** What both replicas make, by rank; work that fails ends both. */
    public static <T> List<T> run(Function<Replicas, T> work) {
        Exchanger<Tensor> exchanger = new Exchanger<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletionService<T> running = new ExecutorCompletionService<>(threads);
            Future<T> first = running.submit(() -> work.apply(new TwoThreads(0, exchanger)));
            Future<T> second = running.submit(() -> work.apply(new TwoThreads(1, exchanger)));
            running.take().get();
            running.take().get();
            return List.of(first.get(), second.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new IllegalStateException("a replica failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            end(threads);
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a replica goes on though the other failed");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The mean of what all replicas have, whose gradients each parameter has then on all of them. */
    public static double backward(Replicas replicas, Tensor own) {
        Tensor mean = replicas.sum(own).div((double) replicas.size());
        if (replicas.rank() == 0) {
            mean.backward();
        }
        replicas.sum(mean.detach()); // waits for it
        return mean.item();
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public Tensor gather(Tensor rows) {
        try (Tensor other = exchange(rows)) {
            return Tensor.cat(rank == 0 ? List.of(rows, other) : List.of(other, rows), 0);
        }
    }

    @Override
    public Tensor sum(Tensor values) {
        try (Tensor other = exchange(values)) {
            return values.add(other);
        }
    }

    private Tensor exchange(Tensor mine) {
        Tensor sent = mine.copy().handOver();
        try {
            return exchanger.exchange(sent, 2, TimeUnit.MINUTES);
        } catch (InterruptedException | TimeoutException e) {
            sent.close();
            throw new IllegalStateException("the other replica has failed", e);
        }
    }

    @Override
    public String toString() {
        return "replica " + rank + " of 2";
    }
}
