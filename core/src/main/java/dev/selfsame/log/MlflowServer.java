package dev.selfsame.log;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
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

    /**
     * As MLflow's own clients are told: {@code MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code
     * MLFLOW_TRACKING_PASSWORD}, say who one is.
     *
     * @param text {@code http://HOST:PORT}, with or without {@code #EXPERIMENT} behind it; else the experiment is {@code
     *     selfsame}
     * @param environment names and values
     * @throws IllegalArgumentException if it is no such address, or has a password in it
     */
    public static MlflowServer of(String text, Map<String, String> environment) {
        int hash = text.indexOf('#');
        String place = hash < 0 ? text : text.substring(0, hash);
        String experiment = hash < 0 ? EXPERIMENT : text.substring(hash + 1);
        URI address;
        try {
            address = URI.create(place.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    place + " is no address of an MLflow server such as http://localhost:5000", e);
        }
        if (address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "name and password for MLflow don't belong into its address: give them by"
                            + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        }
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http || address.getHost() == null || address.getQuery() != null) {
            throw new IllegalArgumentException(
                    place + " is no address of an MLflow server such as http://localhost:5000");
        }
        if (experiment.isBlank()) {
            throw new IllegalArgumentException("the name of the MLflow experiment behind # is empty");
        }
        return new MlflowServer(address, experiment, authorization(environment));
    }

    private static @Nullable String authorization(Map<String, String> environment) {
        String token = environment.get("MLFLOW_TRACKING_TOKEN");
        if (token != null) {
            return "Bearer " + token;
        }
        String name = environment.get("MLFLOW_TRACKING_USERNAME");
        String password = environment.get("MLFLOW_TRACKING_PASSWORD");
        return name == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Without the authorization. */
    @Override
    public String toString() {
        return "MlflowServer[" + address + "#" + experiment + "]";
    }
}
