package dev.selfsame.lab;

import dev.selfsame.method.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Claims about the size of a batch. All runs see the same number of images, so larger batches make fewer steps, each with a
 * learning rate that grows with the root of the batch.
 */
final class BatchSizeClaims {
    private static final List<Integer> SIZES = List.of(16, 32, 64, 128, 256, 512);
    private static final List<String> NAMES =
            SIZES.stream().map(BatchSizeClaims::name).toList();
    private static final List<String> SMALL = NAMES.subList(0, 3);
    private static final List<String> LARGE = NAMES.subList(3, 6);
    private static final double MARGIN = 0.03;

    private BatchSizeClaims() {}

    static Claim barlow() {
        return claim(
                "barlow-batch-size",
                "Barlow Twins does not need large batches.",
                "The tutorial, after Zbontar et al. 2021 (arXiv:2103.03230, figure 2): nearly as good at 256 as at 2,048,"
                        + " where SimCLR loses.",
                LabRecipes::barlow,
                new Rule(
                        "Held where batches of 128 to 512 give on average at most 3 points of kNN more than batches of 16 to"
                                + " 64; did not hold where they give more.",
                        numbers -> new Judgement(
                                numbers.whereLearned(
                                        Verdict.above(gain(numbers), MARGIN).not()),
                                said(numbers))));
    }

    static Claim simclr() {
        return claim(
                "simclr-batch-size",
                "SimCLR needs large batches, which its negatives come from.",
                "The tutorial, after Chen et al. 2020 (arXiv:2002.05709, figure 9), for short runs with batches of 256 to"
                        + " 8,192.",
                LabRecipes::simclr,
                new Rule(
                        "Held where batches of 128 to 512 give on average at least 3 points of kNN more than batches of 16"
                                + " to 64; did not hold where they give less.",
                        numbers -> new Judgement(
                                numbers.whereLearned(Verdict.above(gain(numbers), MARGIN)), said(numbers))));
    }

    private static Claim claim(
            String name, String statement, String source, Function<LabSize, Recipe> recipe, Rule rule) {
        return new Claim(
                name,
                statement,
                source,
                size -> variants(size, recipe.apply(size)),
                rule,
                List.of(Drawings.curve(
                        "images in a batch",
                        Map.of("kNN", NAMES),
                        SIZES.stream().map(String::valueOf).toList())));
    }

    private static List<Variant> variants(LabSize size, Recipe recipe) {
        List<Variant> variants = new ArrayList<>();
        for (int batch : SIZES) {
            variants.add(new Variant(name(batch), recipe.withBatchSize(size.batch(batch))));
        }
        return variants;
    }

    private static String name(int batch) {
        return "batches of " + batch;
    }

    private static Estimate gain(Numbers numbers) {
        return numbers.difference(LARGE, SMALL);
    }

    private static String said(Numbers numbers) {
        return "batches of 128 to 512 give " + gain(numbers).points() + " more than those of 16 to 64; "
                + numbers.said(NAMES.get(0)) + ", " + numbers.said(NAMES.get(2)) + ", "
                + numbers.said(NAMES.get(5));
    }
}
