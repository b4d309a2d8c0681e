package dev.selfsame.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Where {@code null} is an error unless a type says otherwise: in every package. */
final class NullMarkedPackages {
    private NullMarkedPackages() {}

    /** The packages of these classes that are not marked, each once. */
    static List<String> missing(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(room -> room.getName())
                .distinct()
                .sorted()
                .toList();
    }
}
