package dev.selfsame.train;

import dev.selfsame.data.EvaluationLoader;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;

/** Measures an encoder by kNN between steps; changes nothing of it. */
final class Probe {
    private static final int BATCH = 256;

    private final ImageSource train;
    private final ImageSource test;
    private final RunSettings settings;
    private final Views views;

    Probe(ImageSource train, ImageSource test, Configuration configuration) {
        this.train = train;
        this.test = test;
        this.settings = configuration.run();
        this.views = EvaluationView.of(configuration.recipe().views().size(0));
    }

    /** The share of test images whose class the neighbours among the train images name: 0–1. */
    double measure(Backbone encoder) {
        encoder.training(false);
        try (Labelled bank = features(encoder, train);
                Labelled queries = features(encoder, test)) {
            int k = Math.min(settings.probe().k(), bank.size());
            return new Knn(k, settings.probe().temperature())
                    .evaluate(bank, queries)
                    .top1();
        }
    }

    private Labelled features(Backbone encoder, ImageSource source) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (EvaluationLoader loader = EvaluationLoader.open(source, views, BATCH, settings.workers(), new Skipped());
                NoGrad guard = new NoGrad()) {
            for (LoadedBatch loaded = loader.next(); loaded != null; loaded = loader.next()) {
                try (Scope scope = new Scope()) {
                    Tensor pixels = loaded.tensors().view(0).to(settings.device());
                    float[] flat = forward(encoder, pixels).toFloats();
                    int d = encoder.features();
                    for (int i = 0; i < loaded.size(); i++) {
                        rows.add(java.util.Arrays.copyOfRange(flat, i * d, (i + 1) * d));
                        labels.add((int) loaded.labels()[i]);
                    }
                } finally {
                    loaded.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException("the probe was interrupted", e);
        }
        return Labelled.of(
                rows.toArray(new float[0][]),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private Tensor forward(Backbone encoder, Tensor pixels) {
        if (settings.precision() != Precision.BF16) {
            return encoder.forward(pixels);
        }
        try (Autocast cast = Autocast.to(DType.BFLOAT16, settings.device())) {
            return encoder.forward(pixels);
        }
    }
}
