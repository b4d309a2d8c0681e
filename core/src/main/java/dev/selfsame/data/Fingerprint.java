package dev.selfsame.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of a source: SHA-256 over each image's name, label and size, each name and label closed by a zero byte. */
final class Fingerprint {
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(8);

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** Adds an image; its size is -1 where the file is missing, its label empty where it has none. */
    void add(byte[] name, byte[] label, long size) {
        digest.update(name);
        digest.update((byte) 0);
        digest.update(label);
        digest.update((byte) 0);
        digest.update(number.putLong(0, size).array());
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
