package dev.selfsame.dashboard;

import dev.selfsame.report.PageParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pages load: a fixed list, read once. */
final class Assets {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Map<String, Answer.Content> files = Map.of(
            "report.js", asset(SCRIPT, String.join("\n", PageParts.scripts())),
            "report.css", asset(STYLE, String.join("\n", PageParts.styles())),
            "uplot.txt", asset(Answer.PLAIN, PageParts.chartLicense()),
            "dashboard.css", asset(STYLE, own("dashboard.css")),
            "dashboard.js", asset(SCRIPT, own("dashboard.js")),
            "list.js", asset(SCRIPT, own("list.js")),
            "run.js", asset(SCRIPT, own("run.js")),
            "compare.js", asset(SCRIPT, own("compare.js")));

    Answer.@Nullable Content get(String name) {
        return files.get(name);
    }

    private static Answer.Content asset(String type, String text) {
        return Answer.of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A resource beside this class. */
    static String own(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
