package dev.selfsame.search;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and as whom.
 *
 * @param jdbc for the driver
 * @param shown for people, without a password
 * @param user null for the driver's choice
 * @param password null for none
 */
record PostgresUrl(String jdbc, String shown, @Nullable String user, @Nullable String password) {
    /** Seconds to wait for a server that doesn't answer at all. */
    private static final String PATIENCE = "20";

    /** User and password, host, port. {@link URI} itself knows no host with an underscore. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([^@:]*)(?::([^@]*))?@)?(\\[[^\\]]+]|[\\w.-]+)(:\\d{1,5})?");

    static PostgresUrl parse(String text) {
        return parse(text, System.getenv());
    }

    static PostgresUrl parse(String text, Map<String, String> environment) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(e); // without its text, which has the password
        }
        String scheme = uri.getScheme();
        String path = uri.getPath();
        Matcher authority = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
        boolean fits = ("postgresql".equals(scheme) || "postgres".equals(scheme))
                && uri.getRawAuthority() != null
                && authority.matches()
                && path != null
                && path.length() > 1
                && path.indexOf('/', 1) < 0;
        if (!fits) {
            throw wrong(null);
        }
        String port = authority.group(4);
        String place = authority.group(3) + (port == null ? "" : port) + uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String user = decoded(authority.group(1), environment.get("PGUSER"));
        String password = decoded(authority.group(2), environment.get("PGPASSWORD"));
        return new PostgresUrl("jdbc:postgresql://" + place + query, "postgresql://" + place, user, password);
    }

    /** What a part of the address says, or something else where it isn't there. */
    private static @Nullable String decoded(@Nullable String part, @Nullable String otherwise) {
        return part == null ? otherwise : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(@Nullable URISyntaxException e) {
        String why = "a database must be given as postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE";
        return new IllegalArgumentException(e == null ? why : why + "; " + e.getReason() + " at " + e.getIndex());
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", PATIENCE);
        properties.setProperty("ApplicationName", "selfsame");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    @Override
    public String toString() {
        return shown;
    }
}
