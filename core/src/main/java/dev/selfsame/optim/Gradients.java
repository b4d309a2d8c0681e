package dev.selfsame.optim;

import dev.selfsame.tensor.Foreach;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is done to gradients between backward and step. */
public final class Gradients {
    private Gradients() {}

    /**
     * The Euclidean norm of all gradients together (Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063). Parameters without
     * a gradient count nothing.
     */
    public static double norm(Collection<Tensor> parameters) {
        try (Scope scope = new Scope()) {
            return norm(present(parameters));
        }
    }

    /**
     * Scales all gradients by one number so that their norm is at most {@code maxNorm}, as PyTorch's clip_grad_norm_: by
     * {@code maxNorm / (norm + 1e-6)} where that is below 1. Where the norm is not finite, nothing is scaled.
     *
     * @param maxNorm above 0
     * @return the norm before
     */
    public static double clip(Collection<Tensor> parameters, double maxNorm) {
        if (!(maxNorm > 0 && maxNorm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("maxNorm must be a number above 0, got " + maxNorm);
        }
        try (Scope scope = new Scope()) {
            List<Tensor> gradients = present(parameters);
            double norm = norm(gradients);
            double scale = maxNorm / (norm + 1e-6);
            if (scale < 1 && norm < Double.POSITIVE_INFINITY) {
                Foreach.mul(gradients, scale);
            }
            return norm;
        }
    }

    private static List<Tensor> present(Collection<Tensor> parameters) {
        List<Tensor> gradients = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.gradient();
            if (gradient != null) {
                gradients.add(gradient);
            }
        }
        return gradients;
    }

    private static double norm(List<Tensor> gradients) {
        if (gradients.isEmpty()) {
            return 0;
        }
        double sum = 0;
        for (double norm : Foreach.norms(gradients).toDoubles()) {
            sum += norm * norm;
        }
        return Math.sqrt(sum);
    }
}
