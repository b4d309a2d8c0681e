package dev.selfsame.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Every draw is keyed, or equal seeds would not give equal runs; Java's own generators are not. A word that nobody may guess
 * is another matter.
 */
final class RandomNumbers {
    private RandomNumbers() {}

    static ArchRule rule() {
        return CompositeArchRule.of(generators()).and(secrets());
    }

    private static ArchRule secrets() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.selfsame.benchmarks..", "dev.selfsame.testing..")
                .and()
                .doNotHaveFullyQualifiedName("dev.selfsame.dashboard.Secrets")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(SecureRandom.class)
                .allowEmptyShould(true);
    }

    private static ArchRule generators() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.selfsame.benchmarks..", "dev.selfsame.testing..")
                .should()
                .dependOnClassesThat(belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                        .or(resideInAPackage("java.util.random..")))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .orShould()
                .callMethod(Collections.class, "shuffle", List.class)
                .allowEmptyShould(true);
    }
}
