package dev.selfsame.lab;

import dev.selfsame.method.Recipe;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Flips;
import dev.selfsame.view.Jitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Claims about what happens if one augmentation is left out at a time. Both views are made alike here. No baseline has blur
 * that could be left out, since the recipes {@code cifar10} of these methods have none.
 */
final class AugmentationClaims {
    private static final String ALL = "all";
    private static final double COSTS = 0.05;

    private static final double GREY = 0.2;

    /** Half of the second view's in the papers, which solarize no first view: these are made alike. */
    private static final double SOLARIZED = 0.1;

    private static final Flips NONE = new Flips(0, 0, 0);

    private AugmentationClaims() {}

    static Claim barlow() {
        return claim(
                "barlow-augmentations",
                "Barlow Twins is sensitive to its augmentations: leaving one out costs much.",
                "Zbontar et al. 2021 (arXiv:2103.03230, figure 3): as sensitive as SimCLR, unlike BYOL.",
                LabRecipes::barlow,
                size -> LabRecipes.barlowViews(size).withSolarize(SOLARIZED),
                true);
    }

    static Claim simclr() {
        return claim(
                "simclr-augmentations",
                "SimCLR is sensitive to its augmentations: leaving one out costs much.",
                "The tutorial, after Chen et al. 2020 (arXiv:2002.05709, figure 5).",
                LabRecipes::simclr,
                size -> LabRecipes.alike(size, Jitter.SIMCLR, 0.5, GREY),
                true);
    }

    static Claim byol() {
        return claim(
                "byol-augmentations",
                "BYOL is robust to its augmentations: leaving one out costs little.",
                "The tutorial, after Grill et al. 2020 (arXiv:2006.07733, figure 3b).",
                LabRecipes::byol,
                size -> LabRecipes.alike(size, Jitter.BYOL, 1, GREY).withSolarize(SOLARIZED),
                false);
    }

    private static Claim claim(
            String name,
            String statement,
            String source,
            Function<LabSize, Recipe> recipe,
            Function<LabSize, AlikeViews> views,
            boolean sensitive) {
        String costs =
                "some variant, with one augmentation left out or crop and flip alone, costs at least 5 points of kNN";
        return new Claim(
                name,
                statement,
                source,
                size -> variants(recipe.apply(size), views.apply(size)),
                new Rule(
                        sensitive
                                ? "Held where " + costs + "; did not hold where none does."
                                : "Did not hold where " + costs + "; held where none does.",
                        numbers -> judge(numbers, sensitive)),
                List.of(Drawings.bars()));
    }

    private static List<Variant> variants(Recipe recipe, AlikeViews all) {
        List<Variant> variants = new ArrayList<>();
        add(variants, ALL, recipe, all);
        add(variants, "no crop", recipe, all.withMinScale(1));
        add(variants, "no flip", recipe, all.withFlips(NONE));
        add(variants, "no colour jitter", recipe, all.withStrength(0));
        add(variants, "no grayscale", recipe, all.withGrayscale(0));
        if (all.solarize() > 0) {
            add(variants, "no solarizing", recipe, all.withSolarize(0));
        }
        AlikeViews cropAlone = all.withStrength(0).withGrayscale(0).withSolarize(0);
        add(variants, "crop and flip alone", recipe, cropAlone);
        return variants;
    }

    private static void add(List<Variant> variants, String name, Recipe recipe, AlikeViews views) {
        variants.add(new Variant(name, recipe.withViews(views)));
    }

    static Judgement judge(Numbers numbers, boolean sensitive) {
        Verdict costly = Verdict.DID_NOT_HOLD;
        List<String> losses = new ArrayList<>();
        for (String variant : numbers.variants()) {
            if (!variant.equals(ALL)) {
                Estimate loss = numbers.difference(ALL, variant);
                costly = costly.or(Verdict.above(loss, COSTS));
                losses.add(variant + " costs " + loss.points());
            }
        }
        return new Judgement(
                numbers.whereLearned(sensitive ? costly : costly.not()),
                "with " + numbers.said(ALL) + "; " + String.join(", ", losses));
    }
}
