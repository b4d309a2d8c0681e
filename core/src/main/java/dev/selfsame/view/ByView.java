package dev.selfsame.view;

/**
 * A probability that differs between {@link MultiCropViews}.
 *
 * @param first global view 0
 * @param others the other global views
 * @param local the local views
 */
public record ByView(double first, double others, double local) {
    /** Checks the ranges. */
    public ByView {
        Ranges.checkProbability("MultiCropViews: first", first);
        Ranges.checkProbability("MultiCropViews: others", others);
        Ranges.checkProbability("MultiCropViews: local", local);
    }
}
