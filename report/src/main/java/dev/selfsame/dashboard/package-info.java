/**
 * The live page: a small web server, by the JDK's own, that shows runs while they go on. {@link
 * dev.selfsame.dashboard.Dashboard} is the door.
 *
 * <p>It reads run directories as any program may and holds no training up: nothing of it runs on a thread that trains, and
 * where nobody looks nothing runs at all. Inside, {@code RunsFolder} finds runs, {@code RunWatch} looks at them, {@code
 * Access} says who may ask, {@code Routes} what is answered, and {@code EventStreams} sends what grows. Pages and scripts
 * are resources beside this package; charts are drawn by the report's script.
 *
 * <p>To show something more of a run, add it to {@code report.RunStatus}, to {@code RunJson}, and to {@code run.js}.
 */
@NullMarked
package dev.selfsame.dashboard;

import org.jspecify.annotations.NullMarked;
