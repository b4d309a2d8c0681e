package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What tells encoders apart: a hash of what decides which embedding an image gets. For the thread of the network. */
final class EncoderFingerprint {
    private static final long CHUNK = 1 << 20;

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
        MessageDigest digest = sha256();
        text(digest, new TreeMap<>(backbone.architecture()) + "\n" + view);
        new TreeMap<>(backbone.state()).forEach((name, tensor) -> {
            if (tensor.dtype().isFloating()) { // how many batches were counted decides nothing
                text(digest, name + Arrays.toString(tensor.shape()) + tensor.dtype());
                values(digest, tensor);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(UTF_8));
    }

    private static void values(MessageDigest digest, Tensor tensor) {
        long count = tensor.count();
        try (Tensor detached = tensor.detach();
                Tensor contiguous = detached.contiguous();
                Tensor flat = contiguous.reshape(-1)) {
            for (long at = 0; at < count; at += CHUNK) {
                try (Tensor part = flat.narrow(0, at, Math.min(CHUNK, count - at))) {
                    digest.update(part.toBytes());
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
