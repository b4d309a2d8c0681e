package dev.selfsame.benchmarks.ours;

import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.KnnResult;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Classification by nearest neighbours, k 200 and temperature 0.1; row {@code i} has the class {@code i % 10}.
 *
 * <pre>java … KnnSpeed BANK.f32 QUERIES.f32 DIMENSIONS SECONDS</pre>
 *
 * Once over to warm up, then again and again until so many seconds have passed.
 */
public final class KnnSpeed {
    private static final int CLASSES = 10;

    private KnnSpeed() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Told.usage(arguments, 4, "KnnSpeed BANK.f32 QUERIES.f32 DIMENSIONS SECONDS");
        int dimensions = Integer.parseInt(arguments[2]);
        double wanted = Double.parseDouble(arguments[3]);
        Threads.set(Runtime.getRuntime().availableProcessors());
        try (Scope scope = new Scope();
                Labelled bank = rows(Path.of(arguments[0]), dimensions);
                Labelled queries = rows(Path.of(arguments[1]), dimensions)) {
            KnnResult result = Knn.DEFAULT.evaluate(bank, queries);
            long classified = 0;
            long since = System.nanoTime();
            double passed;
            do {
                result = Knn.DEFAULT.evaluate(bank, queries);
                classified += queries.size();
                passed = (System.nanoTime() - since) / 1e9;
            } while (passed < wanted);
            new Told(classified, passed)
                    .and("bank", bank.size())
                    .and("queries", queries.size())
                    .and("top1", result.top1())
                    .print();
        }
    }

    private static Labelled rows(Path file, int dimensions) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(Math.toIntExact(channel.size())).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is there
            }
            bytes.flip();
            int n = bytes.remaining() / Float.BYTES / dimensions;
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = i % CLASSES;
            }
            return Labelled.of(Tensor.wrap(bytes, DType.FLOAT32, n, dimensions).copy(), labels, CLASSES);
        }
    }
}
