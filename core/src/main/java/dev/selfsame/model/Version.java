package dev.selfsame.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Selfsame this is. */
public final class Version {
    private static final String CURRENT = read();

    private Version() {}

    /** The version of this library, such as {@code 0.1.0}. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("the library is incomplete: version.properties is missing");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties can't be read", e);
        }
        return properties.getProperty("version", "");
    }
}
