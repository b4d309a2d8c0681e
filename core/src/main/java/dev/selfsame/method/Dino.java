package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DinoLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.DinoHead;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Self-distillation with no labels (Caron et al. 2021, arXiv:2104.14294), with a convolutional network. A student has to
 * give for every view what a teacher, its slow average, gives for the large views; the teacher's outputs are centred, so
 * that no one of them dominates, and sharpened, so that they don't become uniform.
 *
 * <pre>
 * any view j → student encoder → head → sj → softmax(sj / 0.1) ────────────┐ agree
 * large view i → teacher encoder → head → ti → softmax((ti − c) / 0.04) ───┘ (no gradient), for i ≠ j
 * </pre>
 *
 * The teacher runs in training mode. Two details are not the official code's: batch norm sees each view by itself, not all
 * views of a size together, as in Lightly; and {@code optimizer.clip-norm} bounds the norm of all gradients together,
 * after the frozen layer's are gone, where the official code bounds each parameter's, before.
 */
public final class Dino extends NetworkMethod<Dino.Config, Dino.StudentAndTeacher> {
    /**
     * The hyper-parameters (paper, section 3.1 and appendix; official code, main_dino.py).
     *
     * @param hidden width inside the head; 2,048
     * @param bottleneck length of what is normalised; 256
     * @param out outputs; 65,536
     * @param layers linear layers down to the bottleneck; 3
     * @param batchNorm whether the head has batch norm; no in the paper
     * @param normLastLayer whether the last layer's rows keep length 1; yes, but for small transformers
     * @param frozenEpochs epochs at the start in which the last layer learns nothing; 1
     * @param warmupTeacherTemperature the teacher's temperature in the first epoch; 0.04
     * @param teacherTemperature the teacher's temperature after its warm-up; 0.04, up to 0.07
     * @param teacherWarmupEpochs epochs over which it goes there; 0, or 30
     * @param studentTemperature the student's temperature; 0.1
     * @param centerMomentum how much of the centre stays at a step; 0.9
     * @param tau how much of the teacher stays at a step, 0 to 1; 0.996
     * @param tauRises whether tau goes to 1 on a cosine (the paper), or stays
     */
    public record Config(
            int hidden,
            int bottleneck,
            int out,
            int layers,
            boolean batchNorm,
            boolean normLastLayer,
            int frozenEpochs,
            double warmupTeacherTemperature,
            double teacherTemperature,
            int teacherWarmupEpochs,
            double studentTemperature,
            double centerMomentum,
            double tau,
            boolean tauRises)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.hidden", hidden);
            Check.width("method.bottleneck", bottleneck);
            Check.width("method.out", out);
            Check.within("method.layers", layers, 1, 16);
            Check.atLeast("method.frozen-epochs", frozenEpochs, 0);
            Check.above("method.warmup-teacher-temperature", warmupTeacherTemperature, 1e-8);
            Check.above("method.teacher-temperature", teacherTemperature, 1e-8);
            Check.atLeast("method.teacher-warmup-epochs", teacherWarmupEpochs, 0);
            Check.above("method.student-temperature", studentTemperature, 1e-8);
            Check.within("method.center-momentum", centerMomentum, 0, 1);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "dino";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public Dino build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Dino(this, GlobalViews.count("dino", views), backbone, views, seed, replicas);
        }

        private DinoHead.Config head(int features) {
            return DinoHead.Config.dino(features, hidden, bottleneck, out)
                    .withLayers(layers)
                    .withBatchNorm(batchNorm)
                    .withNormLastLayer(normLastLayer)
                    .withFrozenEpochs(frozenEpochs);
        }
    }

    /** Both networks, and the loss with its centre. */
    static final class StudentAndTeacher extends OnlineAndTarget {
        final DinoLoss distillation;

        StudentAndTeacher(Config config, Supplier<Backbone> backbone, Replicas replicas) {
            super(() -> new Branch(backbone.get(), features -> new DinoHead(config.head(features))), null);
            distillation = child(
                    "loss",
                    new DinoLoss(
                            config.out,
                            config.warmupTeacherTemperature,
                            config.teacherTemperature,
                            config.teacherWarmupEpochs,
                            config.studentTemperature,
                            config.centerMomentum,
                            replicas));
        }
    }

    private final Schedule tau;
    private final int large;
    private int epoch;

    Dino(Config config, int large, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new StudentAndTeacher(config, backbone, replicas), seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        this.large = large;
    }

    @Override
    public void beforeStep(Progress at) {
        epoch = at.epoch();
    }

    @Override
    public Loss loss(Batch batch) {
        List<Tensor> features = new ArrayList<>();
        List<Tensor> student = new ArrayList<>();
        List<Tensor> teacher = new ArrayList<>();
        for (int view = 0; view < batch.views().size(); view++) {
            Tensor h = networks.online.encoder.forward(batch.view(view)); // [N, features]
            features.add(h);
            student.add(networks.predicted(h)); // [N, out]
            if (view < large) {
                teacher.add(networks.targets(batch.view(view))); // [N, out]
            }
        }
        double temperature = networks.distillation.temperature(epoch);
        return networks.distillation
                .update(networks.isTraining())
                .apply(teacher, student, temperature)
                .withEmbedding(student.get(0))
                .withCounterpart(student.get(1))
                .withFeatures(features.get(0));
    }

    @Override
    public void afterBackward(Progress at) {
        ((DinoHead) networks.online.projector).cancelLastLayerGradients(at.epoch());
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    @Override
    public Map<String, Double> measures() {
        Map<String, Double> measures = new TreeMap<>(super.measures());
        measures.put(TEMPERATURE, networks.distillation.temperature(epoch)); // the teacher's
        return measures;
    }

    /**
     * A published recipe, each value with its source in {@code DinoRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the official code, for ResNet-50)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("dino", name);
    }
}
