package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeJepaLossTest extends LossContract {
    private static final SigReg.Config SMALL = new SigReg.Config(17, 3, 64);
    private LeJepaLoss held;

    @BeforeEach
    void make() {
        held = make(0.05);
        held.update(false);
    }

    @AfterEach
    void close() {
        held.close();
    }

    private static LeJepaLoss make(double lambda) {
        return new LeJepaLoss(lambda, new SigReg(SMALL, 1, Replicas.ONE));
    }

    @Override
    PairLoss loss() {
        return held;
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void everyViewIsPulledToTheMeanOfTheGlobalOnes() {
        try (Scope scope = new Scope();
                LeJepaLoss loss = make(0)) {
            Tensor zero = Tensor.zeros(DType.FLOAT64, 4, 3);
            Tensor two = Tensor.full(DType.FLOAT64, 2, 4, 3);
            Tensor five = Tensor.full(DType.FLOAT64, 5, 4, 3);
            assertEquals(
                    (1 + 1 + 16) / 3.0,
                    loss.apply(List.of(zero, two), List.of(five)).total().item(),
                    1e-12);
            assertEquals(1, loss.apply(List.of(zero, two)).total().item(), 1e-12);
        }
    }

    @Test
    void aLossThatTookOverTheStateDrawsTheSame() {
        try (Scope scope = new Scope();
                LeJepaLoss first = make(0.5);
                LeJepaLoss second = make(0.5)) {
            Tensor rows = Tensor.of(Samples.gaussian(55, 0, 40), 8, 5);
            first.apply(rows, rows);
            second.load(first.state());
            assertArrayEquals(
                    new long[] {1}, second.state().get("sigreg.draws.step").toLongs());
            assertArrayEquals(
                    first.apply(rows, rows).total().toBytes(),
                    second.apply(rows, rows).total().toBytes());
        }
    }

    @Test
    void aLambdaAboveOneAndAKindOfViewsMissingAreRefused() {
        try (Scope scope = new Scope();
                SigReg sigreg = new SigReg(SMALL, 1, Replicas.ONE)) {
            assertThrows(IllegalArgumentException.class, () -> new LeJepaLoss(1.1, sigreg));
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 3);
            assertThrows(IllegalArgumentException.class, () -> held.apply(List.of(z), List.of()));
            assertThrows(IllegalArgumentException.class, () -> held.apply(List.of(), List.of(z)));
        }
    }
}
