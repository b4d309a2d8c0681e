package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommentsTest {
    @TempDir
    private Path sources;

    @Test
    void whatIsPublicOrProtectedNeedsAComment() throws IOException {
        assertEquals(
                List.of(
                        "A.java:1 A",
                        "A.java:2 field",
                        "A.java:3 <init>",
                        "A.java:4 method",
                        "A.java:5 In",
                        "A.java:6 of"),
                missing(
                        """
                        public class A {
                            protected int field;
                            public A() {}
                            public void method() {}
                            public interface In {
                                int of();
                            }
                        }
                        """));
    }

    @Test
    void whatIsHiddenOverriddenOrOfAHeaderNeedsNone() throws IOException {
        assertEquals(
                List.of(),
                missing(
                        """
                        /** A. */
                        public class A {
                            int hidden;
                            static { for (int i : new int[1]) { System.out.println(i); } }
                            { int local = 1; }
                            A() {}
                            void method() { class Local { public int x; } }
                            @Override public String toString() { return ""; }
                            static class Hidden { public int x; public void y() {} }
                            /** R. */
                            public record R(int x) { public R { } }
                            /** E. */
                            public enum E { ONE, TWO { @Override public String toString() { return ""; } } }
                        }
                        """));
    }

    private List<String> missing(String source) throws IOException {
        Files.writeString(sources.resolve("A.java"), source);
        return Comments.missing(sources);
    }
}
