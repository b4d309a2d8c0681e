package dev.selfsame.dashboard;

import dev.selfsame.report.RunStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Single runs: whole at first and where their curves did anything but grow, then what came. */
final class RunsFeed implements Feed {
    private final RunWatch watch;
    private final Set<String> ids;
    private final Map<String, Sent> sent = new HashMap<>();

    RunsFeed(RunWatch watch, List<String> ids) {
        this.watch = watch;
        this.ids = Set.copyOf(ids);
    }

    private record Sent(RunStatus status, ChartGrowth growth) {}

    @Override
    public List<Event> next() {
        List<Event> events = new ArrayList<>();
        Set<String> gone = new HashSet<>(sent.keySet());
        for (RunWatch.Shown shown : watch.look()) {
            if (ids.contains(shown.id())) {
                gone.remove(shown.id());
                tell(shown, events);
            }
        }
        for (String id : gone) {
            sent.remove(id);
            events.add(Event.of("gone", Map.of("id", id)));
        }
        return events;
    }

    private void tell(RunWatch.Shown shown, List<Event> events) {
        Sent before = sent.get(shown.id());
        RunStatus now = shown.status();
        if (before != null && before.status == now) {
            return;
        }
        ChartGrowth growth = ChartGrowth.of(now);
        events.add(
                before != null && growth.follows(before.growth)
                        ? Event.of("more", RunJson.more(shown, growth.since(before.growth)))
                        : Event.of("run", RunJson.whole(shown, growth.charts())));
        sent.put(shown.id(), new Sent(now, growth));
    }
}
