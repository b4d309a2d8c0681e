package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CapiLossTest {
    @Test
    void theIndexChoosesWhatIsPredictedAfterAllWasBalanced() {
        try (Scope scope = new Scope()) {
            Tensor teacher = values(1, 3, 4, 5);
            Tensor student = values(2, 3, 4, 5);
            double all = new CapiLoss().apply(teacher, student).total().item();
            double sum = 0;
            for (int token = 0; token < 4; token++) {
                Tensor index = Tensor.of(new long[] {token, token, token}, 3, 1);
                sum += new CapiLoss()
                        .apply(teacher, student.narrow(1, token, 1), index)
                        .total()
                        .item();
            }
            assertEquals(all, sum / 4, 1e-12);
        }
    }

    @Test
    void wrongInputsAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor teacher = values(1, 3, 4, 5);
            Tensor two = values(2, 3, 2, 5);
            Tensor index = Tensor.zeros(DType.INT64, 3, 1);
            CapiLoss loss = new CapiLoss();
            assertThrows(IllegalArgumentException.class, () -> loss.apply(teacher, two));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(teacher, two, index));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(teacher.select(0, 0), two, index));
            assertThrows(IllegalArgumentException.class, () -> new CapiLoss(0, 0.1, 3, Replicas.ONE));
        }
    }

    private static Tensor values(int part, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        return Tensor.of(Samples.gaussian(100, part, count), shape);
    }
}
