package dev.selfsame.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The packages from the ground floor up: each may use those before it, none after it. */
final class PackageOrder {
    private static final String ROOT = "dev.selfsame.";
    private static final List<String> ROOMS = List.of(
            "natives",
            "tensor",
            "random",
            "distributed",
            "nn",
            "optim",
            "loss",
            "image",
            "view",
            "parquet",
            "video",
            "pth",
            "data",
            "method",
            "model.export",
            "model",
            "model.imported",
            "evaluate",
            "train",
            "log",
            "plot",
            "report",
            "dashboard",
            "lab",
            "search",
            "curate",
            "cli",
            "examples",
            "site",
            "benchmarks",
            "testing");

    private PackageOrder() {}

    static ArchRule rule() {
        return classes().that().resideInAPackage("dev.selfsame..").should(new UseOnlyPackagesBelow());
    }

    /** The place of a class in the order, where a package may have one of its own below another; -1 for one that has none. */
    private static int floor(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return -1;
        }
        String room = name.substring(ROOT.length());
        return ROOMS.contains(room) ? ROOMS.indexOf(room) : ROOMS.indexOf(room.split("\\.", 2)[0]);
    }

    private static final class UseOnlyPackagesBelow extends ArchCondition<JavaClass> {
        UseOnlyPackagesBelow() {
            super("use only packages that stand before their own in " + ROOMS);
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            int own = floor(type);
            if (own < 0) {
                events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has no place in the order"));
            }
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                if (floor(use.getTargetClass()) > own) {
                    events.add(SimpleConditionEvent.violated(use, use.getDescription()));
                }
            }
        }
    }
}
