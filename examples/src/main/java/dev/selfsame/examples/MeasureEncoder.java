package dev.selfsame.examples;

import dev.selfsame.data.ImageSource;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.evaluate.FewShot;
import dev.selfsame.evaluate.Finetune;
import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.evaluate.LinearProbe;
import dev.selfsame.evaluate.LogisticRegression;
import dev.selfsame.evaluate.Retrieval;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Pretrained;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How good an encoder is, by every protocol. */
public final class MeasureEncoder {
    private MeasureEncoder() {}

    /** By frozen features, which are computed once. Shares of 1, but for the rank. */
    public static Map<String, Double> measure(Encoder encoder, ImageSource train, ImageSource test) throws IOException {
        Map<String, Double> measured = new LinkedHashMap<>();
        Embeddings known = encoder.embed(train);
        try (Labelled learned = Labelled.of(known, train.classes());
                Labelled asked = Labelled.of(encoder.embed(test), train.classes());
                Tensor rows = known.tensor()) {
            measured.put("knn", new Knn(20, 0.1).evaluate(learned, asked).top1());
            measured.put(
                    "linear", LinearProbe.standard(1).evaluate(learned, asked).top1());
            measured.put(
                    "logistic",
                    LogisticRegression.standard(1).evaluate(learned, asked).top1());
            measured.put("5 shots", FewShot.of(5, 1).evaluate(learned, asked).centroidTop1());
            measured.put(
                    "mean average precision", Retrieval.evaluate(learned, asked).map());
            measured.put("effective rank", Collapse.effectiveRank(rows));
        }
        return measured;
    }

    /** By training on with a tenth of the labels, from the encoder's weights and, to compare, from scratch. */
    public static Map<String, Double> finetune(Path weights, ImageSource train, ImageSource test, int epochs)
            throws IOException {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (boolean scratch : new boolean[] {false, true}) {
            Pretrained network = Pretrained.read(weights);
            Finetune tenth =
                    Finetune.standard(network, scratch, 1).withLabels(0.1).withEpochs(epochs);
            measured.put(
                    scratch ? "from scratch" : "pretrained",
                    tenth.evaluate(network, train, test).top1());
        }
        return measured;
    }
}
