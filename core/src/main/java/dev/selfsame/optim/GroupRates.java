package dev.selfsame.optim;

/** What a step takes for each group by itself: how fast it learns and how much it decays. */
public interface GroupRates {
    /** The learning rate of a group, 0 to 1000, the group's scale in it. */
    double learningRate(ParameterGroup group);

    /** The weight decay of a group, 0 to 100. */
    double weightDecay(ParameterGroup group);

    /**
     * One learning rate, times the scale of each group, and the weight decay that each group has.
     *
     * @param learningRate 0 to 1000
     * @throws IllegalArgumentException if the learning rate is outside its range
     */
    static GroupRates of(double learningRate) {
        Hyper.requireLearningRate(learningRate);
        return new GroupRates() {
            @Override
            public double learningRate(ParameterGroup group) {
                return learningRate * group.learningRateScale();
            }

            @Override
            public double weightDecay(ParameterGroup group) {
                return group.weightDecay();
            }
        };
    }
}
