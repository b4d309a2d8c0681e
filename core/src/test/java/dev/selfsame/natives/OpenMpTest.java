package dev.selfsame.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the library says of itself as it loads. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "it reads what GNU's OpenMP says of itself")
class OpenMpTest {
    /** Loads libtorch. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Natives.torch();
        }
    }

    private static void assertLooks(String count, String name, String value) {
        ChildJvm.Result result = ChildJvm.of(Program.class)
                .with(Map.of("OMP_WAIT_POLICY", "", "GOMP_SPINCOUNT", ""))
                .with(Map.of("OMP_DISPLAY_ENV", "VERBOSE", name, value))
                .run();
        assertEquals(0, result.status(), result.toString());
        assertTrue(result.err().contains("GOMP_SPINCOUNT = '" + count + "'"), result.err());
    }

    @Test
    void idleThreadsSoonSleep() {
        assertLooks("3000", "OMP_NUM_THREADS", "2");
    }

    @Test
    void whatTheUserSetStays() {
        assertLooks("77", "GOMP_SPINCOUNT", "77");
        assertLooks("0", "OMP_WAIT_POLICY", "passive");
    }
}
