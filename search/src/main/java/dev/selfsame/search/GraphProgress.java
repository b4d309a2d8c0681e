package dev.selfsame.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.InfoStream;

/** How far Lucene has come with a graph, by what it tells of itself while it builds one. */
final class GraphProgress extends InfoStream {
    private static final String COMPONENT = "HNSW";
    private static final Pattern BUILT = Pattern.compile("built (\\d{1,9}) .*");

    private final IndexProgress progress;

    GraphProgress(IndexProgress progress) {
        this.progress = progress;
    }

    @Override
    public void message(String component, String message) {
        Matcher built = BUILT.matcher(message);
        if (component.equals(COMPONENT) && built.matches()) {
            progress.connected(Integer.parseInt(built.group(1)));
        }
    }

    @Override
    public boolean isEnabled(String component) {
        return component.equals(COMPONENT);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
