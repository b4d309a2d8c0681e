package dev.selfsame.loss;

import dev.selfsame.nn.MemoryBank;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * Relational self-supervised learning (Zheng et al. 2021, arXiv:2107.09282, section 3): how similar the student's
 * embedding is to each of K earlier images should be as the teacher has it. With m the rows of a {@link MemoryBank}:
 *
 * <pre>{@code
 * pˢᵢ  = softmax over m of  cos(sᵢ, m)/τₛ
 * pᵗᵢ  = softmax over m of  cos(tᵢ, m)/τₜ
 * loss = mean over N rows i of  −Σₘ pᵗᵢₘ log pˢᵢₘ
 * }</pre>
 *
 * <p>Gradients reach the student only. The teacher sees a weak augmentation and is sharper, τₜ below τₛ; it is a moving
 * average. The bank holds still: a step puts the teacher's embeddings in afterwards, by {@code bank.enqueue(teacher)}.
 *
 * @param studentTemperature τₛ, by default 0.1; not almost 0
 * @param teacherTemperature τₜ, by default 0.04; not almost 0
 * @param bank earlier teachers' embeddings, of length 1. It belongs to the method, which has it in its state. Where it
 *     gathers over replicas, this needs no more.
 */
public record ReSslLoss(double studentTemperature, double teacherTemperature, MemoryBank bank) implements PairLoss {
    /** Checks the temperatures. */
    public ReSslLoss {
        Pairs.requireTemperature(studentTemperature);
        Pairs.requireTemperature(teacherTemperature);
    }

    /** Temperatures of 0.1 and 0.04. */
    public ReSslLoss(MemoryBank bank) {
        this(0.1, 0.04, bank);
    }

    /**
     * The term {@code relation}.
     *
     * @param z0 the student's embeddings: [N, D]
     * @param z1 the teacher's, without gradient: [N, D]
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("ReSslLoss", z0, z1, 1);
        MoCoLoss.requireFit("ReSslLoss", bank, z0);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Tensor rows = MoCoLoss.rows(bank, z0).t(); // [D, K]
        Tensor student = Norm.l2(z0).div(studentTemperature).matmul(rows); // [N, K]
        Tensor teacher = Norm.l2(z1.detach()).div(teacherTemperature).matmul(rows); // [N, K]
        Tensor target = Softmax.softmax(teacher, 1);
        Tensor entropies = target.mul(Softmax.logSoftmax(student, 1)).sum(1, false); // [N]
        return Loss.of("relation", entropies.mean().neg());
    }
}
