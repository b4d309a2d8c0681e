package dev.selfsame.train;

import dev.selfsame.data.AbsolutePath;
import dev.selfsame.data.EpochOrder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Sampler;
import dev.selfsame.data.Sha256;
import dev.selfsame.data.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Which images an epoch shows, and how often: a {@link Sampler} by name.
 *
 * @param kind of sampler
 * @param weights file of a {@link Kind#WEIGHTED} sampler: a name, a tab and a weight a line; empty for the others
 * @param names file of a {@link Kind#HARD} sampler: a name a line; empty for the others
 * @param factor how often a {@link Kind#HARD} sampler shows these an epoch, 2 to 1000
 * @param sha256 of the file, hexadecimal, so that a run goes on with the same; empty until the run has begun
 */
public record SamplerSettings(Kind kind, String weights, String names, int factor, String sha256) {
    /** The samplers there are. */
    public enum Kind {
        /** {@link Sampler.Uniform}. */
        UNIFORM,
        /** {@link Sampler.Balanced}. */
        BALANCED,
        /** {@link Sampler.Weighted}. */
        WEIGHTED,
        /** {@link Sampler.Hard}. */
        HARD
    }

    /** Each image once an epoch. */
    public static final SamplerSettings DEFAULT = new SamplerSettings(Kind.UNIFORM, "", "", 2, "");

    /** Checks that the kind has its file, and no other has. */
    public SamplerSettings {
        requireFor(Kind.WEIGHTED, kind, "sampler.weights", weights);
        requireFor(Kind.HARD, kind, "sampler.names", names);
        if (factor < 2 || factor > 1000) {
            throw new IllegalArgumentException("sampler.factor must be 2 to 1000, got " + factor);
        }
    }

    private static void requireFor(Kind owner, Kind kind, String key, String file) {
        String name = RecordTree.word(owner);
        if (kind == owner && file.isEmpty()) {
            throw new IllegalArgumentException(
                    "sampler.kind " + name + " needs the file " + key + " (--" + key.replace('.', '-') + ")");
        }
        if (kind != owner && !file.isEmpty()) {
            throw new IllegalArgumentException(
                    key + " goes with sampler.kind " + name + ", not with " + RecordTree.word(kind));
        }
    }

    private String file() {
        return weights.isEmpty() ? names : weights;
    }

    /**
     * The order of a run's images.
     *
     * @throws IllegalArgumentException if they, or the file, are not what the sampler needs
     */
    EpochOrder order(ImageSource images, long seed) {
        Sampler sampler =
                switch (kind) {
                    case UNIFORM -> Sampler.UNIFORM;
                    case BALANCED -> new Sampler.Balanced();
                    case WEIGHTED -> new Sampler.Weighted(Path.of(weights));
                    case HARD -> new Sampler.Hard(Path.of(names), factor);
                };
        try {
            return sampler.over(images, seed);
        } catch (SourceException e) {
            throw new IllegalArgumentException("sampler: " + e.getMessage(), e);
        }
    }

    /**
     * The same with the file's place and hash.
     *
     * @throws IllegalArgumentException if the file is another than that of the hash
     */
    SamplerSettings resolved() {
        if (file().isEmpty()) {
            return this;
        }
        String hash = hash(Path.of(file()));
        if (!sha256.isEmpty() && !sha256.equals(hash)) {
            throw new IllegalArgumentException("sampler: " + file() + " is not the file that the run began with: its"
                    + " SHA-256 is " + hash + ", and sampler.sha256 is " + sha256);
        }
        return new SamplerSettings(kind, absolute(weights), absolute(names), factor, hash);
    }

    private static String absolute(String file) {
        return file.isEmpty() ? "" : AbsolutePath.of(Path.of(file)).toString();
    }

    private static String hash(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.digest();
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new IllegalArgumentException("sampler: cannot read " + file + ": " + Reason.of(e), e);
        }
    }
}
