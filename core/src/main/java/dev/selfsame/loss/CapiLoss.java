package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster prediction of CAPI (Darcet et al. 2025, arXiv:2502.08769, section 3). The teacher's logits of all tokens
 * become assignments by {@link Sinkhorn}, each position in the image balanced over the batch by itself, so that clusters
 * can't stand for positions; for each token to predict the student has to give the teacher's assignment:
 *
 * <pre>{@code
 * q    = Sinkhorn(teacher/τₜ), position by position
 * loss = mean over B images and their predicted tokens of  −Σₖ qₖ log softmax(student/τₛ)ₖ
 * }</pre>
 *
 * <p>Gradients flow into the student only. CAPI trains the teacher's clusters by the same loss, its own logits as the
 * student's.
 *
 * @param teacherTemperature τₜ, by default 0.06
 * @param studentTemperature τₛ, by default 0.12
 * @param iterations Sinkhorn's, by default 3
 * @param replicas who shares the batch; assignments are balanced over the whole of it
 */
public record CapiLoss(double teacherTemperature, double studentTemperature, int iterations, Replicas replicas) {
    /** Checks the numbers. */
    public CapiLoss {
        Checks.divisor("teacherTemperature", teacherTemperature);
        Checks.divisor("studentTemperature", studentTemperature);
        Checks.count("iterations", iterations, 0);
    }

    /** τₜ 0.06, τₛ 0.12, three iterations. */
    public CapiLoss() {
        this(0.06, 0.12, 3, Replicas.ONE);
    }

    /** The student predicts every token of the teacher. */
    public Loss apply(Tensor teacher, Tensor student) {
        return apply(teacher, student, null);
    }

    /**
     * The term {@code clusters}.
     *
     * @param teacher logits of all tokens: [B, tokens, K]
     * @param student logits of the predicted tokens: [B, predicted, K]
     * @param index which tokens of the teacher these are, each 0 to tokens − 1: int64 [B, predicted]; null for all
     */
    public Loss apply(Tensor teacher, Tensor student, @Nullable Tensor index) {
        Checks.requireShape("CapiLoss", "logits of the teacher", teacher, -1, -1, -1);
        long predicted = index == null ? teacher.size(1) : -1;
        Checks.requireShape("CapiLoss", "logits of the student", student, teacher.size(0), predicted, teacher.size(2));
        if (student.count() == 0) {
            throw new IllegalArgumentException(
                    "CapiLoss has no token to predict in " + Arrays.toString(student.shape()));
        }
        long[] shape = Arrays.copyOf(student.shape(), 2);
        if (index != null && (index.dtype() != DType.INT64 || !Arrays.equals(index.shape(), shape))) {
            throw new IllegalArgumentException("CapiLoss wants an int64 index of shape " + Arrays.toString(shape)
                    + ", got " + index.dtype() + Arrays.toString(index.shape()));
        }
        return Inputs.compute(List.of(teacher, student), both -> formula(both.get(0), both.get(1), index));
    }

    private Loss formula(Tensor teacher, Tensor student, @Nullable Tensor index) {
        Tensor targets =
                new Sinkhorn(iterations, replicas).positionwise(teacher.detach().div(teacherTemperature));
        if (index != null) {
            targets = Indexing.gather(targets, 1, index.unsqueeze(2).expand(-1, -1, targets.size(2)));
        }
        Tensor predictions = Softmax.logSoftmax(student.div(studentTemperature), 2); // [B, predicted, K]
        return Loss.of("clusters", targets.mul(predictions).sum(2, false).mean().neg());
    }
}
