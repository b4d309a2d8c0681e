package dev.selfsame.lab;

import dev.selfsame.method.Recipe;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Jitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Claims about what happens if one augmentation is left out at a time. Both views are made alike here; blur is left out for
 * all, as for all small images.
 */
final class AugmentationClaims {
    private static final String ALL = "all";
    private static final String NO_CROP = "no crop";
    private static final String NO_JITTER = "no colour jitter";
    private static final String NO_GRAYSCALE = "no grayscale";
    private static final String NO_SOLARIZE = "no solarizing";
    private static final String CROP_ALONE = "crop and flip alone";
    private static final double COSTS = 0.05;

    private AugmentationClaims() {}

    static Claim barlow() {
        return claim(
                "barlow-augmentations",
                "Barlow Twins is sensitive to its augmentations: leaving one out costs much.",
                "Zbontar et al. 2021 (arXiv:2103.03230, figure 3): as sensitive as SimCLR, unlike BYOL.",
                LabRecipes::barlow,
                Jitter.BYOL,
                1,
                true,
                true);
    }

    static Claim simclr() {
        return claim(
                "simclr-augmentations",
                "SimCLR is sensitive to its augmentations: leaving one out costs much.",
                "The tutorial, after Chen et al. 2020 (arXiv:2002.05709, figure 5).",
                LabRecipes::simclr,
                Jitter.SIMCLR,
                0.5,
                false,
                true);
    }

    static Claim byol() {
        return claim(
                "byol-augmentations",
                "BYOL is robust to its augmentations: leaving one out costs little.",
                "The tutorial, after Grill et al. 2020 (arXiv:2006.07733, figure 3b).",
                LabRecipes::byol,
                Jitter.BYOL,
                1,
                true,
                false);
    }

    private static Claim claim(
            String name,
            String statement,
            String source,
            Function<LabSize, Recipe> recipe,
            Jitter jitter,
            double strength,
            boolean solarized,
            boolean sensitive) {
        String costs =
                "some variant, with one augmentation left out or crop and flip alone, costs at least 5 points of kNN";
        return new Claim(
                name,
                statement,
                source,
                size -> variants(size, recipe.apply(size), jitter, strength, solarized ? 0.1 : 0),
                new Rule(
                        sensitive
                                ? "Held where " + costs + "; did not hold where none does."
                                : "Did not hold where " + costs + "; held where none does.",
                        numbers -> judge(numbers, sensitive)),
                List.of(Drawings.bars()));
    }

    private static List<Variant> variants(
            LabSize size, Recipe recipe, Jitter jitter, double strength, double solarize) {
        List<Variant> variants = new ArrayList<>();
        double crop = LabRecipes.CROP;
        double grey = 0.2;
        add(variants, ALL, recipe, LabRecipes.alike(size, crop, jitter, strength, grey, solarize));
        add(variants, NO_CROP, recipe, LabRecipes.alike(size, 1, jitter, strength, grey, solarize));
        add(variants, NO_JITTER, recipe, LabRecipes.alike(size, crop, jitter, 0, grey, solarize));
        add(variants, NO_GRAYSCALE, recipe, LabRecipes.alike(size, crop, jitter, strength, 0, solarize));
        if (solarize > 0) {
            add(variants, NO_SOLARIZE, recipe, LabRecipes.alike(size, crop, jitter, strength, grey, 0));
        }
        add(variants, CROP_ALONE, recipe, LabRecipes.alike(size, crop, jitter, 0, 0, 0));
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
                sensitive ? costly : costly.not(), "with " + numbers.said(ALL) + "; " + String.join(", ", losses));
    }
}
