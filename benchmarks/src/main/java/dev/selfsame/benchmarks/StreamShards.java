package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Pack;
import dev.selfsame.data.PackConfig;
import dev.selfsame.data.PackTarget;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.TarImages;
import dev.selfsame.natives.Natives;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Whether a large set of shards streams through the loader with flat memory. One shard of noisy JPEGs is made and linked
 * to as often as it takes, so that a set of 20 GB takes 70 MB on the disk. Fails where the process grows by
 * more than a tenth of its size after a tenth of the way.
 *
 * <pre>java -Xmx512m … dev.selfsame.benchmarks.StreamShards GIGABYTES [gz]</pre>
 */
public final class StreamShards {
    private static final int SIDE = 384;
    private static final int IMAGES = 400;
    private static final int BATCH = 50;
    private static final double MOST_GROWTH = 0.1;

    private StreamShards() {}

    /** Streams so many gigabytes; with {@code gz}, compressed shards. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1) {
            System.err.println("usage: StreamShards GIGABYTES [gz]");
            System.exit(2);
        }
        boolean grew;
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-shards")) {
            Path shard = shard(folder.path(), arguments.length > 1);
            int shards = (int) Math.max(2, Math.ceil(Double.parseDouble(arguments[0]) * 1e9 / Files.size(shard)));
            String name = shard.getFileName().toString();
            String suffix = name.substring(name.indexOf('.'));
            for (int i = 0; i < shards; i++) {
                Files.createSymbolicLink(folder.path().resolve(String.format("s-%06d%s", i, suffix)), shard);
            }
            grew = stream(
                    folder.path() + String.format("/s-{000000..%06d}%s", shards - 1, suffix),
                    Files.size(shard) / IMAGES);
        }
        System.exit(grew ? 1 : 0);
    }

    private static Path shard(Path folder, boolean compressed) throws IOException, InterruptedException {
        PackTarget target = PackTarget.of(folder.resolve("base%d.tar"));
        Pack.Watcher watcher = new Pack.Watcher() {
            @Override
            public void done(int images) {
                // it takes seconds
            }

            @Override
            public boolean stops() {
                return false;
            }
        };
        Pack.run(new NoiseImages(IMAGES, SIDE), target, PackConfig.ofImages(IMAGES), false, new Skipped(), watcher);
        if (!compressed) {
            return target.shard(0);
        }
        Path packed = folder.resolve("base0.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16)) {
            Files.copy(target.shard(0), out);
        }
        return packed;
    }

    /** True where the process grew. */
    private static boolean stream(String pattern, long bytesPerImage) throws IOException, InterruptedException {
        ImageSource source = TarImages.openShards(pattern);
        System.out.println(source.describe());
        int steps = Loader.stepsPerEpoch(source, BATCH);
        double after = 0;
        double most = 0;
        long since = System.nanoTime();
        try (Loader loader = Loader.open(
                source, EvaluationView.of(32), LoaderConfig.of(BATCH, 1).withCacheBytes(0))) {
            for (int step = 1; step <= steps; step++) {
                LoadedBatch batch = loader.next();
                batch.release();
                if (step == steps / 10) {
                    after = (double) Natives.residentSize();
                }
                most = step > steps / 10 ? Math.max(most, (double) Natives.residentSize()) : most;
                if (step % Math.max(1, steps / 20) == 0) {
                    System.out.printf(
                            "%5.1f GB in %.0f s: %.0f MiB resident%n",
                            (double) step * BATCH * bytesPerImage / 1e9,
                            (System.nanoTime() - since) / 1e9,
                            Natives.residentSize() / 1048576.0);
                }
            }
            System.out.printf(
                    "%d images, %d unreadable; from a tenth of the way on at most %+.1f %%%n",
                    (long) steps * BATCH, loader.skipped().count(), 100 * (most / after - 1));
        }
        return most > after * (1 + MOST_GROWTH);
    }
}
