package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllListenersTest {
    @TempDir
    private Path directory;

    private static final Map<Class<?>, Object> NUMBERS = Map.of(long.class, 1L, int.class, 1, double.class, 1.0);

    private final List<String> heard = new ArrayList<>();

    private TrainingListener named(String name, String fails) {
        return (TrainingListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TrainingListener.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode") ? (Object) 1 : name;
                    }
                    heard.add(name + " " + method.getName());
                    if (method.getName().equals(fails)) {
                        throw new IllegalStateException(name);
                    }
                    return null;
                });
    }

    @Test
    void eachHearsEveryCall() throws ReflectiveOperationException {
        TrainingListener all = TrainingListener.all(List.of(named("a", ""), named("b", "")));
        List<String> expected = new ArrayList<>();
        for (Method method : TrainingListener.class.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isSynthetic()) {
                continue;
            }
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = NUMBERS.get(method.getParameterTypes()[i]);
            }
            method.invoke(all, arguments);
            expected.add("a " + method.getName());
            expected.add("b " + method.getName());
        }
        assertEquals(expected, heard);
    }

    @Test
    void eachHearsTheEndThoughAnotherFailed() {
        TrainingListener all = TrainingListener.all(List.of(named("a", "ended"), named("b", "ended"), named("c", "")));
        IllegalStateException failure = assertThrows(IllegalStateException.class, all::ended);
        assertEquals("a", failure.getMessage());
        assertEquals("b", failure.getSuppressed()[0].getMessage());
        assertEquals(List.of("a ended", "b ended", "c ended"), heard);
    }

    @Test
    void eachHearsThatTheRunFinishedThoughAnotherFailed() {
        TrainingListener all = TrainingListener.all(List.of(named("a", "finished"), named("b", "")));
        Run run = new Run(directory, 1, 1, true, false, 1, OptionalDouble.empty(), 0, 1);
        assertEquals(
                "a",
                assertThrows(IllegalStateException.class, () -> all.finished(run))
                        .getMessage());
        assertEquals(List.of("a finished", "b finished"), heard);
    }

    @Test
    void oneFailureOfTwoListenersIsThrownAsItIs() {
        IllegalStateException same = new IllegalStateException("both");
        TrainingListener fails = new TrainingListener() {
            @Override
            public void ended() {
                throw same;
            }
        };
        TrainingListener all = TrainingListener.all(List.of(fails, fails));
        assertEquals(same, assertThrows(RuntimeException.class, all::ended));
    }

    @Test
    void theDirectoryIsHeldUntilAllHaveHeardTheEnd() {
        List<Boolean> held = new ArrayList<>();
        TinyRuns.training("simclr", directory, "max-steps=1")
                .listener(new TrainingListener() {
                    @Override
                    public void ended() {
                        held.add(RunDirectory.at(directory).isHeldHere());
                    }
                })
                .run();
        assertEquals(List.of(true), held);
    }

    @Test
    void aFailureAtTheEndDoesNotHideTheOneBefore() {
        TrainingListener both = TrainingListener.all(List.of(named("a", "logged"), named("b", "ended")));
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> TinyRuns.training("simclr", directory).listener(both).run());
        assertEquals("a", failure.getMessage());
        assertEquals("b", failure.getSuppressed()[0].getMessage());
    }

    @Test
    void aRunThatCanNotHaveItsDirectoryEndsToo() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThrows(
                RunException.class,
                () -> TinyRuns.training("simclr", file).listener(named("a", "")).run());
        assertEquals(List.of("a ended"), heard);
    }

    @Test
    void aRunTellsSnapshotsAndThatItFinished() {
        TinyRuns.training("simclr", directory, "epochs=1", "snapshots.count=2")
                .listener(named("a", ""))
                .run();
        assertEquals(3, heard.stream().filter("a snapshot"::equals).count());
        int end = heard.size();
        assertEquals(List.of("a finished", "a ended"), heard.subList(end - 2, end));
        assertTrue(new TreeSet<>(heard).containsAll(List.of("a started", "a step", "a logged")), heard::toString);
    }

    @Test
    void aRunThatFailedDoesNotFinish() {
        TrainingListener fails = named("a", "logged");
        assertThrows(
                IllegalStateException.class,
                () -> TinyRuns.training("simclr", directory).listener(fails).run());
        assertEquals("a ended", heard.get(heard.size() - 1));
        assertTrue(!heard.contains("a finished"));
    }
}
