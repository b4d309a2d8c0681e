package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SmogTest extends MethodContract {
    private static final MultiCropViews VIEWS = MultiCropViews.smog(12, 8).withCounts(2, 0);
    private static final Smog.Config CONFIG = new Smog.Config(24, 16, 20, 5, 0.9, 0.1, 12, 30, 10, 0.9, false);

    @Override
    MethodConfig config() {
        return CONFIG;
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    boolean hasCounterpart() {
        return false; // the other view goes through the target
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    private static Tensor state(Method method, String name) {
        return method.modules().state().get(name);
    }

    private double byHand(Smog smog, int online) {
        Batch batch = batch(IMAGES);
        Branch network = smog.networks.online;
        Branch average = smog.networks.target;
        Tensor z = network.projector.forward(network.encoder.forward(batch.view(online)));
        Tensor p = smog.networks.predictor().forward(z);
        Tensor other = average.projector.forward(average.encoder.forward(batch.view(1 - online)));
        Tensor assigned = smog.networks.groups.assign(other);
        Tensor groups = smog.networks.groups.updated(z, smog.networks.groups.assign(z));
        return Softmax.crossEntropy(smog.networks.groups.logits(p, groups, 0.1), assigned)
                .item();
    }

    @Test
    void theViewsChangeRolesFromStepToStep() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            method.modules().training(false); // holds groups and bank still
            Smog smog = (Smog) method;
            method.beforeStep(new Progress(0, 100, 0, 1));
            assertEquals(byHand(smog, 0), method.loss(batch(IMAGES)).total().item(), 1e-5);
            method.beforeStep(new Progress(1, 100, 0, 1));
            assertEquals(byHand(smog, 1), method.loss(batch(IMAGES)).total().item(), 1e-5);
            assertNotEquals(byHand(smog, 0), byHand(smog, 1));
        }
    }

    @Test
    void groupsMoveAndTheBankFillsInTrainingOnly() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            float[] before = state(method, "groups.group_features").toFloats();
            method.modules().training(false);
            method.loss(batch(IMAGES));
            assertArrayEquals(before, state(method, "groups.group_features").toFloats());
            assertEquals(0, state(method, "bank.seen").item());
            method.modules().training(true);
            method.loss(batch(IMAGES));
            assertFalse(
                    Arrays.equals(before, state(method, "groups.group_features").toFloats()));
            assertEquals(IMAGES, state(method, "bank.seen").item());
        }
    }

    @Test
    void everySoManyStepsGroupsAreFoundAnewAndTheTargetStartsAgain() {
        try (Method method = make(1)) {
            steps(method, 3, 0.05);
            method.beforeStep(new Progress(29, 100, 0, 1));
            String weight = "encoder.conv1.weight";
            assertFalse(Arrays.equals(
                    state(method, "online." + weight).toFloats(),
                    state(method, "target." + weight).toFloats()));
            method.beforeStep(new Progress(30, 100, 0, 1));
            assertArrayEquals(
                    state(method, "online." + weight).toFloats(),
                    state(method, "target." + weight).toFloats());
            try (Scope scope = new Scope()) {
                for (float length :
                        state(method, "groups.group_features").norm(1, false).toFloats()) {
                    assertEquals(1, length, 1e-5);
                }
            }
        }
    }
}
