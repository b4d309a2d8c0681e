package dev.selfsame.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the live page costs a training: {@code SECONDS} of one with two pages open, then the processor time of the page's
 * threads and of the whole process. Pages are read by a process of its own. Run it by hand; it is no test.
 */
final class DashboardCost {
    private DashboardCost() {}

    /** Trains; with the argument {@code read ADDRESS}, is the reader. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("read")) {
            read(URI.create(arguments[1]));
            return;
        }
        long seconds = Long.parseLong(arguments[0]);
        Path run = Files.createTempDirectory("cost").resolve("run");
        try (Working training = new Working(
                "train",
                "--method",
                "byol",
                "--data",
                "demo",
                "--run",
                run,
                "--epochs",
                "100000",
                "--set",
                "log-every=1",
                "--dashboard",
                "0")) {
            String address = training.said("see it learn at ");
            while (!Files.exists(run.resolve("metrics.jsonl"))) {
                Thread.sleep(100);
            }
            Process first = reader(address + "events");
            Process second = reader(address + "events?run=" + id(address));
            Map<String, Long> before = times();
            long processBefore = processTime();
            Thread.sleep(1000 * seconds);
            Map<String, Long> after = times();
            double process = (processTime() - processBefore) / 1e9;
            double page = 0;
            for (Map.Entry<String, Long> thread : after.entrySet()) {
                double time = (thread.getValue() - before.getOrDefault(thread.getKey(), 0L)) / 1e9;
                System.out.printf("%-40s %8.3f s%n", thread.getKey(), time);
                page += time;
            }
            System.out.printf("process %.1f s, page %.3f s: %.2f %%%n", process, page, 100 * page / process);
            System.out.println(
                    "lines " + Files.readAllLines(run.resolve("metrics.jsonl")).size());
            first.destroy();
            second.destroy();
        }
    }

    private static Process reader(String address) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DashboardCost.class.getName(),
                        "read",
                        address)
                .inheritIO()
                .start();
    }

    private static void read(URI address) throws Exception {
        try (InputStream in = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream())
                .body()) {
            while (in.read(new byte[8192]) >= 0) {}
        }
    }

    private static String id(String address) throws Exception {
        try (InputStream in = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address + "events")).build(), BodyHandlers.ofInputStream())
                .body()) {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\"id\":\"") < 0 || text.length() < text.indexOf("\"id\":\"") + 30) {
                text.append((char) in.read());
            }
            int at = text.indexOf("\"id\":\"") + 6;
            return text.substring(at, at + 16);
        }
    }

    private static long processTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Map<String, Long> times() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> times = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && (thread.getThreadName().startsWith("selfsame-dashboard")
                            || thread.getThreadName().equals("HTTP-Dispatcher"))) {
                times.put(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return times;
    }
}
