package dev.selfsame.train;

import dev.selfsame.data.LoadedBatch;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loaded batches as tensors, without copying on the processor: pixels share the loader's memory until its release. */
final class Batches {
    private Batches() {}

    static Batch of(LoadedBatch loaded, Views views, Device device) {
        int n = loaded.size();
        int channels = views.normalize().channels();
        List<View> seen = new ArrayList<>();
        for (int view = 0; view < views.count(); view++) {
            int side = views.size(view);
            Tensor pixels = Tensor.wrap(loaded.view(view), DType.FLOAT32, n, side, side, channels)
                    .permute(0, 3, 1, 2); // [N, C, H, W], channels last in memory
            seen.add(View.of(device.equals(Device.CPU) ? pixels : pixels.to(device)));
        }
        return new Batch(seen, Tensor.of(loaded.indices(), n), labels(loaded.labels()));
    }

    private static @Nullable Tensor labels(long[] labels) {
        for (long label : labels) {
            if (label < 0) {
                return null;
            }
        }
        return Tensor.of(labels, labels.length);
    }
}
