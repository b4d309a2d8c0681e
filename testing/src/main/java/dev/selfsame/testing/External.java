package dev.selfsame.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or a class of tests, that needs the folder {@link Shared#data()} beside the project.
 *
 * <p>Where the folder is missing, the test is left out and counted in the closing lines of the run; where the
 * environment says {@code CI=true}, it fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("external")
@ExtendWith(ExternalCondition.class)
public @interface External {}
