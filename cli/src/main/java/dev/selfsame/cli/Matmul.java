package dev.selfsame.cli;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/** How fast matrices are multiplied here. */
final class Matmul {
    private static final int SIDE = 1024;
    private static final long LONG_ENOUGH_NANOS = 500_000_000L;

    private Matmul() {}

    /** Billions of floating-point operations a second, over half a second; the first product is not counted. */
    static double gigaflops(DType dtype) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor a = Tensor.ones(DType.FLOAT32, SIDE, SIDE).to(dtype);
            a.matmul(a).close();
            long since = System.nanoTime();
            int products = 0;
            long elapsed;
            do {
                a.matmul(a).close();
                products++;
                elapsed = System.nanoTime() - since;
            } while (elapsed < LONG_ENOUGH_NANOS);
            return 2.0 * SIDE * SIDE * SIDE * products / elapsed;
        }
    }
}
