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

    private static final double GREY = 0.2;

    /** What is done to colours: the jitter's strengths and their factor, and the shares of grey and of solarised views. */
    private record Colours(Jitter jitter, double strength, double grayscale, double solarize) {
        AlikeViews views(LabSize size, double minScale) {
            return LabRecipes.alike(size, minScale, jitter, strength, grayscale, solarize);
        }
    }

    private AugmentationClaims() {}

    static Claim barlow() {
        return claim(
                "barlow-augmentations",
                "Barlow Twins is sensitive to its augmentations: leaving one out costs much.",
                "Zbontar et al. 2021 (arXiv:2103.03230, figure 3): as sensitive as SimCLR, unlike BYOL.",
                LabRecipes::barlow,
                new Colours(Jitter.SIMCLR, 1, LabRecipes.BARLOW_GREY, 0),
                true);
    }

    static Claim simclr() {
        return claim(
                "simclr-augmentations",
                "SimCLR is sensitive to its augmentations: leaving one out costs much.",
                "The tutorial, after Chen et al. 2020 (arXiv:2002.05709, figure 5).",
                LabRecipes::simclr,
                new Colours(Jitter.SIMCLR, 0.5, GREY, 0),
                true);
    }

    static Claim byol() {
        return claim(
                "byol-augmentations",
                "BYOL is robust to its augmentations: leaving one out costs little.",
                "The tutorial, after Grill et al. 2020 (arXiv:2006.07733, figure 3b).",
                LabRecipes::byol,
                new Colours(Jitter.BYOL, 1, GREY, 0.1),
                false);
    }

    private static Claim claim(
            String name,
            String statement,
            String source,
            Function<LabSize, Recipe> recipe,
            Colours colours,
            boolean sensitive) {
        String costs =
                "some variant, with one augmentation left out or crop and flip alone, costs at least 5 points of kNN";
        return new Claim(
                name,
                statement,
                source,
                size -> variants(size, recipe.apply(size), colours),
                new Rule(
                        sensitive
                                ? "Held where " + costs + "; did not hold where none does."
                                : "Did not hold where " + costs + "; held where none does.",
                        numbers -> judge(numbers, sensitive)),
                List.of(Drawings.bars()));
    }

    private static List<Variant> variants(LabSize size, Recipe recipe, Colours all) {
        List<Variant> variants = new ArrayList<>();
        double crop = LabRecipes.CROP;
        add(variants, ALL, recipe, all.views(size, crop));
        add(variants, NO_CROP, recipe, all.views(size, 1));
        add(variants, NO_JITTER, recipe, new Colours(all.jitter, 0, all.grayscale, all.solarize).views(size, crop));
        add(variants, NO_GRAYSCALE, recipe, new Colours(all.jitter, all.strength, 0, all.solarize).views(size, crop));
        if (all.solarize > 0) {
            add(
                    variants,
                    NO_SOLARIZE,
                    recipe,
                    new Colours(all.jitter, all.strength, all.grayscale, 0).views(size, crop));
        }
        add(variants, CROP_ALONE, recipe, new Colours(all.jitter, 0, 0, 0).views(size, crop));
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
