package dev.selfsame.view;

import dev.selfsame.image.BoxBlur;
import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Resampling;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.testing.Shared;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Prints how long views take on one thread, in processor time; not a test. */
public final class ViewTiming {
    private ViewTiming() {}

    /** Runs on the shared images. */
    public static void main(String[] args) throws Exception {
        List<byte[]> small = files(Shared.cifar10().resolve("test"), 200);
        List<byte[]> large = files(Shared.photos(), 100);
        List<Pixels> smallPixels = decode(small);
        List<Pixels> largePixels = decode(large);
        time("decode 32 x 32", 4000, i -> read(small.get(i % small.size())));
        time("decode photo", 200, i -> read(large.get(i % large.size())));
        views("SimCLR 32, no blur", smallPixels, SimClrViews.of(32).withBlur(0).withStrength(0.5), 4000);
        views("SimCLR 32, no blur, strength 1", smallPixels, SimClrViews.of(32).withBlur(0), 4000);
        views("SimCLR 32, blur", smallPixels, SimClrViews.of(32), 4000);
        views("SimCLR 224", largePixels, SimClrViews.of(224), 200);
        views("BYOL 224", largePixels, ByolViews.of(224), 200);
        views("BYOL 224 bicubic", largePixels, ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), 200);
        views("evaluation 224", largePixels, EvaluationView.of(224), 200);
        for (List<Pixels> all : List.of(smallPixels, largePixels)) {
            Pixels one = all.get(7);
            int runs = all == smallPixels ? 20_000 : 200;
            int side = all == smallPixels ? 32 : 224;
            Pixels seen = Resampling.resize(one, side, side, Interpolation.BILINEAR);
            time(
                    side + " resize, bilinear",
                    runs,
                    i -> Resampling.resizedCrop(
                            one, 1, 2, one.width() - 3, one.height() - 3, side, side, Interpolation.BILINEAR));
            time(
                    side + " resize, bicubic",
                    runs,
                    i -> Resampling.resizedCrop(
                            one, 1, 2, one.width() - 3, one.height() - 3, side, side, Interpolation.BICUBIC));
            time(side + " brightness", runs, i -> ColorOperations.brightness(seen, 1.2));
            time(side + " contrast", runs, i -> ColorOperations.contrast(seen, 1.2));
            time(side + " saturation", runs, i -> ColorOperations.saturation(seen, 1.2));
            time(side + " hue", runs, i -> ColorOperations.hue(seen, 0.07));
            time(side + " grayscale", runs, i -> ColorOperations.grayscale(seen));
            time(side + " blur", runs, i -> BoxBlur.gaussian(seen, 1.1));
            FloatBuffer out = buffer(side);
            time(side + " normalise", runs, i -> Normalize.IMAGENET.write(Planes.of(seen), out, 0));
        }
    }

    private static FloatBuffer buffer(int side) {
        return ByteBuffer.allocateDirect(side * side * 12)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static void views(String name, List<Pixels> images, Views views, int runs) {
        FloatBuffer out = buffer(views.size(0));
        time(name, runs, i -> {
            int image = i % images.size();
            int view = i % views.count();
            views.render(images.get(image), view, Draws.of(1, Stream.VIEWS, i, image, view), out, 0);
        });
    }

    /** The best of seven rounds, after three to warm up. */
    private static void time(String name, int runs, IntConsumer work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < runs; i++) {
                work.accept(round * runs + i);
            }
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            if (round > 2) {
                best = Math.min(best, used / 1e3 / runs);
            }
        }
        System.out.printf("%-32s %8.1f µs%n", name, best);
    }

    private static Pixels read(byte[] bytes) {
        try {
            return ImageDecoder.decode(bytes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Pixels> decode(List<byte[]> files) {
        return files.stream().map(ViewTiming::read).toList();
    }

    private static List<byte[]> files(Path folder, int count) throws Exception {
        List<byte[]> result = new ArrayList<>();
        try (var paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(Files::isRegularFile).sorted().limit(count).toList()) {
                result.add(Files.readAllBytes(path));
            }
        }
        return result;
    }
}
