package dev.selfsame.search;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Properties;
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
        boolean fits = ("postgresql".equals(scheme) || "postgres".equals(scheme))
                && uri.getHost() != null
                && path != null
                && path.length() > 1
                && path.indexOf('/', 1) < 0;
        if (!fits) {
            throw wrong(null);
        }
        String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String info = uri.getUserInfo();
        int colon = info == null ? -1 : info.indexOf(':');
        String user = info == null ? environment.get("PGUSER") : colon < 0 ? info : info.substring(0, colon);
        String password = info == null || colon < 0 ? environment.get("PGPASSWORD") : info.substring(colon + 1);
        return new PostgresUrl("jdbc:postgresql://" + place + query, "postgresql://" + place, user, password);
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
