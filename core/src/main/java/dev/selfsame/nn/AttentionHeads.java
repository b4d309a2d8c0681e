package dev.selfsame.nn;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * What self-attention of several heads makes of each token's query, key and value, side by side: [N, L, 3D] → [N, L, D].
 *
 * @param dimensions D
 * @param heads which divide D
 */
record AttentionHeads(int dimensions, int heads) {
    Tensor mix(Tensor all) {
        long n = all.size(0);
        long length = all.size(1);
        try (Scope scope = new Scope()) {
            Tensor parts = all.reshape(n, length, 3, heads, width()).permute(2, 0, 3, 1, 4); // [3, N, heads, L, width]
            Tensor mixed = Softmax.attention(parts.select(0, 0), parts.select(0, 1), parts.select(0, 2));
            return scope.keep(mixed.transpose(1, 2).reshape(n, length, dimensions));
        }
    }

    /** The same in words. */
    <V> V describe(Operations<V> to, V all) {
        V parts = to.permute(to.reshape(all, 0, 0, 3, heads, width()), 2, 0, 3, 1, 4);
        V queries = to.scale(to.select(parts, 0, 0), 1 / Math.sqrt(width())); // [N, heads, L, width]
        V keys = to.permute(to.select(parts, 0, 1), 0, 1, 3, 2);
        V mixed = to.matmul(to.softmax(to.matmul(queries, keys), 3), to.select(parts, 0, 2));
        return to.reshape(to.permute(mixed, 0, 2, 1, 3), 0, 0, dimensions);
    }

    /** Of a head. */
    private int width() {
        return dimensions / heads;
    }
}
