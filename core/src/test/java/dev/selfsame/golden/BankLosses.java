package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Co2;
import dev.selfsame.loss.DirectClrLoss;
import dev.selfsame.loss.MoCoLoss;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.loss.ReSslLoss;
import dev.selfsame.nn.MemoryBank;

/** The losses of golden cases that read a memory bank, by Lightly's names and arguments. */
final class BankLosses {
    private BankLosses() {}

    static PairLoss of(JsonNode goldenCase, MemoryBank bank) {
        JsonNode args = goldenCase.path("args");
        switch (goldenCase.get("target").asText()) {
            case "NTXentLoss" -> {
                LossCases.allow(args, "temperature", "memory_bank_size");
                return moco(args, bank);
            }
            case "DirectCLRLoss" -> {
                LossCases.allow(args, "temperature", "memory_bank_size", "loss_dim");
                return new DirectClrLoss(ContrastCases.lossDim(args), moco(args, bank));
            }
            case "CO2Regularizer" -> {
                LossCases.allow(args, "alpha", "t_consistency", "memory_bank_size");
                double alpha = LossCases.argument(args, "alpha", 1);
                return new Co2(alpha, LossCases.argument(args, "t_consistency", 0.05), true, bank, Replicas.ONE);
            }
            case "ReSSL" -> {
                LossCases.allow(args, "temperature_q", "temperature_k", "memory_bank_size");
                ReSslLoss usual = new ReSslLoss(bank);
                return new ReSslLoss(
                        LossCases.argument(args, "temperature_q", usual.studentTemperature()),
                        LossCases.argument(args, "temperature_k", usual.teacherTemperature()),
                        bank);
            }
            default -> throw new AssertionError("no loss with a bank for the target " + goldenCase.get("target"));
        }
    }

    /** Lightly's default temperature is that of NT-Xent, also with a bank. */
    private static PairLoss moco(JsonNode args, MemoryBank bank) {
        return new MoCoLoss(LossCases.argument(args, "temperature", new NtXent().temperature()), bank);
    }
}
