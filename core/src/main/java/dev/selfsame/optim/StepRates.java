package dev.selfsame.optim;

/** The learning rate and the weight decay of one group in one step, checked. */
record StepRates(double learningRate, double weightDecay) {
    static StepRates of(GroupRates rates, ParameterGroup group) {
        return new StepRates(
                Hyper.requireRange("learning rate of group " + group.name(), rates.learningRate(group), 0, 1e6),
                Hyper.requireRange("weight decay of group " + group.name(), rates.weightDecay(group), 0, 100));
    }
}
