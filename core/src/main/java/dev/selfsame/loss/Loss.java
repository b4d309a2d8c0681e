package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loss of one batch: named terms, each weighted as it counts, that add up to the total, and the embedding that the
 * collapse meter reads. Its tensors belong to the scope in which it was made.
 */
public final class Loss {
    private final Tensor total;
    private final Map<String, Tensor> terms;
    private final @Nullable Tensor embedding;
    private final @Nullable Tensor counterpart;
    private final @Nullable Tensor features;

    private Loss(
            Tensor total,
            Map<String, Tensor> terms,
            @Nullable Tensor embedding,
            @Nullable Tensor counterpart,
            @Nullable Tensor features) {
        this.total = total;
        this.terms = Collections.unmodifiableMap(terms);
        this.embedding = embedding;
        this.counterpart = counterpart;
        this.features = features;
    }

    /** A loss of one term. */
    public static Loss of(String term, Tensor value) {
        return of(Map.of(term, value));
    }

    /**
     * A loss of several terms, in the order of the map, weighted already: the total is their sum.
     *
     * @throws IllegalArgumentException where there are no terms or one isn't a single number
     */
    public static Loss of(Map<String, Tensor> terms) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a loss needs at least one term");
        }
        terms.forEach((name, value) -> {
            if (value.count() != 1) {
                throw new IllegalArgumentException("the term " + name + " must be one number, got " + value);
            }
        });
        return new Loss(sum(terms), new LinkedHashMap<>(terms), null, null, null);
    }

    /** The number to make small: a scalar with gradients. */
    public Tensor total() {
        return total;
    }

    /** The terms by name: scalars that add up to the total. */
    public Map<String, Tensor> terms() {
        return terms;
    }

    /** The embedding that the loss compares, view 0: [N, D] without gradients, or null where none was named. */
    public @Nullable Tensor embedding() {
        return embedding;
    }

    /** This loss with the embedding that the collapse meter shall read: [N, D]; gradients stop there. */
    public Loss withEmbedding(Tensor rows) {
        return new Loss(total, terms, rows.detach(), counterpart, features);
    }

    /**
     * What the same head, or its moving average, makes of another view of the same images: [N, D] as {@link #embedding},
     * without gradients, or null where none was named.
     */
    public @Nullable Tensor counterpart() {
        return counterpart;
    }

    /** This loss with another view's rows beside its embedding, row i of the same image as row i there: [N, D]. */
    public Loss withCounterpart(Tensor rows) {
        return new Loss(total, terms, embedding, rows.detach(), features);
    }

    /** The backbone's output, view 0: [N, features] without gradients, or null where none was named. */
    public @Nullable Tensor features() {
        return features;
    }

    /** This loss with the backbone's output that the collapse meter shall read too: [N, features]. */
    public Loss withFeatures(Tensor rows) {
        return new Loss(total, terms, embedding, counterpart, rows.detach());
    }

    /**
     * Both losses together: terms of one name are summed. Keeps this embedding with its counterpart, or the other's where
     * this has none.
     */
    public Loss add(Loss other) {
        Map<String, Tensor> joined = new LinkedHashMap<>(terms);
        other.terms.forEach((name, value) -> joined.merge(name, value, Tensor::add));
        return new Loss(
                sum(joined),
                joined,
                embedding != null ? embedding : other.embedding,
                embedding != null ? counterpart : other.counterpart,
                features != null ? features : other.features);
    }

    /** This loss, each term included, times a number. */
    public Loss mul(double scale) {
        Map<String, Tensor> scaled = new LinkedHashMap<>();
        terms.forEach((name, value) -> scaled.put(name, value.mul(scale)));
        return new Loss(sum(scaled), scaled, embedding, counterpart, features);
    }

    private static Tensor sum(Map<String, Tensor> terms) {
        return terms.values().stream().reduce(Tensor::add).orElseThrow();
    }

    /** The total and the terms, as numbers. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Loss ").append(total.item());
        if (terms.size() > 1) {
            terms.forEach(
                    (name, value) -> text.append(", ").append(name).append(' ').append(value.item()));
        }
        return text.toString();
    }
}
