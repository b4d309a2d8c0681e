package dev.selfsame.lab;

import dev.selfsame.method.SimClr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Claims about contrastive learning: negatives and temperature. */
final class ContrastClaims {
    private static final List<Integer> NEGATIVES = List.of(1, 4, 16, 63);
    private static final List<Double> TEMPERATURES = List.of(0.05, 0.1, 0.2, 0.5, 1.0);
    private static final double POINTS = 0.03;

    private ContrastClaims() {}

    static Claim negatives() {
        List<String> names = NEGATIVES.stream().map(ContrastClaims::negatives).toList();
        return new Claim(
                "negatives",
                "Contrastive learning gains from many negatives.",
                "The tutorial, after van den Oord, Li and Vinyals 2018 (arXiv:1807.03748, section 2.3) and Chen et al. 2020"
                        + " (arXiv:2002.05709, figure 9).",
                ContrastClaims::fewer,
                new Rule(
                        "Held where 63 negatives, all of a batch of 64, give at least 3 points of kNN more than one; did not"
                                + " hold where they give less.",
                        ContrastClaims::judgeNegatives),
                List.of(Drawings.curve(
                        "negatives of each image",
                        Map.of("InfoNCE", names),
                        NEGATIVES.stream().map(String::valueOf).toList())));
    }

    private static String negatives(int number) {
        return number == 1 ? "1 negative" : number + " negatives";
    }

    private static List<Variant> fewer(LabSize size) {
        List<Variant> variants = new ArrayList<>();
        for (int number : NEGATIVES) {
            variants.add(new Variant(
                    negatives(number),
                    LabRecipes.recipe(
                            size,
                            new ContrastVariant(size.hidden(), size.out(), LabRecipes.TEMPERATURE, number),
                            LabRecipes.simclrViews(size))));
        }
        return variants;
    }

    static Judgement judgeNegatives(Numbers numbers) {
        Estimate gain = numbers.difference(negatives(63), negatives(1));
        return new Judgement(
                numbers.whereLearned(Verdict.above(gain, POINTS)),
                numbers.said(negatives(63)) + ", " + numbers.said(negatives(16)) + ", " + numbers.said(negatives(4))
                        + ", " + numbers.said(negatives(1)) + ": 63 give " + gain.points() + " more than one");
    }

    static Claim temperature() {
        List<String> names =
                TEMPERATURES.stream().map(ContrastClaims::temperature).toList();
        return new Claim(
                "temperature",
                "SimCLR's temperature matters: neither a high nor a very low one does as well as one between.",
                "The tutorial, after Chen et al. 2020 (arXiv:2002.05709, table 5) and Wang and Liu 2021 (arXiv:2012.09740).",
                ContrastClaims::temperatures,
                new Rule(
                        "Held where 0.2 gives at least 3 points of kNN more than both 0.05 and 1; did not hold where it does"
                                + " not for one of them.",
                        ContrastClaims::judgeTemperatures),
                List.of(Drawings.curve(
                        "temperature",
                        Map.of("SimCLR", names),
                        TEMPERATURES.stream().map(String::valueOf).toList())));
    }

    private static String temperature(double value) {
        return "temperature " + value;
    }

    private static List<Variant> temperatures(LabSize size) {
        List<Variant> variants = new ArrayList<>();
        for (double value : TEMPERATURES) {
            variants.add(new Variant(
                    temperature(value),
                    LabRecipes.recipe(
                            size,
                            new SimClr.Config(size.hidden(), size.out(), 2, value),
                            LabRecipes.simclrViews(size))));
        }
        return variants;
    }

    static Judgement judgeTemperatures(Numbers numbers) {
        Estimate low = numbers.difference(temperature(0.2), temperature(0.05));
        Estimate high = numbers.difference(temperature(0.2), temperature(1));
        return new Judgement(
                numbers.whereLearned(Verdict.above(low, POINTS).and(Verdict.above(high, POINTS))),
                numbers.said(temperature(0.2)) + "; 0.05 costs " + low.points() + ", 1.0 costs " + high.points());
    }
}
