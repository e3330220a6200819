package dev.connectivity.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.NullMarked;

/** What holds for every package. */
final class HabitRules {

    private static final Set<String> THREAD_STARTS =
            Set.of("ofVirtual", "ofPlatform", "startVirtualThread", "start");
    private static final Set<Class<?>> THREAD_MAKERS =
            Set.of(Thread.class, Timer.class, ForkJoinPool.class, ThreadPoolExecutor.class);

    private final String root;

    HabitRules(String root) {
        this.root = root;
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because(
                        "two packages that need each other are one package with a seam in the wrong"
                                + " place");
    }

    ArchRule nullMarked() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(beInANullMarkedPackage())
                .because(
                        "where every package says that nothing is null, the compiler can hold it to"
                                + " that");
    }

    ArchRule namedForTheirJob() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*[.$](\\w*(Utils?|Helper|Manager|Impl)\\w*|Abstract\\w*)")
                .because(
                        "such a name says that nobody knew the job, and so everything ends up"
                                + " there");
    }

    ArchRule threadsStartedInOnePlace() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".probe.engine..")
                .should()
                .accessTargetWhere(describe("a thread is started", HabitRules::startsThread))
                .because(
                        "threads that are counted and ended in one place cannot leak, nor be"
                                + " stopped by a hanging target");
    }

    private static boolean startsThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return access instanceof JavaConstructorCall
                        && THREAD_MAKERS.stream().anyMatch(owner::isAssignableTo)
                || owner.isAssignableTo(Thread.class) && THREAD_STARTS.contains(access.getName())
                || owner.isEquivalentTo(Executors.class)
                || owner.isAssignableTo(CompletableFuture.class)
                        && access.getName().endsWith("Async")
                || access.getName().equals("parallelStream");
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName()));
            }
        };
    }
}
