package dev.selfsame.dashboard;

import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is answered to whom who may ask. A path is compared with what there is and never becomes one of a file. */
final class Routes {
    static final String HTML = "text/html; charset=utf-8";

    /** Runs whose curves are overlaid at most: as many as there are colours. */
    static final int MOST_RUNS = 8;

    private static final Pattern RUN = Pattern.compile("/run/([0-9a-f]{16})(/[a-z.]+)?");
    private static final String ASSETS = "/assets/";
    private static final long LARGEST_SHEET = 16L << 20;
    private static final Answer.Content NOT_FOUND = Answer.plain(404, "there is no such page");

    private final RunWatch watch;
    private final Assets assets = new Assets();
    private final Answer list;
    private final Answer run;
    private final Answer compare;

    /**
     * Answers about runs.
     *
     * @param only whether there is one run, whose page is opened instead of a list
     * @param action the word that pages have to say where they change something
     */
    Routes(RunWatch watch, boolean only, String action) {
        this.watch = watch;
        list = page("list.html", only, action);
        run = page("run.html", only, action);
        compare = page("compare.html", only, action);
    }

    private static Answer page(String name, boolean only, String action) {
        String page = Assets.own(name).replace("{{action}}", action).replace("{{only}}", Boolean.toString(only));
        return Answer.of(HTML, page.getBytes(StandardCharsets.UTF_8));
    }

    Answer get(URI address) {
        String path = String.valueOf(address.getPath());
        Matcher ofRun = RUN.matcher(path);
        if (ofRun.matches()) {
            return ofRun(ofRun.group(1), String.valueOf(ofRun.group(2)));
        }
        if (path.startsWith(ASSETS)) {
            Answer asset = assets.get(path.substring(ASSETS.length()));
            return asset == null ? NOT_FOUND : asset;
        }
        return switch (path) {
            case "/" -> list;
            case "/compare" -> compare;
            case "/events" -> events(query(address).getOrDefault("run", List.of()));
            default -> NOT_FOUND;
        };
    }

    private Answer events(List<String> runs) {
        if (runs.size() > MOST_RUNS) {
            return Answer.plain(400, "at most " + MOST_RUNS + " runs at once");
        }
        return runs.stream().allMatch(id -> watch.find(id) != null) ? new Answer.Events(runs) : NOT_FOUND;
    }

    private Answer ofRun(String id, String part) {
        Path directory = watch.find(id);
        if (directory == null) {
            return NOT_FOUND;
        }
        return switch (part) {
            case "null" -> run;
            case "/views.png" -> sheet(RunDirectory.at(directory).views());
            default -> NOT_FOUND;
        };
    }

    /** A sheet of views; where there is a link or something else in its place, that isn't shown. */
    private static Answer sheet(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST_SHEET) {
                return NOT_FOUND;
            }
            return Answer.of("image/png", Files.readAllBytes(file));
        } catch (IOException e) {
            return NOT_FOUND;
        }
    }

    /** Does what somebody wants who may. */
    Answer.Content post(URI address) {
        Matcher ofRun = RUN.matcher(String.valueOf(address.getPath()));
        if (!ofRun.matches() || !"/stop".equals(ofRun.group(2))) {
            return NOT_FOUND;
        }
        Path found = watch.find(ofRun.group(1));
        if (found == null) {
            return NOT_FOUND;
        }
        RunDirectory directory = RunDirectory.at(found);
        if (!directory.isHeld()) {
            return Answer.plain(409, "It doesn't run.");
        }
        try {
            directory.askToStop();
            return Answer.plain(202, "It stops after the step in hand.");
        } catch (IOException e) {
            return Answer.plain(500, "Can't write into its directory.");
        }
    }

    /** The values of each name in the part of an address behind the question mark. */
    static Map<String, List<String>> query(URI address) {
        Map<String, List<String>> query = new HashMap<>();
        String raw = address.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(decoded(parts[1]));
            }
        }
        return query;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // a percent sign without digits
        }
    }
}
