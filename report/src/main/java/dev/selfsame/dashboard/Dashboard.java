package dev.selfsame.dashboard;

import com.sun.net.httpserver.HttpServer;
import dev.selfsame.data.ImageSource;
import dev.selfsame.train.Configuration;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A live page of runs: their list, each with its curves growing while it goes on, several overlaid, and a button that stops a
 * run after its step. It is there until closed or until the process ends, which its threads don't hold up.
 *
 * <pre>{@code
 * try (Dashboard dashboard = Dashboard.ofRun(directory, DashboardConfig.DEFAULT)) {
 *     System.out.println("See it learn at " + dashboard.address());
 *     training.into(directory).run();
 * }
 * }</pre>
 *
 * <p>At {@code localhost}, every user of this machine may look and stop. At an address that other machines reach, who knows
 * the token in {@link #address} may; it goes over the network in the clear, unless something in between encrypts it.
 */
public final class Dashboard implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final HttpServer server;
    private final Watchdog watchdog;
    private final Workers workers;
    private final EventStreams streams;
    private final RunWatch watch;
    private final URI address;
    private final Path folder;
    private @Nullable ViewSheets sheets;

    private Dashboard(Path folder, boolean only, DashboardConfig config, Duration longest) throws DashboardException {
        this.folder = folder;
        InetAddress host = host(config);
        server = listen(host, config);
        int port = server.getAddress().getPort();
        Access access = new Access(!host.isLoopbackAddress(), port);
        watch = new RunWatch(new RunsFolder(folder));
        watchdog = new Watchdog(longest);
        workers = new Workers(watchdog);
        streams = new EventStreams(watchdog);
        server.createContext("/", new RequestHandler(access, new Routes(watch, only, access.action()), watch, streams));
        server.setExecutor(workers);
        start();
        address = URI.create("http://" + name(host, config) + ":" + port + "/" + access.query());
    }

    /**
     * Shows one run, which need not have begun: its page opens by itself once it has.
     *
     * @param directory of the run
     * @throws DashboardException if the port can't be had, or the host is none of this machine's
     */
    public static Dashboard ofRun(Path directory, DashboardConfig config) throws DashboardException {
        return new Dashboard(directory, true, config, LONGEST);
    }

    /**
     * Shows all runs below a folder, those that begin later too. Links are not followed.
     *
     * @param folder at most four levels above its runs
     * @throws DashboardException if the port can't be had, or the host is none of this machine's
     */
    public static Dashboard ofRuns(Path folder, DashboardConfig config) throws DashboardException {
        return ofRuns(folder, config, LONGEST);
    }

    /** The same with another time that one request may take. */
    static Dashboard ofRuns(Path folder, DashboardConfig config, Duration longest) throws DashboardException {
        return new Dashboard(folder, false, config, longest);
    }

    /**
     * Draws images and their views into {@code views.png} of the run as soon as it has begun, and others once a minute while
     * somebody looks.
     *
     * @param images that the run learns from
     * @param configuration of the run
     */
    public void drawViews(ImageSource images, Configuration configuration) {
        if (sheets == null) {
            sheets = new ViewSheets(folder, images, configuration, streams::isWatched);
        }
    }

    /** Where it is: open this in a browser. With the token, where it wants one. */
    public URI address() {
        return address;
    }

    private static InetAddress host(DashboardConfig config) throws DashboardException {
        try {
            return config.host().equals("localhost")
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.getByName(config.host());
        } catch (UnknownHostException e) {
            throw new DashboardException("there is no host " + config.host(), e);
        }
    }

    private static HttpServer listen(InetAddress host, DashboardConfig config) throws DashboardException {
        try {
            return HttpServer.create(new InetSocketAddress(host, config.port()), 0);
        } catch (BindException e) {
            throw new DashboardException(problem(e, host, config), e);
        } catch (IOException e) {
            throw new DashboardException("can't listen at port " + config.port() + ": " + e.getMessage(), e);
        }
    }

    /** Why a port can't be listened at. */
    static String problem(BindException e, InetAddress host, DashboardConfig config) {
        if (String.valueOf(e.getMessage()).startsWith("Permission denied")) {
            return "may not listen at port " + config.port()
                    + (config.port() < 1024 ? ": ports below 1024 are for root" : ": name another, or 0 for any");
        }
        return isOurs(host)
                ? "port " + config.port() + " is in use: name another, or 0 for any"
                : config.host() + " is no address of this machine";
    }

    private static boolean isOurs(InetAddress host) {
        try (ServerSocket any = new ServerSocket(0, 1, host)) {
            return any.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(InetAddress host, DashboardConfig config) {
        if (host.isAnyLocalAddress()) {
            try {
                String name = InetAddress.getLocalHost().getHostName();
                return name.matches("[A-Za-z0-9.-]+") ? name : "localhost";
            } catch (UnknownHostException e) {
                return "localhost"; // a machine that doesn't know its own name
            }
        }
        // A machine's own name may lead to its loopback, where a browser has to say that.
        boolean byNumber = host.isLoopbackAddress() && !config.host().equals("localhost");
        String name = byNumber ? host.getHostAddress().replace("0:0:0:0:0:0:0:1", "::1") : config.host();
        return name.contains(":") ? "[" + name + "]" : name;
    }

    /** By a thread that keeps no process alive: then the server's own doesn't either. */
    private void start() {
        Thread starter = Workers.daemons("selfsame-dashboard-start").newThread(server::start);
        starter.start();
        boolean interrupted = false;
        while (true) {
            try {
                starter.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells open pages how things stand at last, and ends. */
    @Override
    public void close() {
        if (sheets != null) {
            sheets.close();
        }
        watch.refresh();
        streams.close();
        server.stop(0);
        workers.close();
        watchdog.close();
    }

    @Override
    public String toString() {
        return "Dashboard[" + folder + "]";
    }
}
