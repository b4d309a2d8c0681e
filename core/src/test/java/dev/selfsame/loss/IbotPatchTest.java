package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both patch losses of iBOT. */
class IbotPatchTest {
    /** Image 0 has one masked token, image 1 three, image 2 none. */
    private static final byte[] MASK = {0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0};

    @Test
    void imagesCountAlikeHoweverManyTokensAreMasked() {
        try (Scope scope = new Scope();
                IbotPatch loss = new IbotPatch(5).update(false)) {
            Tensor teacher = outputs(1, 4);
            Tensor student = outputs(2, 4);
            double[] each = new double[4];
            Tensor one = Tensor.of(new byte[] {1}, DType.BOOL, 1, 1);
            for (int i = 0; i < 4; i++) {
                each[i] = loss.apply(teacher.narrow(0, i, 1), student.narrow(0, i, 1), one)
                        .total()
                        .item();
            }
            double all = loss.apply(teacher, student, mask()).total().item();
            assertEquals((each[0] + (each[1] + each[2] + each[3]) / 3) / 3, all, 1e-12);
        }
    }

    @Test
    void withoutAMaskedTokenTheLossIsZeroAndTheCentreStays() {
        try (Scope scope = new Scope();
                IbotPatch loss = new IbotPatch(5)) {
            loss.apply(outputs(1, 4), outputs(2, 4), mask());
            double[] centre = loss.buffers().get("center").toDoubles();
            Tensor none = Tensor.zeros(DType.BOOL, 2, 3, 3);
            Tensor empty = Tensor.zeros(DType.FLOAT64, 0, 5);
            assertEquals(0, loss.apply(empty, empty, none).total().item());
            assertArrayEquals(centre, loss.buffers().get("center").toDoubles());
        }
    }

    /** iBOT++ with the visible tokens at weight 0 is iBOT; at weight w they add their own mean. */
    @Test
    void maskedAndVisibleTokensAreAveragedApart() {
        try (Scope scope = new Scope();
                IbotPatch masked = new IbotPatch(5).update(false);
                IbotPlusPlusPatch both = new IbotPlusPlusPatch(5).update(false)) {
            Tensor teacher = outputs(1, 12);
            Tensor student = outputs(2, 12);
            double plain = masked.apply(of(teacher, MASK), of(student, MASK), mask())
                    .total()
                    .item();
            byte[] opposite = new byte[12];
            for (int i = 0; i < 12; i++) {
                opposite[i] = (byte) (1 - MASK[i]);
            }
            double visible = masked.apply(
                            of(teacher, opposite), of(student, opposite), Tensor.of(opposite, DType.BOOL, 3, 4))
                    .total()
                    .item();
            Loss weighted = both.apply(teacher.reshape(3, 4, 5), student.reshape(3, 4, 5), mask(), 0.25, 0.04);
            assertEquals(
                    List.of("masked", "visible"), List.copyOf(weighted.terms().keySet()));
            assertEquals(plain + 0.25 * visible, weighted.total().item(), 1e-12);
            Loss without = both.apply(teacher, student, mask(), 0, 0.04);
            assertEquals(plain, without.total().item(), 1e-12);
        }
    }

    /** Erratum: the value is Lightly's; there the teacher gets a gradient too, which would teach it to say what it hears. */
    @Test
    void lightlysValueIsTheSameAndItsTeacherGetsAGradient() {
        double[] ofMasked = {1 / 3.0, 1 / 9.0, 1 / 9.0, 1 / 9.0}; // one masked token, three, none: of three images
        double[] ofAll = new double[4];
        Arrays.fill(ofAll, 0.25);
        try (Scope scope = new Scope();
                IbotPatch loss = new IbotPatch(5);
                IbotPlusPlusPatch all = new IbotPlusPlusPatch(5)) {
            Tensor student = outputs(2, 4);
            Tensor ours = outputs(1, 4).requireGradient(true);
            Tensor theirs = outputs(1, 4).requireGradient(true);
            Tensor lightly = lightlys(theirs, student, ofMasked);
            assertEquals(
                    lightly.item(), loss.apply(ours, student, mask()).total().item(), 1e-12);
            Tensor lightlyAll = lightlys(theirs, student, ofAll);
            Loss oursAll = all.apply(ours.reshape(1, 4, 5), student.reshape(1, 4, 5), null);
            assertEquals(lightlyAll.item(), oursAll.total().item(), 1e-12);
            assertFalse(oursAll.total().requiresGradient());
            lightly.add(lightlyAll).backward();
            assertTrue(Tensor.of(Samples.gradient(theirs), 20).norm().item() > 1e-3);
        }
    }

    /** Lightly's formula at a centre of 0: the teacher is not detached. */
    private static Tensor lightlys(Tensor teacher, Tensor student, double[] weights) {
        Tensor targets = Softmax.softmax(teacher.div(0.04), 1); // [4, 5]
        Tensor each = targets.mul(Softmax.logSoftmax(student.div(0.1), 1))
                .sum(1, false)
                .neg(); // [4]
        return each.mul(Tensor.of(weights, 4)).sum();
    }

    @Test
    void theTeacherGetsNoGradientThoughLightlysDoes() {
        try (Scope scope = new Scope();
                IbotPatch loss = new IbotPatch(5);
                IbotPlusPlusPatch all = new IbotPlusPlusPatch(5)) {
            Tensor teacher = outputs(1, 4).requireGradient(true);
            Tensor student = outputs(2, 4).requireGradient(true);
            loss.apply(teacher, student, mask()).total().backward();
            all.apply(teacher.reshape(1, 4, 5), student.reshape(1, 4, 5), null)
                    .total()
                    .backward();
            assertNull(teacher.gradient());
            assertTrue(Tensor.of(Samples.gradient(student), 20).norm().item() > 1e-3);
        }
    }

    @Test
    void outputsThatDontFitTheMaskAreRefusedByName() {
        try (Scope scope = new Scope();
                IbotPatch loss = new IbotPatch(5);
                IbotPlusPlusPatch all = new IbotPlusPlusPatch(5)) {
            Tensor four = outputs(1, 4);
            Tensor five = outputs(1, 5);
            Exception refused = assertThrows(IllegalArgumentException.class, () -> loss.apply(five, five, mask()));
            assertTrue(refused.getMessage().startsWith("IbotPatch wants"), refused.getMessage());
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, five, mask()));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, four, mask().to(DType.INT64)));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, four, mask(), 0));
            assertThrows(IllegalArgumentException.class, () -> all.apply(four, four, null));
            assertThrows(IllegalArgumentException.class, () -> all.apply(four, four, mask()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> all.apply(four.reshape(1, 4, 5), four.reshape(1, 4, 5), mask()));
            Tensor fit = outputs(1, 12);
            assertThrows(IllegalArgumentException.class, () -> all.apply(fit, fit, mask(), -1, 0.04));
        }
    }

    private static Tensor of(Tensor rows, byte[] taken) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] == 1) {
                parts.add(rows.narrow(0, i, 1));
            }
        }
        return Tensor.cat(parts, 0);
    }

    private static Tensor mask() {
        return Tensor.of(MASK, DType.BOOL, 3, 4);
    }

    private static Tensor outputs(int part, int tokens) {
        return Tensor.of(Samples.gaussian(98, part, tokens * 5), tokens, 5);
    }
}
