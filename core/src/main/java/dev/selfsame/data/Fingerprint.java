package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.IntToLongFunction;

/** The hash of a source: SHA-256 over each image's name, label and size, each name and label closed by a zero byte. */
final class Fingerprint {
    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer number = ByteBuffer.allocate(8);

    /** Adds an image; its size is -1 where the file is missing, its label empty where it has none. */
    void add(byte[] name, byte[] label, long size) {
        digest.update(name);
        digest.update((byte) 0);
        digest.update(label);
        digest.update((byte) 0);
        digest.update(number.putLong(0, size).array());
    }

    /**
     * That of a source whose names are text.
     *
     * @param sizes of the images' files by their place
     */
    static String of(ImageSource source, IntToLongFunction sizes) {
        Fingerprint fingerprint = new Fingerprint();
        for (int i = 0; i < source.size(); i++) {
            String label = source.label(i);
            byte[] text = label == null ? new byte[0] : label.getBytes(UTF_8);
            fingerprint.add(source.name(i).getBytes(UTF_8), text, sizes.applyAsLong(i));
        }
        return fingerprint.hex();
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
