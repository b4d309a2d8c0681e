package dev.selfsame.lab;

import dev.selfsame.method.SimClr;
import dev.selfsame.nn.NormKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Claims about Barlow Twins' norm, its weight of redundancy and its width. */
final class BarlowClaims {
    private static final String BATCH = "batch norm";
    private static final String NONE = "no norm";
    private static final List<Double> LAMBDAS = List.of(0.002, 0.006, LabRecipes.LAMBDA, 0.06, 0.2);
    private static final List<Integer> DIMENSIONS = List.of(16, 64, 256, 1024);
    private static final double POINTS = 0.03;
    private static final double COLLAPSED = 0.9;
    /** Lines of the metrics that an end is the mean of: 50 steps. */
    private static final int LINES = 5;

    private BarlowClaims() {}

    static Claim withoutBatchNorm() {
        return new Claim(
                "barlow-without-batchnorm",
                "Barlow Twins needs no batch normalisation in its networks to avoid collapse.",
                "The tutorial, after Zbontar et al. 2021 (arXiv:2103.03230, table 2). The loss itself still divides each"
                        + " feature by its deviation over the batch.",
                BarlowClaims::norms,
                new Rule(
                        "Held where without any norm the loss of a feature, over the last 50 steps, ends below 0.9 with every"
                                + " seed; did not hold where it does with none. A network that says the same of all images has 1."
                                + " Spread and rank are of embeddings without the mean of their batch, which this loss takes"
                                + " away, and so higher than those of the other claims.",
                        BarlowClaims::judgeNorms),
                List.of(Drawings.bars(), Drawings.overTime()));
    }

    private static List<Variant> norms(LabSize size) {
        return List.of(
                normed(size, BATCH, NormKind.BATCH, false),
                normed(size, NONE, NormKind.NONE, false),
                normed(size, "group norm, standardised weights", NormKind.GROUP, true),
                normed(size, "layer norm", NormKind.LAYER, false));
    }

    private static Variant normed(LabSize size, String name, NormKind norm, boolean standardized) {
        BarlowVariant config = new BarlowVariant(size.hidden(), size.out(), LabRecipes.LAMBDA, norm);
        return new Variant(
                name,
                LabRecipes.recipe(size, config, LabRecipes.barlowViews(size))
                        .withBackbone(LabRecipes.backbone(size, norm, standardized)));
    }

    static Judgement judgeNorms(Numbers numbers) {
        List<Double> losses =
                numbers.of(NONE).stream().map(BarlowClaims::lastLoss).toList();
        long agreeing = losses.stream().filter(loss -> loss < COLLAPSED).count();
        Verdict held =
                agreeing == losses.size() ? Verdict.HELD : agreeing == 0 ? Verdict.DID_NOT_HOLD : Verdict.UNDECIDED;
        return new Judgement(
                held,
                "without any norm the loss of a feature ends at " + said(losses) + ", with batch norm at "
                        + said(numbers.of(BATCH).stream()
                                .map(BarlowClaims::lastLoss)
                                .toList())
                        + " (1 is a collapse); kNN is " + numbers.knn(NONE).percent() + ", with batch norm "
                        + numbers.knn(BATCH).percent() + ", before training "
                        + numbers.untrained().percent());
    }

