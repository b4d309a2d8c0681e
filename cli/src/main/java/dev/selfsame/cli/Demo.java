package dev.selfsame.cli;

import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the demo measures: whether nearest neighbours are of one class, before and after training. */
final class Demo {
    private static final long SEED = 1;

    private final DemoPlan plan;

    Demo(DemoPlan plan) {
        this.plan = plan;
    }

    /** kNN top-1 of raw pixels, of an untrained encoder and of the trained one, in this order, by name. */
    Map<String, Double> measure(Path run, Path embeddings) throws IOException {
        Map<String, Double> top1 = new LinkedHashMap<>();
        try (Encoder trained = Encoder.load(run)) {
            RawPixels pixels = new RawPixels(trained.channels(), trained.view().size());
            try (Encoder raw = Encoder.of(pixels, trained.view(), Origin.untrained(SEED), EncoderConfig.DEFAULT)) {
                top1.put("raw pixels", top1(raw.embed(plan.train()), raw.embed(plan.test())));
            }
            try (Encoder untrained = Encoder.untrained(run, SEED, EncoderConfig.DEFAULT)) {
                top1.put("untrained encoder", top1(untrained.embed(plan.train()), untrained.embed(plan.test())));
            }
            Embeddings test = trained.embed(plan.test());
            test.write(embeddings);
            top1.put("trained encoder", top1(trained.embed(plan.train()), test));
        }
        return top1;
    }

    private double top1(Embeddings train, Embeddings test) {
        int k = Math.min(plan.neighbours(), train.size());
        try (Labelled known = Labelled.of(train, plan.train().classes());
                Labelled asked = Labelled.of(test, plan.test().classes())) {
            return new Knn(k, Knn.DEFAULT.temperature()).evaluate(known, asked).top1();
        }
    }
}
