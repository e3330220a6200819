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
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.netty.channel.EventLoopGroup;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import javax.net.SocketFactory;
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

    /** A field manager is Kubernetes' word for whoever owns a field. */
    ArchRule namedForTheirJob() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(
                        ".*[.$](\\w*(Utils?|Helper|(?<!Field)Manager|Impl)\\w*|Abstract\\w*)")
                .because(
                        "such a name says that nobody knew the job, and so everything ends up"
                                + " there");
    }

    ArchRule threadsStartedInOnePlace() {
        return outside("probe.engine")
                .and()
                .doNotHaveFullyQualifiedName(root + ".probe.dial.Lane")
                .and()
                .doNotHaveFullyQualifiedName(root + ".reconcile.Snapshots")
                .and()
                .doNotHaveFullyQualifiedName(root + ".cli.open.LoopbackProxy")
                .and()
                .doNotHaveFullyQualifiedName(root + ".reconcile.FirstAnswer")
                .should()
                .accessTargetWhere(describe("a thread is started", HabitRules::startsThread))
                .because(
                        "threads that are counted and ended in one place cannot leak, nor be used"
                            + " up by a target that hangs; but for the connects of an attempt to"
                            + " each address family, which end before it does, for the one that"
                            + " writes the objectives' snapshot, and for the one that waits for the"
                            + " API server");
    }

    ArchRule eventLoopsForNamesAlone() {
        return outside("probe.dial")
                .should()
                .accessTargetWhere(describe("an event loop is made", HabitRules::makesEventLoop))
                .because(
                        "one thread for all look-ups of names is the only one beside those of the"
                                + " engine");
    }

    ArchRule socketsOpenedInOnePlace() {
        return outside("probe.dial")
                .should()
                .accessTargetWhere(describe("a socket is opened", HabitRules::opensSocket))
                .because(
                        "an address that a policy names is dialled only after it was checked"
                                + " against what is prohibited");
    }

    private GivenClassesConjunction outside(String name) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + "." + name + "..");
    }

    private static boolean startsThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (access instanceof JavaConstructorCall) {
            return THREAD_MAKERS.stream().anyMatch(owner::isAssignableTo);
        }
        String name = access.getName();
        return owner.isEquivalentTo(Executors.class)
                || owner.isAssignableTo(Thread.class) && THREAD_STARTS.contains(name)
                || owner.isAssignableTo(CompletableFuture.class) && name.endsWith("Async")
                || name.equals("parallelStream");
    }

    private static boolean makesEventLoop(JavaAccess<?> access) {
        return access instanceof JavaConstructorCall
                && access.getTargetOwner().isAssignableTo(EventLoopGroup.class);
    }

    private static boolean opensSocket(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return access instanceof JavaConstructorCall && owner.isAssignableTo(Socket.class)
                || owner.isAssignableTo(SocketChannel.class) && access.getName().equals("open")
                || owner.isAssignableTo(SocketFactory.class)
                        && access.getName().equals("createSocket")
                || owner.isAssignableTo(URL.class) && access.getName().startsWith("open")
                || owner.isAssignableTo(HttpClient.class);
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
