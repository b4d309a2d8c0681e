package dev.selfsame.tensor;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;

/** Every decomposition of large matrices, and their gradients, on a thread with a small stack. */
final class LapackProgram {
    private static final int SIZE = 600;

    private LapackProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread thread = new Thread(null, LapackProgram::decompose, "small", 256 << 10);
        thread.start();
        thread.join();
    }

    private static void decompose() {
        try (Scope scope = new Scope()) {
            Draws draws = Draws.of(1, Stream.WEIGHTS, 0, 0);
            double[] values = new double[2 * SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
                values[i] = draws.gaussian();
            }
            Tensor two = Tensor.of(values, 2, SIZE, SIZE).requireGradient(true);
            Linalg.logAbsDeterminant(two).sum().backward();
            Tensor one = two.detach().select(0, 0);
            Tensor positive = one.matmul(one.t());
            System.out.println(
                    "determinants " + Linalg.logAbsDeterminant(positive).item() / 2 + " "
                            + Linalg.logAbsDeterminant(one).item());
            Linalg.singularValues(one);
            Linalg.symmetricEigenvalues(positive);
            Linalg.symmetricEigen(positive);
            Linalg.solveTriangular(Linalg.cholesky(positive), one, false);
            System.out.println("done");
        }
    }
}