    /** The mean of the last lines of the metrics; infinite where the loss was not finite. */
    private static double lastLoss(Measured run) {
        if (!run.failure().isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        List<Moment> moments = run.moments();
        return moments.subList(Math.max(0, moments.size() - LINES), moments.size()).stream()
                .mapToDouble(Moment::loss)
                .average()
                .orElse(Double.NaN);
    }

    private static String said(List<Double> losses) {
        return String.join(
                ", ",
                losses.stream()
                        .map(loss -> String.format(Locale.ROOT, "%.2f", loss))
                        .toList());
    }

    static Claim lambda() {
        List<String> names = LAMBDAS.stream().map(BarlowClaims::lambda).toList();
        return new Claim(
                "barlow-lambda",
                "Barlow Twins is not sensitive to λ, the weight of redundancy: a tenth and ten times of it do nearly as well.",
                "Zbontar et al. 2021 (arXiv:2103.03230, section 4 and figure 5), round 0.005 at 8,192 features.",
                BarlowClaims::lambdas,
                new Rule(
                        "Held where λ 0.002 and λ 0.2 both lose less than 5 points of kNN against λ 0.02; did not hold where"
                                + " one loses more.",
                        BarlowClaims::judgeLambdas),
                List.of(Drawings.curve("λ", Map.of("Barlow Twins", names), names)));
    }

    private static String lambda(double lambda) {
        return "λ " + lambda;
    }

    private static List<Variant> lambdas(LabSize size) {
        List<Variant> variants = new ArrayList<>();
        for (double lambda : LAMBDAS) {
            variants.add(new Variant(lambda(lambda), LabRecipes.barlow(size, size.out(), lambda)));
        }
        return variants;
    }

    static Judgement judgeLambdas(Numbers numbers) {
        String middle = lambda(LabRecipes.LAMBDA);
        Estimate low = numbers.difference(middle, lambda(LAMBDAS.get(0)));
        Estimate high = numbers.difference(middle, lambda(LAMBDAS.get(LAMBDAS.size() - 1)));
        return new Judgement(
                numbers.whereLearned(
                        Verdict.above(low, 0.05).or(Verdict.above(high, 0.05)).not()),
                numbers.said(middle) + "; λ 0.002 loses " + low.points() + ", λ 0.2 " + high.points());
    }

    static Claim dimensions() {
        List<String> labels = DIMENSIONS.stream().map(String::valueOf).toList();
        Map<String, List<String>> series = new LinkedHashMap<>();
        series.put("Barlow Twins", labels.stream().map(BarlowClaims::barlow).toList());
        series.put("SimCLR", labels.stream().map(BarlowClaims::simclr).toList());
        return new Claim(
                "dimensions",
                "Barlow Twins gains from a wider projector output, far beyond where SimCLR stops gaining.",
                "The tutorial, after Zbontar et al. 2021 (arXiv:2103.03230, figure 4).",
                BarlowClaims::widths,
                new Rule(
                        "Held where from 64 to 1,024 dimensions Barlow Twins gains at least 3 points more of kNN than SimCLR"
                                + " does; did not hold where it gains less than that.",
                        BarlowClaims::judgeWidths),
                List.of(Drawings.curve("dimensions of the projector's output", series, labels)));
    }

    private static String barlow(String dimensions) {
        return "Barlow Twins, " + dimensions;
    }

    private static String simclr(String dimensions) {
        return "SimCLR, " + dimensions;
    }

    private static List<Variant> widths(LabSize size) {
        List<Variant> variants = new ArrayList<>();
        for (int out : DIMENSIONS) {
            variants.add(new Variant(barlow(String.valueOf(out)), LabRecipes.barlow(size, out, LabRecipes.LAMBDA)));
        }
        for (int out : DIMENSIONS) {
            variants.add(new Variant(
                    simclr(String.valueOf(out)),
                    LabRecipes.recipe(
                            size,
                            new SimClr.Config(size.hidden(), out, 2, LabRecipes.TEMPERATURE),
                            LabRecipes.simclrViews(size))));
        }
        return variants;
    }

    static Judgement judgeWidths(Numbers numbers) {
        Estimate gain = numbers.difference(barlow("1024"), barlow("64"));
        Estimate other = numbers.difference(simclr("1024"), simclr("64"));
        Estimate more = numbers.differenceOfDifferences(barlow("1024"), barlow("64"), simclr("1024"), simclr("64"));
        return new Judgement(
                numbers.whereLearned(Verdict.above(more, POINTS)),
                "from 64 to 1,024 dimensions Barlow Twins gains " + gain.points() + ", SimCLR " + other.points());
    }
}
