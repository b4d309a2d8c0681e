package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Checks that a loss says its name and its parameters. */
final class Said {
    private Said() {}

    /** Checks the text of a loss: each part of it where it is a record, or of its configuration where it has one. */
    static void nameAndParameters(Object loss) {
        Object described = loss instanceof Adapted adapted ? adapted.loss() : loss;
        String text = loss.toString();
        if (described instanceof Record record) {
            parts(record, text);
        } else {
            assertTrue(text.matches("(?s)[A-Z]\\w+\\[.+=.+\\]"), text);
        }
        Arrays.stream(described.getClass().getDeclaredFields())
                .filter(field -> field.getName().equals("config"))
                .forEach(field -> parts((Record) get(field, described), text));
    }

    private static void parts(Record record, String text) {
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            try {
                String said = part.getName() + "=" + part.getAccessor().invoke(record);
                assertTrue(text.contains(said), text + " doesn't say " + said);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Object get(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
