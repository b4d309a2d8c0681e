package dev.selfsame.lab;

import dev.selfsame.method.BarlowTwins;
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
    private static final List<Double> LAMBDAS = List.of(0.005, 0.015, LabRecipes.LAMBDA, 0.15, 0.5);
    private static final List<Integer> DIMENSIONS = List.of(16, 64, 256, 1024);
    private static final double POINTS = 0.03;

    private BarlowClaims() {}

    static Claim withoutBatchNorm() {
        return new Claim(
                "barlow-without-batchnorm",
                "Barlow Twins needs no batch normalisation in its networks to avoid collapse.",
                "The tutorial, after Zbontar et al. 2021 (arXiv:2103.03230, table 2). The loss itself still divides each"
                        + " feature by its deviation over the batch.",
                BarlowClaims::norms,
                new Rule(
                        "Held where without any norm no seed collapses (spread under 0.1, or effective rank under 1.2);"
                                + " did not hold where every seed does.",
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
        BarlowVariant config = new BarlowVariant(size.hidden(), 4 * size.out(), LabRecipes.LAMBDA, norm);
        return new Variant(
                name,
                LabRecipes.recipe(size, config, LabRecipes.byolViews(size))
                        .withBackbone(LabRecipes.backbone(size, norm, standardized)));
    }

    static Judgement judgeNorms(Numbers numbers) {
        String spreads = String.join(
                ", ",
                numbers.of(NONE).stream()
                        .map(run ->
                                String.format(Locale.ROOT, "%.2f", run.last().spread()))
                        .toList());
        return new Judgement(
                numbers.collapsed(NONE).not(),
                "without any norm the spread ends at " + spreads + " (1 is ideal, 0 collapsed); kNN is "
                        + numbers.knn(NONE).percent() + ", with batch norm "
                        + numbers.knn(BATCH).percent() + ", before training "
                        + numbers.untrained().percent());
    }

    static Claim lambda() {
        List<String> names = LAMBDAS.stream().map(BarlowClaims::lambda).toList();
        return new Claim(
                "barlow-lambda",
                "Barlow Twins is not sensitive to λ, the weight of redundancy: a tenth and ten times of it do nearly as well.",
                "Zbontar et al. 2021 (arXiv:2103.03230, section 4 and figure 5), round 0.005 at 8,192 features; the same balance"
                        + " of both terms at the 512 features here is 0.08.",
                BarlowClaims::lambdas,
                new Rule(
                        "Held where λ 0.005 and λ 0.5 both lose less than 5 points of kNN against λ 0.05; did not hold where"
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
            variants.add(new Variant(
                    lambda(lambda),
                    LabRecipes.recipe(
                            size,
                            new BarlowTwins.Config(size.hidden(), 4 * size.out(), 2, lambda, 1, true),
                            LabRecipes.byolViews(size))));
        }
        return variants;
    }

    static Judgement judgeLambdas(Numbers numbers) {
        String middle = lambda(LabRecipes.LAMBDA);
        Estimate low = numbers.difference(middle, lambda(LAMBDAS.get(0)));
        Estimate high = numbers.difference(middle, lambda(LAMBDAS.get(LAMBDAS.size() - 1)));
        return new Judgement(
                Verdict.above(low, 0.05).or(Verdict.above(high, 0.05)).not(),
                numbers.said(middle) + "; λ 0.005 loses " + low.points() + ", λ 0.5 " + high.points());
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
            variants.add(new Variant(
                    barlow(String.valueOf(out)),
                    LabRecipes.recipe(
                            size,
                            new BarlowTwins.Config(size.hidden(), out, 2, LabRecipes.LAMBDA, 1, true),
                            LabRecipes.byolViews(size))));
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
                Verdict.above(more, POINTS),
                "from 64 to 1,024 dimensions Barlow Twins gains " + gain.points() + ", SimCLR " + other.points());
    }
}
