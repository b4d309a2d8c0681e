package dev.selfsame.log;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an MLflow tracking server is, under which experiment runs go there, and how to say who one is.
 *
 * @param address such as {@code http://localhost:5000}
 * @param experiment its name; made if there is none
 * @param authorization of each request, by the header of this name; null for none
 */
public record MlflowServer(URI address, String experiment, @Nullable String authorization) {
    private static final String EXPERIMENT = "selfsame";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    /** An address in which nothing can be a secret: a scheme, a host, a port and a path. */
    private static final Pattern HARMLESS = Pattern.compile("(\\w+://)?[\\w.-]*(:\\d*)?(/[\\w./-]*)?");

    /** Refuses an authorization that no header can hold, without telling it. */
    public MlflowServer {
        if (authorization != null && !authorization.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "the authorization for MLflow has a line end or another character that no"
                            + " header can hold: see " + TOKEN);
        }
    }

    /**
     * As MLflow's own clients are told: {@code MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code
     * MLFLOW_TRACKING_PASSWORD}, say who one is.
     *
     * @param text {@code http://HOST:PORT}, with or without {@code #EXPERIMENT} behind it; else the experiment is {@code
     *     selfsame}
     * @param environment names and values
     * @throws IllegalArgumentException if it is no such address, has a password in it, or the token is none; the message
     *     tells no secret
     */
    public static MlflowServer of(String text, Map<String, String> environment) {
        int hash = text.indexOf('#');
        String place = hash < 0 ? text : text.substring(0, hash);
        String experiment = hash < 0 ? EXPERIMENT : text.substring(hash + 1);
        if (place.contains("@")) { // some addresses with a password can't be taken apart, and are no less secret
            throw new IllegalArgumentException(
                    "name and password for MLflow don't belong into its address: give them by"
                            + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        }
        URI address = parsed(place.replaceFirst("/+$", ""));
        if (address == null || !isServer(address)) {
            throw new IllegalArgumentException((HARMLESS.matcher(place).matches() ? place : "that")
                    + " is no address of an MLflow server such as http://localhost:5000");
        }
        if (experiment.isBlank()) {
            throw new IllegalArgumentException("the name of the MLflow experiment behind # is empty");
        }
        return new MlflowServer(address, experiment, authorization(environment));
    }

    /** Null where it is no address; why not would tell all of it. */
    private static @Nullable URI parsed(String place) {
        try {
            return new URI(place);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isServer(URI address) {
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        return http && address.getHost() != null && address.getQuery() == null;
    }

    private static @Nullable String authorization(Map<String, String> environment) {
        String token = value(environment, TOKEN);
        if (token != null) {
            return "Bearer " + token;
        }
        String name = value(environment, "MLFLOW_TRACKING_USERNAME");
        String password = value(environment, "MLFLOW_TRACKING_PASSWORD");
        return name == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Null for an empty one too. */
    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Without the authorization. */
    @Override
    public String toString() {
        return "MlflowServer[" + address + "#" + experiment + "]";
    }
}
