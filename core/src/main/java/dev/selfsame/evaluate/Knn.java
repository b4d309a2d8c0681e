package dev.selfsame.evaluate;

/**
 * Provisional: the optim helper replaces this.
 *
 * @param k neighbours
 * @param temperature of their weights
 */
public record Knn(int k, double temperature) {
    /**
     * What it came to.
     *
     * @param top1 0–1
     */
    public record Result(double top1) {}

    /** Not there yet. */
    public Result evaluate(float[][] bank, int[] bankLabels, float[][] queries, int[] labels) {
        return new Result(Double.NaN);
    }
}
