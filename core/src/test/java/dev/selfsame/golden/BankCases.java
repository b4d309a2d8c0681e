package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.nn.NearestNeighbourBank;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/**
 * Golden cases of memory banks and of the losses that read them: values, gradients and the bank after each call. Where a
 * batch passes the end of the bank Lightly drops the rest; there the bank is held against a ring written in plain Java,
 * and goes on from Lightly's state, so that the calls after it are checked as well.
 */
final class BankCases {
    private BankCases() {}

    /** Whether the case has a loss with a memory bank. */
    static boolean hasBank(JsonNode goldenCase) {
        JsonNode size = goldenCase.path("args").path("memory_bank_size");
        return size.isArray() || size.asInt(0) != 0;
    }

    static void check(JsonNode goldenCase, JsonNode file) {
        if (Golden.raisesInConstructor(goldenCase)) {
            assertThrows(IllegalArgumentException.class, () -> make(goldenCase).close());
            return;
        }
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope();
                    MemoryBank bank = make(goldenCase)) {
                bank.initialize(0);
                bank.to(dtype);
                Golden.load(goldenCase, bank);
                switch (goldenCase.get("target").asText()) {
                    case "MemoryBankModule" ->
                        Golden.steps(goldenCase).forEach(step -> negatives(goldenCase, step, bank));
                    case "NNMemoryBankModule" -> nearest(goldenCase, bank);
                    default -> loss(goldenCase, bank, dtype);
                }
            }
        }
    }

    /**
     * A bank as large as the case wants it; Lightly's plain number of rows takes the first embeddings' length, and its modules have
     * 65,536 rows where nothing is said.
     */
    private static MemoryBank make(JsonNode goldenCase) {
        JsonNode args = goldenCase.path("args");
        boolean module = goldenCase.get("target").asText().endsWith("Module");
        JsonNode size = args.path(module ? "size" : "memory_bank_size");
        int columns = size.isArray() ? size.get(1).asInt() : columns(goldenCase);
        int rows = size.isArray() ? size.get(0).asInt() : size.asInt(65536);
        return new MemoryBank(rows, columns, !module, Replicas.ONE);
    }

    private static int columns(JsonNode goldenCase) {
        JsonNode inputs = Golden.steps(goldenCase).get(0).get("inputs");
        JsonNode first = inputs.has("output") ? inputs.get("output") : inputs.get("z0");
        int columns = (int) Golden.shape(first)[1];
        boolean direct = goldenCase.get("target").asText().equals("DirectCLRLoss");
        return direct ? Math.min(columns, ContrastCases.lossDim(goldenCase.path("args"))) : columns;
    }

    // ---- the modules ----

    private static void negatives(JsonNode goldenCase, JsonNode step, MemoryBank bank) {
        LossCases.allow(goldenCase.path("args"), "size", "feature_dim_first");
        if (isRefused(step, bank)) {
            return;
        }
        boolean turned = goldenCase.path("args").path("feature_dim_first").asBoolean(true);
        Tensor rows = bank.rows();
        Golden.assertResult(step, "negatives", turned ? rows.t() : rows);
        update(step, bank);
    }

    /** Whether Lightly refuses the rows of a call; then the bank does, too. */
    private static boolean isRefused(JsonNode step, MemoryBank bank) {
        boolean raises = step.path("expected").has("raises");
        if (raises) {
            Tensor rows =
                    Golden.tensor(step.get("inputs").get("output"), bank.rows().dtype());
            assertThrows(IllegalArgumentException.class, () -> bank.enqueue(rows));
        }
        return raises;
    }

    private static void nearest(JsonNode goldenCase, MemoryBank bank) {
        LossCases.allow(goldenCase.path("args"), "size");
        try (NearestNeighbourBank asked = new NearestNeighbourBank(bank.size(), bank.dimensions())) {
            asked.initialize(0);
            asked.to(bank.rows().dtype());
            bank.state()
                    .forEach((name, tensor) -> asked.state().get("bank." + name).copyInPlace(tensor));
            for (JsonNode step : Golden.steps(goldenCase)) {
                if (isRefused(step, asked.bank())) {
                    continue;
                }
                Tensor z = Golden.tensor(
                        step.get("inputs").get("output"), bank.rows().dtype());
                Golden.assertResult(step, "nearest", asked.nearest(z));
                update(step, asked.bank());
            }
        }
    }

    private static void update(JsonNode step, MemoryBank bank) {
        JsonNode inputs = step.get("inputs");
        if (inputs.path("update").asBoolean(false)) {
            enqueue(step, bank, Golden.tensor(inputs.get("output"), bank.rows().dtype()), false);
        } else {
            assertState(step, bank);
        }
    }

    // ---- the losses ----

    private static void loss(JsonNode goldenCase, MemoryBank bank, DType dtype) {
        PairLoss loss = BankLosses.of(goldenCase, bank);
        for (JsonNode step : Golden.steps(goldenCase)) {
            Map<String, Tensor> inputs = LossCases.inputs(step, dtype);
            Tensor z0 = Objects.requireNonNull(inputs.get("z0"));
            Tensor z1 = Objects.requireNonNull(inputs.get("z1"));
            if (step.path("expected").has("raises")) {
                assertThrows(IllegalArgumentException.class, () -> loss.apply(z0, z1));
                continue;
            }
            Loss result = Nonfinite.orRefused(step, () -> loss.apply(z0, z1));
            if (result == null) {
                continue;
            }
            LossCases.checkResults(goldenCase, step, inputs, result);
            // Lightly's CO2 puts keys in on every call, its others where the queries have a gradient.
            boolean always = goldenCase.get("target").asText().equals("CO2Regularizer");
            if (always || Golden.requiresGradient(step)) {
                enqueue(step, bank, z1.flatten(1).narrow(1, 0, bank.dimensions()), true);
            } else {
                assertState(step, bank);
            }
        }
    }

    // ---- the state ----

    /** Puts rows in and holds the bank against the state that the step expects, if it says one. */
    private static void enqueue(JsonNode step, MemoryBank bank, Tensor rows, boolean unit) {
        if (!step.get("expected").has("state")) { // what Lightly keeps of them, without a look
            bank.enqueue(rows.narrow(0, 0, Math.min(rows.size(0), bank.size() - pointer(bank))));
            return;
        }
        double[] ring = bank.rows().toDoubles();
        int before = pointer(bank);
        int count = (int) rows.size(0);
        bank.enqueue(rows);
        if (before + count <= bank.size()) {
            assertState(step, bank);
            return;
        }
        JsonNode state = step.get("expected").get("state");
        assertEquals(0, Golden.numbers(state.get("bank_ptr"))[0], "Lightly begins anew");
        assertEquals((before + count) % bank.size(), pointer(bank), "the ring goes on");
        int columns = bank.dimensions();
        double[] values = rows.toDoubles();
        for (int i = 0; i < count; i++) {
            double squares = 0;
            for (int j = 0; j < columns; j++) {
                squares += values[i * columns + j] * values[i * columns + j];
            }
            for (int j = 0; j < columns; j++) {
                double value = values[i * columns + j] / (unit ? Math.sqrt(squares) : 1);
                ring[(before + i) % bank.size() * columns + j] = value;
            }
        }
        double error = Golden.float32Error(step, "state");
        Tensor now = bank.rows();
        Golden.assertClose("bank", ring, now.toDoubles(), now.dtype(), error);
        bank.load(Map.of("bank", Golden.tensor(state.get("bank")), "bank_ptr", Tensor.of(new long[1], 1)));
    }

    private static void assertState(JsonNode step, MemoryBank bank) {
        JsonNode state = step.get("expected").get("state");
        if (state == null) {
            return;
        }
        Tensor now = bank.rows();
        double error = Golden.float32Error(step, "state");
        Golden.assertClose("bank", Golden.numbers(state.get("bank")), now.toDoubles(), now.dtype(), error);
        assertEquals(Golden.numbers(state.get("bank_ptr"))[0], pointer(bank), "bank_ptr");
    }

    private static int pointer(MemoryBank bank) {
        return Objects.requireNonNull(bank.state().get("bank_ptr")).toInts()[0];
    }
}
