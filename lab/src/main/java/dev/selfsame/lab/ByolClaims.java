package dev.selfsame.lab;

import dev.selfsame.method.Recipe;
import dev.selfsame.nn.NormKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Claims about what BYOL needs. */
final class ByolClaims {
    private static final String BATCH = "batch norm";
    private static final String NONE = "no norm";
    private static final String GROUP = "group norm, standardised weights";
    private static final String LAYER = "layer norm";

    private static final String WHOLE = "BYOL, τ 0.97";
    private static final String COPY = "τ 0: no averaging";
    private static final String FROZEN = "τ 1: frozen target";
    private static final String NO_PREDICTOR = "no predictor";
    private static final String NO_STOP = "no stop-gradient";
    private static final List<Double> TAUS = List.of(0.9, 0.99, 0.999);

    private ByolClaims() {}

    static Claim needsBatchNorm() {
        return new Claim(
                "byol-needs-batchnorm",
                "BYOL collapses without batch normalisation, whose statistics compare the images of a batch.",
                "The tutorial, after Fetterman and Albrecht 2020 (\"Understanding self-supervised and contrastive learning"
                        + " with BYOL\"). Richemond et al. 2020 (arXiv:2010.10241) say why not always: group norm with"
                        + " standardised weights, which knows no batch, does as well.",
                ByolClaims::norms,
                new Rule(
                        "Held where no variant without batch norm keeps more than half of what batch norm gains by"
                                + " training; did not hold where at least one does.",
                        ByolClaims::judgeNorms),
                List.of(Drawings.bars(), Drawings.overTime(), WhyBatchNorm.drawing()));
    }

    private static List<Variant> norms(LabSize size) {
        return List.of(
                new Variant(BATCH, normed(size, NormKind.BATCH, false)),
                new Variant(NONE, normed(size, NormKind.NONE, false)),
                new Variant(GROUP, normed(size, NormKind.GROUP, true)),
                new Variant(LAYER, normed(size, NormKind.LAYER, false)));
    }

    private static Recipe normed(LabSize size, NormKind norm, boolean standardized) {
        ByolVariant.Config config = new ByolVariant.Config(size.hidden(), size.out(), LabRecipes.TAU, norm, true, true);
        return LabRecipes.recipe(size, config, LabRecipes.byolViews(size))
                .withBackbone(LabRecipes.backbone(size, norm, standardized));
    }

    static Judgement judgeNorms(Numbers numbers) {
        Verdict works = numbers.works(NONE).or(numbers.works(GROUP)).or(numbers.works(LAYER));
        String said = String.format(
                Locale.ROOT,
                "with batch norm kNN goes from %s to %s; %s, %s, %s",
                numbers.untrained().percent(),
                numbers.knn(BATCH).percent(),
                variant(numbers, NONE),
                variant(numbers, GROUP),
                variant(numbers, LAYER));
        return new Judgement(works.not(), said);
    }

    private static String variant(Numbers numbers, String name) {
        String collapsed =
                switch (numbers.collapsed(name)) {
                    case HELD -> " (collapsed)";
                    case UNDECIDED -> " (collapsed with some seeds)";
                    case DID_NOT_HOLD -> "";
                };
        return numbers.said(name) + collapsed;
    }

    static Claim target() {
        return new Claim(
                "byol-target",
                "BYOL needs three things: a target that moves slowly, a predictor, and a stop-gradient.",
                "The tutorial, after Grill et al. 2020 (arXiv:2006.07733, tables 5 and 20), where τ 0 fails. Chen and He 2021"
                        + " (SimSiam, arXiv:2011.10566) find that without averaging it works, too, while predictor and"
                        + " stop-gradient are needed.",
                ByolClaims::targets,
                new Rule(
                        "Held where neither a copy as target, nor a frozen one, nor BYOL without predictor, nor without"
                                + " stop-gradient keeps more than half of what BYOL gains by training; did not hold where"
                                + " one of them does.",
                        ByolClaims::judgeTargets),
                List.of(Drawings.bars(), Drawings.overTime()));
    }

    private static List<Variant> targets(LabSize size) {
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(WHOLE, part(size, LabRecipes.TAU, true, true)));
        variants.add(new Variant(COPY, part(size, 0, true, true)));
        for (double tau : TAUS) {
            variants.add(new Variant("τ " + tau, part(size, tau, true, true)));
        }
        variants.add(new Variant(FROZEN, part(size, 1, true, true)));
        variants.add(new Variant(NO_PREDICTOR, part(size, LabRecipes.TAU, false, true)));
        variants.add(new Variant(NO_STOP, part(size, LabRecipes.TAU, true, false)));
        return variants;
    }

    private static Recipe part(LabSize size, double tau, boolean predictor, boolean stopGradient) {
        ByolVariant.Config config =
                new ByolVariant.Config(size.hidden(), size.out(), tau, NormKind.BATCH, predictor, stopGradient);
        return LabRecipes.recipe(size, config, LabRecipes.byolViews(size));
    }

    static Judgement judgeTargets(Numbers numbers) {
        Verdict works = numbers.works(COPY)
                .or(numbers.works(FROZEN))
                .or(numbers.works(NO_PREDICTOR))
                .or(numbers.works(NO_STOP));
        String said = String.format(
                Locale.ROOT,
                "%s (%s before training); %s, %s, %s, %s",
                numbers.said(WHOLE),
                numbers.untrained().percent(),
                variant(numbers, COPY),
                variant(numbers, FROZEN),
                variant(numbers, NO_PREDICTOR),
                variant(numbers, NO_STOP));
        return new Judgement(works.not(), said);
    }
}
