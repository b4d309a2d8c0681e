package dev.selfsame.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or a class of tests, that needs {@link PostgresPrograms} with the extension pgvector.
 *
 * <p>Where they are missing, the test is left out and counted in the closing lines of the run, with {@code CI=true} as well: the
 * build needs a JDK and Maven, and no artifact for Maven has them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("pgvector")
@ExtendWith(PgvectorCondition.class)
public @interface Pgvector {}
