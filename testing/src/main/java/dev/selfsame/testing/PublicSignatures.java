package dev.selfsame.testing;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a program that uses the library can see of it; no type of a hidden library may be in there. */
final class PublicSignatures {
    private PublicSignatures() {}

    /** The rule that nothing public or protected names a type of the library, given by the start of its packages. */
    static ArchRule without(String library) {
        return classes().that().resideInAPackage("dev.selfsame..").should(new NameNothingOf(library));
    }

    private static final class NameNothingOf extends ArchCondition<JavaClass> {
        private final String library;

        NameNothingOf(String library) {
            super("have no type of " + library + " in a public or protected signature");
            this.library = library;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!isVisible(type)) {
                return;
            }
            report(type, type.getFullName(), inDeclaration(type), events);
            // Inherited members too: a hidden superclass shows them through a visible class.
            Stream.<Collection<? extends JavaMember>>of(
                            type.getAllFields(), type.getAllMethods(), type.getConstructors())
                    .flatMap(Collection::stream)
                    .filter(member -> isOpen(member.getModifiers()))
                    .filter(member -> member.getOwner().getName().startsWith("dev.selfsame."))
                    .forEach(member -> report(type, member.getFullName(), inSignature(member), events));
        }

        private void report(JavaClass type, String where, Stream<? extends JavaType> types, ConditionEvents events) {
            types.flatMap(used -> used.getAllInvolvedRawTypes().stream())
                    .map(used -> used.getBaseComponentType().getName())
                    .filter(name -> name.startsWith(library + "."))
                    .distinct()
                    .forEach(name -> events.add(SimpleConditionEvent.violated(type, where + " names " + name)));
        }
    }

    private static Stream<JavaType> inDeclaration(JavaClass type) {
        return Stream.of(
                        type.getSuperclass().stream(), type.getInterfaces().stream(), type.getTypeParameters().stream())
                .flatMap(types -> types);
    }

    private static Stream<JavaType> inSignature(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            return Stream.of(
                            List.of(code.getReturnType()),
                            code.getParameterTypes(),
                            code.getTypeParameters(),
                            code.getExceptionTypes())
                    .flatMap(List::stream);
        }
        return Stream.of(((com.tngtech.archunit.core.domain.JavaField) member).getType());
    }

    private static boolean isVisible(JavaClass type) {
        return isOpen(type.getModifiers())
                && type.getEnclosingClass().map(PublicSignatures::isVisible).orElse(true);
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED);
    }
}
