package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.Sha256;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.TensorBytes;
import dev.selfsame.view.EvaluationView;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What tells encoders apart: a hash of what decides which embedding an image gets. For the thread of the network. */
final class EncoderFingerprint {
    private final Backbone backbone;
    private final EvaluationView view;
    private @Nullable String hash;

    EncoderFingerprint(Backbone backbone, EvaluationView view) {
        this.backbone = backbone;
        this.view = view;
    }

    /** Hexadecimal SHA-256. */
    String get() {
        String known = hash;
        if (known == null) {
            known = compute();
            hash = known;
        }
        return known;
    }

    private String compute() {
        MessageDigest digest = Sha256.digest();
        text(digest, new TreeMap<>(backbone.architecture()) + "\n" + view);
        new TreeMap<>(backbone.state()).forEach((name, tensor) -> {
            if (tensor.dtype().isFloating()) { // how many batches were counted decides nothing
                text(digest, name + Arrays.toString(tensor.shape()) + tensor.dtype());
                TensorBytes.forEachChunk(tensor, digest::update);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(UTF_8));
    }
}
