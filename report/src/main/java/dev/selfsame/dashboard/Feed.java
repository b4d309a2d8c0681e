package dev.selfsame.dashboard;

import java.util.List;

/** What one page wants to know. For one thread. */
sealed interface Feed permits ListFeed, RunsFeed {
    /** What happened since it was last asked; the first time, all that is. */
    List<Event> next();
}
