package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class DinoLossTest {
    @Test
    void theTemperatureRisesInAStraightLineAndStays() {
        try (DinoLoss loss = new DinoLoss(4, 0.04, 0.07, 4, 0.1, 0.9, Replicas.ONE)) {
            assertEquals(0.04, loss.temperature(0));
            assertEquals(0.05, loss.temperature(1), 1e-15);
            assertEquals(0.07, loss.temperature(3), 1e-15);
            assertEquals(0.07, loss.temperature(4));
            assertEquals(0.07, loss.temperature(1000));
            assertThrows(IllegalArgumentException.class, () -> loss.temperature(-1));
        }
        try (DinoLoss one = new DinoLoss(4, 0.04, 0.07, 1, 0.1, 0.9, Replicas.ONE);
                DinoLoss none = new DinoLoss(4, 0.04, 0.07, 0, 0.1, 0.9, Replicas.ONE)) {
            assertEquals(0.04, one.temperature(0));
            assertEquals(0.07, none.temperature(0));
        }
    }

    @Test
    void theCentreMovesAfterTheLossTowardsTheMeanOverViewsAndRows() {
        try (Scope scope = new Scope();
                DinoLoss loss = new DinoLoss(3);
                DinoLoss other = new DinoLoss(3)) {
            List<Tensor> teacher = List.of(outputs(1), outputs(2));
            List<Tensor> student = List.of(outputs(3), outputs(4));
            double first = loss.apply(teacher, student).total().item();
            Tensor mean = Tensor.cat(teacher, 0).mean(0, false);
            assertArrayEquals(
                    mean.mul(0.1).toDoubles(), loss.buffers().get("center").toDoubles(), 1e-7);
            double second = loss.apply(teacher, student).total().item();
            assertNotEquals(first, second, 1e-6);
            assertEquals(first, other.apply(teacher, student).total().item(), "the first call sees no centre yet");
        }
    }

    @Test
    void heldStillTheCentreStays() {
        try (Scope scope = new Scope();
                DinoLoss loss = new DinoLoss(3)) {
            List<Tensor> views = List.of(outputs(1), outputs(2));
            loss.update(false).apply(views, views);
            assertArrayEquals(new double[3], loss.buffers().get("center").toDoubles());
            loss.update(true).apply(views, views);
            assertNotEquals(0, loss.buffers().get("center").norm().item(), 1e-6);
            loss.initialize(1);
            assertArrayEquals(new double[3], loss.buffers().get("center").toDoubles(), "initialised anew");
        }
    }

    /** In Lightly the teacher's outputs get gradients where they can: that trains it to say what the student says. */
    @Test
    void theTeacherGetsNoGradientThoughItCouldGetOne() {
        try (Scope scope = new Scope();
                DinoLoss loss = new DinoLoss(3, 0.5, 0.5, 0, 0.1, 0.9, Replicas.ONE)) {
            Tensor teacher = outputs(1).requireGradient(true);
            Tensor student = outputs(2).requireGradient(true);
            loss.apply(List.of(teacher, teacher), List.of(student, student))
                    .total()
                    .backward();
            assertNull(teacher.gradient());
            double theirs = Samples.differences(x -> loops(x, student.toDoubles()), teacher.toDoubles())[0];
            assertTrue(Math.abs(theirs) > 1e-3, "undetached it would be " + theirs);
        }
    }

    /** The loss of views that are all alike, its centre at 0. */
    private static double loops(double[] teacher, double[] student) {
        double loss = 0;
        for (int i = 0; i < 4; i++) {
            double[] t = new double[3];
            double[] s = new double[3];
            for (int k = 0; k < 3; k++) {
                t[k] = teacher[3 * i + k] / 0.5;
                s[k] = student[3 * i + k] / 0.1;
            }
            for (int k = 0; k < 3; k++) {
                loss -= Math.exp(t[k] - Samples.logSumExp(t)) * (s[k] - Samples.logSumExp(s)) / 4;
            }
        }
        return loss;
    }

    @Test
    void theValueIsThatOfTheLoops() {
        try (Scope scope = new Scope();
                DinoLoss loss = new DinoLoss(3, 0.5, 0.5, 0, 0.1, 0.9, Replicas.ONE)) {
            Tensor t = outputs(1);
            Tensor s = outputs(2);
            double total = loss.apply(List.of(t, t), List.of(s, s)).total().item();
            assertEquals(loops(t.toDoubles(), s.toDoubles()), total, 1e-12);
        }
    }

    @Test
    void inputsThatDontMatchAreRefusedByName() {
        try (Scope scope = new Scope();
                DinoLoss loss = new DinoLoss(3)) {
            Tensor x = outputs(1);
            Tensor wide = Tensor.ones(DType.FLOAT64, 4, 5);
            refused(loss, List.of(x), List.of(x), 0.04);
            refused(loss, List.of(), List.of(x, x), 0.04);
            refused(loss, List.of(x, x), List.of(), 0.04);
            refused(loss, List.of(x, x), List.of(x, wide), 0.04);
            refused(loss, List.of(wide, wide), List.of(wide, wide), 0.04);
            refused(loss, List.of(x, x), List.of(x, x), 0);
            assertThrows(IllegalArgumentException.class, () -> new DinoLoss(0));
            assertThrows(IllegalArgumentException.class, () -> new DinoLoss(3, 0.04, 0.04, 0, 0.1, 1.5, Replicas.ONE));
        }
    }

    private static void refused(DinoLoss loss, List<Tensor> teacher, List<Tensor> student, double temperature) {
        assertThrows(IllegalArgumentException.class, () -> loss.apply(teacher, student, temperature));
    }

    private static Tensor outputs(int part) {
        return Tensor.of(Samples.gaussian(97, part, 12), 4, 3);
    }
}
