package dev.selfsame.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Words that nobody can guess. They are drawn anew at each start and stand in no file. */
final class Secrets {
    private static final int BYTES = 24;

    private Secrets() {}

    /** Of 32 letters, digits, dashes and underscores. */
    static String draw() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether somebody knows a secret; takes as long for a near miss as for a far one. */
    static boolean match(String secret, String said) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }
}
