package dev.selfsame.dashboard;

/**
 * Where a dashboard is served.
 *
 * @param host name or address of this machine to listen at, {@code localhost} by default; at any that other machines reach,
 *     the page wants a token
 * @param port 1 to 65,535, {@value #PORT} by default; 0 for one that is free
 */
public record DashboardConfig(String host, int port) {
    /** The usual port. */
    public static final int PORT = 7361;

    /** For this machine only, at the usual port. */
    public static final DashboardConfig DEFAULT = new DashboardConfig("localhost", PORT);

    /** Checks the range. */
    public DashboardConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host must be a name or an address, got none");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be 0 to 65535, got " + port);
        }
    }

    /** The same at another host. */
    public DashboardConfig withHost(String newHost) {
        return new DashboardConfig(newHost, port);
    }

    /** The same at another port. */
    public DashboardConfig withPort(int newPort) {
        return new DashboardConfig(host, newPort);
    }
}
