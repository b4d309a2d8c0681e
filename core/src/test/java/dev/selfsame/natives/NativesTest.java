package dev.selfsame.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
    private static final String FIRST =
            "JavaCPP was loaded before Selfsame and would stop at N bytes of memory; start Java with"
                    + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.bytedeco.javacpp.maxBytes=0";

    private static final String UNWRITABLE =
            "can't unpack the native libraries into %s: the folder can't be written; name"
                    + " another with SELFSAME_CACHE=FOLDER or -Dselfsame.cache=FOLDER";

    private final ChildJvm program = ChildJvm.of(NativesProgram.class).with("-Xmx64m");

    @TempDir
    private Path folder;

    @Test
    void theLimitsOfMemoryAreLiftedByTheFirstUseOfATensor() {
        ChildJvm.Result result = program.run("tensor");
        assertTrue(result.out().startsWith("float32[2] [2.5, 2.5]\nlimits 0 and 0\n"), result.toString());
        assertEquals("", result.err());
        assertEquals(0, result.status());
    }

    @Test
    void bothLibrariesLoadAtTheSameTime() {
        assertEquals(0, program.run("both at once").status());
    }

    @Test
    void aProgramThatLoadedJavaCppFirstIsToldWhatToDo() {
        ChildJvm.Result result = program.run("JavaCPP first");
        assertEquals(
                List.of(FIRST, FIRST),
                result.out().replaceAll("stop at [0-9]+", "stop at N").lines().toList(),
                result.err());
    }

    @Test
    void aProgramThatLoadedJavaCppFirstMaySetTheLimitsItself() {
        ChildJvm.Result result = program.with(
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0", "-Dorg.bytedeco.javacpp.maxBytes=0")
                .run("JavaCPP first");
        assertEquals(List.of("loaded", "loaded"), result.out().lines().toList(), result.err());
    }

    @Test
    void aLimitThatTheUserGaveStays() {
        ChildJvm.Result result =
                program.with("-Dorg.bytedeco.javacpp.maxPhysicalBytes=8g").run("tensor");
        assertTrue(result.out().contains("limits 0 and 8589934592"), result.toString());
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamedInOneLine() throws IOException {
        Path home = Files.createFile(folder.resolve("home"));
        ChildJvm.Result result = program.with("-Duser.home=" + home)
                .with(Map.of("SELFSAME_CACHE", ""))
                .run("refused");
        String message = UNWRITABLE.formatted(home.resolve(".javacpp/cache"));
        assertEquals(List.of(message, message), result.out().lines().toList(), result.err());
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamedInOneLine() throws IOException {
        Path cache = Files.createFile(folder.resolve("cache"));
        ChildJvm.Result result = program.with("-Dselfsame.cache=" + cache).run("refused");
        String message = UNWRITABLE.formatted(cache);
        assertEquals(List.of(message, message), result.out().lines().toList(), result.err());
    }

    @Test
    void theEnvironmentNamesTheCache() throws IOException {
        Path cache = Files.createFile(folder.resolve("cache"));
        ChildJvm.Result result =
                program.with(Map.of("SELFSAME_CACHE", cache.toString())).run("refused");
        assertTrue(result.out().startsWith(UNWRITABLE.formatted(cache)), result.toString());
    }

    @Test
    void librariesAreUnpackedIntoTheCacheAndNothingIsWrittenIntoTheHome() throws IOException {
        Path home = Files.createFile(folder.resolve("home"));
        Path cache = folder.resolve("a cache");
        ChildJvm.Result result =
                program.with("-Dselfsame.cache=" + cache, "-Duser.home=" + home).run("opencv");
        assertTrue(result.out().contains("cache " + cache), result.toString());
        try (var files = Files.walk(cache)) {
            assertTrue(files.anyMatch(file -> file.getFileName().toString().contains("opencv_imgcodecs")));
        }
    }
}
