package dev.selfsame.train;

import dev.selfsame.data.EpochOrder;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.SkipPolicy;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Method;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.method.SurveyingMethod;
import dev.selfsame.optim.Adam;
import dev.selfsame.optim.AdamW;
import dev.selfsame.optim.GroupSchedules;
import dev.selfsame.optim.Lars;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Schedule;
import dev.selfsame.optim.Sgd;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the parts of a run from its configuration. */
final class Setup {
    private static final double EPS = 1e-8; // PyTorch's and Lightly's

    private final Configuration configuration;
    private final Recipe recipe;

    Setup(Configuration configuration) {
        this.configuration = configuration;
        this.recipe = configuration.recipe();
    }

    /**
     * The method with fresh weights, on its device.
     *
     * @param images how many it will learn from
     */
    Method method(int images) {
        BackboneConfig backbone = recipe.backbone();
        Method method = recipe.method()
                .build(backbone::build, recipe.views(), configuration.run().seed(), Replicas.ONE);
        if (method instanceof SurveyingMethod surveying) {
            surveying.begin(images);
        }
        method.modules().to(configuration.run().device());
        return method;
    }

    /** How images are loaded, in an order. */
    LoaderConfig loading(EpochOrder order) {
        RunSettings run = configuration.run();
        LoaderConfig config = LoaderConfig.of(recipe.batchSize(), run.seed())
                .withWorkers(run.workers())
                .withSkips(new SkipPolicy(run.maxBrokenShare(), run.strict()))
                .withSampler((source, seed) -> order)
                .withDecode(run.decode());
        return run.cache().equals(CacheSize.AUTO) ? config : config.withCacheBytes(CacheSize.bytes(run.cache()));
    }

    /** What the encoder sees of an image after training, and when it is measured. */
    static EvaluationView evaluationView(Configuration configuration) {
        Recipe recipe = configuration.recipe();
        EvaluationView usual = EvaluationView.of(recipe.views().size(0));
        return new EvaluationView(
                usual.size(),
                usual.shortSide(),
                usual.interpolation(),
                recipe.views().normalize(),
                configuration.run().decode().background());
    }

    /** The learning rate and weight decay of each part of the method over the run. */
    GroupSchedules rates(Method method) {
        List<ParameterGroup> groups = groups(method, recipe.optimizer());
        GroupSchedules rates = GroupSchedules.of(groups, learningRate());
        double peak = recipe.optimizer().learningRate(recipe.batchSize() * recipe.accumulate());
        List<String> steady = method.trained().stream()
                .filter(Method.Trained::steady)
                .map(part -> part.name() + ".")
                .toList();
        double last = recipe.optimizer().finalWeightDecay();
        List<ParameterGroup> atTheEnd = groups(method, recipe.optimizer().withWeightDecay(last));
        for (int i = 0; i < groups.size(); i++) {
            ParameterGroup group = groups.get(i);
            double decay = group.weightDecay();
            double lastDecay = atTheEnd.get(i).weightDecay();
            if (decay != lastDecay) {
                rates = rates.withWeightDecay(group.name(), Schedule.cosine(decay, lastDecay));
            }
            if (steady.stream().anyMatch(group.name()::startsWith)) {
                rates = rates.withLearningRate(group.name(), Schedule.constant(peak));
            }
        }
        return rates;
    }

    Schedule learningRate() {
        ScheduleConfig schedule = recipe.schedule();
        double peak = recipe.optimizer().learningRate(recipe.batchSize() * recipe.accumulate());
        if (!schedule.milestones().isEmpty()) {
            List<Integer> epochs =
                    schedule.milestones().stream().map(Double::intValue).toList();
            return Schedule.staircase(peak, 0.1, epochs).warmedUp(schedule.warmupEpochs());
        }
        Schedule rate = Schedule.warmupCosine(peak, peak * schedule.finalFraction(), schedule.warmupEpochs());
        return schedule.per() == ScheduleConfig.Per.EPOCH ? rate.perEpoch() : rate;
    }

    Optimizer optimizer(Method method) {
        OptimizerConfig config = recipe.optimizer();
        List<ParameterGroup> groups = groups(method, config);
        return switch (config.name()) {
            case SGD -> new Sgd(groups, config.momentum());
            case LARS ->
                new Lars(
                        groups,
                        new Lars.Config(
                                config.momentum(), 0, false, config.trustRule(), config.trustCoefficient(), EPS));
            case ADAM -> new Adam(groups, config.momentum(), config.beta2(), EPS);
            case ADAMW -> new AdamW(groups, config.momentum(), config.beta2(), EPS);
        };
    }

    /** What the optimiser treats alike, group by group. */
    static List<ParameterGroup> groups(Method method, OptimizerConfig config) {
        List<ParameterGroup> groups = new ArrayList<>();
        for (Method.Trained trained : method.trained()) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            trained.module()
                    .parameters()
                    .forEach((name, tensor) -> parameters.put(trained.name() + "." + name, tensor));
            double decay = config.weightDecay() * trained.weightDecayScale();
            double biasScale = config.biasLearningRateScale();
            boolean exclude = config.excludeNormAndBias();
            List<ParameterGroup> parts = exclude || biasScale != 1
                    ? ParameterGroup.split(parameters, decay, biasScale)
                    : List.of(ParameterGroup.all(parameters, decay));
            for (ParameterGroup part : parts) {
                groups.add(new ParameterGroup(
                        trained.name() + "." + part.name(),
                        part.parameters(),
                        part.learningRateScale() * trained.learningRateScale(),
                        exclude ? part.weightDecay() : decay,
                        !exclude || part.adapt()));
            }
        }
        return groups;
    }
}
