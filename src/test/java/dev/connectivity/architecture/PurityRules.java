package dev.connectivity.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What keeps the stages between evidence and decision repeatable. */
final class PurityRules {

    private static final Set<String> PURE =
            Set.of(
                    "policy",
                    "shell",
                    "judge",
                    "correlate",
                    "diagnose",
                    "explain",
                    "traffic",
                    "plan",
                    "propose",
                    "fallback",
                    "status",
                    "view");
    private static final Set<String> ENVIRONMENT =
            Set.of(
                    "currentTimeMillis",
                    "nanoTime",
                    "getenv",
                    "getProperty",
                    "getProperties",
                    "exit");

    private final String[] pure;

    PurityRules(String root) {
        pure = PURE.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    ArchRule noClient() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.fabric8.kubernetes.client..")
                                .and(
                                        DescribedPredicate.not(
                                                type(Serialization.class)
                                                        .or(type(KubernetesSerialization.class)))))
                .because(
                        "a decision is made on what was gathered; one that asks again decides on"
                                + " two different worlds");
    }

    ArchRule noFramework() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.micrometer..",
                        "io.javaoperatorsdk..",
                        "io.netty..")
                .because(
                        "a test calls a pure stage as a function, and so does every other program"
                                + " that reuses it");
    }

    ArchRule noLogger() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.slf4j..", "org.jboss..", "java.util.logging..")
                                .or(type(System.Logger.class)))
                .because(
                        "what a stage has to say is in its result, where users see it; a log line"
                                + " would be a second account");
    }

    ArchRule noClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat(type(Clock.class))
                .orShould()
                .accessTargetWhere(
                        describe(
                                "the present time or the process's surroundings are read",
                                PurityRules::readsSurroundings))
                .because("with time as an argument, an hour of waiting is a line of a test");
    }

    ArchRule noRandomness() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat(type(ThreadLocalRandom.class).or(type(SecureRandom.class)))
                .orShould()
                .accessTargetWhere(describe("randomness has no seed", PurityRules::unseeded))
                .because("with randomness as an argument, a failed run can be run again");
    }

    ArchRule noNetworkOrFiles() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.nio.channels..", "java.net.http..", "javax.net..")
                                .or(type(InetAddress.class))
                                .or(type(Files.class))
                                .or(
                                        describe(
                                                "sockets",
                                                type ->
                                                        type.getName()
                                                                .matches(
                                                                        "java\\.net\\.\\w*Socket"))))
                .because(
                        "only probes ask the network, within their deadline and the list of"
                                + " prohibited addresses");
    }

    Stream<ArchRule> all() {
        return Stream.of(
                noClient(),
                noFramework(),
                noLogger(),
                noClock(),
                noRandomness(),
                noNetworkOrFiles());
    }

    private static boolean readsSurroundings(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.isEquivalentTo(System.class) && ENVIRONMENT.contains(access.getName())
                || owner.getPackageName().startsWith("java.time") && access.getName().equals("now");
    }

    private static boolean unseeded(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean noSeed =
                access instanceof JavaConstructorCall call
                        && owner.isEquivalentTo(Random.class)
                        && call.getTarget().getRawParameterTypes().isEmpty();
        return noSeed
                || owner.isEquivalentTo(Math.class) && access.getName().equals("random")
                || owner.isEquivalentTo(UUID.class) && access.getName().equals("randomUUID");
    }
}
