package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DinoLoss;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DinoTest extends MethodContract {
    private static final MultiCropViews VIEWS = MultiCropViews.dino(12, 8).withCounts(2, 1);
    private static final String LAST = "online.projector.last_layer.weight_v";

    private static Dino.Config config(int frozen, double warmup) {
        return new Dino.Config(24, 8, 16, 2, true, true, frozen, warmup, 0.04, 3, 0.1, 0.9, 0.9, true);
    }

    @Override
    MethodConfig config() {
        return config(0, 0.04);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    @Override
    boolean isFixed(String name) {
        return name.endsWith("weight_g"); // the last layer's rows keep length 1
    }

    @Override
    double learningRate() {
        return 0.1;
    }

    private static Tensor state(Method method, String name) {
        return method.modules().state().get(name);
    }

    private double byHand(Dino dino, double temperature) {
        Batch batch = batch(IMAGES);
        List<Tensor> student = new ArrayList<>();
        List<Tensor> teacher = new ArrayList<>();
        for (int view = 0; view < 3; view++) {
            Branch online = dino.networks.online;
            student.add(online.projector.forward(online.encoder.forward(batch.view(view))));
            if (view < 2) {
                Branch target = dino.networks.target;
                teacher.add(target.projector.forward(target.encoder.forward(batch.view(view))));
            }
        }
        try (DinoLoss loss = new DinoLoss(16, temperature, temperature, 0, 0.1, 0.9, Replicas.ONE)) {
            return loss.apply(teacher, student).total().item();
        }
    }

    @Test
    void theTeacherSeesLargeViewsAndIsSharperInItsFirstEpochs() {
        try (Method method = make(config(0, 0.02), 1);
                Scope scope = new Scope()) {
            method.modules().training(false); // holds the centre still
            Dino dino = (Dino) method;
            method.beforeStep(new Progress(0, 100, 0, 10));
            assertEquals(byHand(dino, 0.02), method.loss(batch(IMAGES)).total().item(), 1e-5);
            method.beforeStep(new Progress(10, 100, 1, 10));
            assertEquals(byHand(dino, 0.03), method.loss(batch(IMAGES)).total().item(), 1e-5);
            method.beforeStep(new Progress(90, 100, 9, 10));
            assertEquals(byHand(dino, 0.04), method.loss(batch(IMAGES)).total().item(), 1e-5);
        }
    }

    @Test
    void theCentreMovesInTrainingOnly() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            method.modules().training(false);
            method.loss(batch(IMAGES));
            assertArrayEquals(new float[16], state(method, "loss.center").toFloats());
            method.modules().training(true);
            method.loss(batch(IMAGES));
            assertFalse(
                    Arrays.equals(new float[16], state(method, "loss.center").toFloats()));
        }
    }

    @Test
    void theLastLayerIsFrozenInTheFirstEpochs() {
        try (Method method = make(config(1, 0.04), 1);
                Scope scope = new Scope()) {
            for (int epoch = 0; epoch < 2; epoch++) {
                Progress at = new Progress(10L * epoch, 20, epoch, 2);
                method.beforeStep(at);
                method.loss(batch(IMAGES)).total().backward();
                method.afterBackward(at);
                Tensor gradient = state(method, LAST).gradient();
                if (epoch == 0) {
                    assertNull(gradient);
                } else {
                    assertNotNull(gradient);
                }
            }
        }
    }

    @Test
    void itTellsTauAndTheTeachersTemperatureOfTheStep() {
        try (Method method = make(1)) {
            Progress at = new Progress(50, 100, 1, 10);
            method.beforeStep(at);
            method.afterStep(at);
            assertEquals(Set.of("tau", "temperature"), method.measures().keySet());
            assertEquals(1 - 0.1 / 2, method.measures().get("tau"), 1e-12);
            assertEquals(
                    ((Dino) method).networks.distillation.temperature(1),
                    method.measures().get("temperature"));
        }
    }

    @Test
    void theTeacherFollowsTheStudent() {
        try (Method method = make(1)) {
            steps(method, 2, 0.1);
            float[] student = state(method, "online.encoder.conv1.weight").toFloats();
            float[] before = state(method, "target.encoder.conv1.weight").toFloats();
            method.afterStep(new Progress(50, 100, 0, 1));
            float[] after = state(method, "target.encoder.conv1.weight").toFloats();
            double tau = 1 - 0.1 / 2; // half of the cosine from 0.9 to 1
            for (int i = 0; i < after.length; i++) {
                assertEquals(tau * before[i] + (1 - tau) * student[i], after[i], 1e-5);
            }
        }
    }
}
