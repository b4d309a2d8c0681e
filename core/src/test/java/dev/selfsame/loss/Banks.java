package dev.selfsame.loss;

import dev.selfsame.nn.MemoryBank;
import dev.selfsame.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Small banks for the views of the contract test, one for each number of columns. */
final class Banks implements AutoCloseable {
    private final Map<Long, MemoryBank> banks = new HashMap<>();

    Banks() {
        for (int d : new int[] {1, 2, 3, 4, 5, 7, 8, 16, 24, 32, 64}) {
            MemoryBank bank = new MemoryBank(12, d);
            bank.initialize(d);
            banks.put((long) d, bank);
        }
    }

    /** The bank that fits embeddings; any where none does, since such embeddings are refused before. */
    MemoryBank of(Tensor z) {
        return banks.getOrDefault(z.rank() == 2 ? z.size(1) : 8L, of(8));
    }

    MemoryBank of(long columns) {
        return banks.get(columns);
    }

    /** A loss with the bank that fits its views. */
    PairLoss fitted(Function<MemoryBank, PairLoss> maker) {
        return new PairLoss() {
            @Override
            public Loss apply(Tensor z0, Tensor z1) {
                return maker.apply(of(z0)).apply(z0, z1);
            }

            @Override
            public String toString() {
                return maker.apply(of(8)).toString();
            }
        };
    }

    @Override
    public void close() {
        banks.values().forEach(MemoryBank::close);
    }
}
