package dev.selfsame.dashboard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of runs, whenever something in it changed. */
final class ListFeed implements Feed {
    private final RunWatch watch;
    private @Nullable List<RunWatch.Shown> sent;

    ListFeed(RunWatch watch) {
        this.watch = watch;
    }

    @Override
    public List<Event> next() {
        List<RunWatch.Shown> now = watch.look();
        if (now == sent) {
            return List.of();
        }
        sent = now;
        return List.of(
                Event.of("runs", Map.of("runs", now.stream().map(RunJson::row).toList())));
    }
}
