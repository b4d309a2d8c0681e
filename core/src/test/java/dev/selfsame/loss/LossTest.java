package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTest {
    @Test
    void termsKeepTheirOrderAndAddUp() {
        try (Scope scope = new Scope()) {
            Loss loss = two(1, 2);
            assertEquals(List.of("pull", "push"), List.copyOf(loss.terms().keySet()));
            assertEquals(3, loss.total().item());
        }
    }

    @Test
    void addingSumsTermsOfOneNameAndAppendsTheOthers() {
        try (Scope scope = new Scope()) {
            Loss loss = two(1, 2).add(Loss.of("push", value(10))).add(Loss.of("spread", value(100)));
            assertEquals(
                    List.of("pull", "push", "spread"), List.copyOf(loss.terms().keySet()));
            assertEquals(12, loss.terms().get("push").item());
            assertEquals(113, loss.total().item());
        }
    }

    @Test
    void multiplyingScalesEachTermAndTheGradient() {
        try (Scope scope = new Scope()) {
            Tensor x = value(3).requireGradient(true);
            Loss loss = Loss.of("square", x.square()).mul(0.5);
            loss.total().backward();
            assertEquals(4.5, loss.total().item());
            assertEquals(4.5, loss.terms().get("square").item());
            assertEquals(3, Samples.gradient(x)[0]);
        }
    }

    @Test
    void theEmbeddingGoesAlongWithoutGradient() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 2, 3).requireGradient(true);
            Loss plain = two(1, 2);
            assertNull(plain.embedding());
            Loss with = plain.withEmbedding(z);
            for (Loss loss : List.of(with, with.mul(2), with.add(plain), plain.add(with))) {
                Tensor embedding = loss.embedding();
                assertNotNull(embedding);
                assertTrue(!embedding.requiresGradient());
                assertEquals(6, embedding.count());
            }
        }
    }

    @Test
    void theCounterpartStaysWithItsEmbedding() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 2, 3).requireGradient(true);
            Loss plain = two(1, 2);
            assertNull(plain.counterpart());
            Loss alone = plain.withEmbedding(z);
            Loss with = alone.withCounterpart(z.mul(2));
            for (Loss loss : List.of(with, with.mul(2), with.add(alone), plain.add(with), with.withFeatures(z))) {
                Tensor counterpart = loss.counterpart();
                assertNotNull(counterpart);
                assertTrue(!counterpart.requiresGradient());
                assertEquals(12, counterpart.sum().item());
            }
            assertNull(alone.add(with).counterpart());
        }
    }

    @Test
    void whatIsNoLossIsRefused() {
        try (Scope scope = new Scope()) {
            assertThrows(IllegalArgumentException.class, () -> Loss.of(Map.of()));
            Exception refused =
                    assertThrows(IllegalArgumentException.class, () -> Loss.of("pull", Tensor.ones(DType.FLOAT32, 3)));
            assertTrue(refused.getMessage().contains("pull"), refused.getMessage());
            Map<String, Tensor> terms = two(1, 2).terms();
            assertThrows(UnsupportedOperationException.class, terms::clear);
        }
    }

    @Test
    void saysTotalAndTerms() {
        try (Scope scope = new Scope()) {
            assertEquals("Loss 3.0, pull 1.0, push 2.0", two(1, 2).toString());
        }
    }

    private static Loss two(double pull, double push) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("pull", value(pull));
        terms.put("push", value(push));
        return Loss.of(terms);
    }

    private static Tensor value(double value) {
        return Tensor.full(DType.FLOAT64, value);
    }
}
