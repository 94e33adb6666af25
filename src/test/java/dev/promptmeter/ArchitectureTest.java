package dev.promptmeter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.dataset.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the table of chapters, and says in which of them the program may touch the world around it. */
class ArchitectureTest {

    private static final String OURS = "dev.promptmeter";
    private static final String ROOT = "";

    /** What each chapter may import, in the order in which the data travels: earlier chapters only. */
    private static final Map<String, Set<String>> CHAPTERS = chapters();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());

    private static final SuiteLine LINE = SuiteLine.begin(32, "architecture rules", 0);

    @BeforeEach
    void count() {
        LINE.count();
    }

    @AfterAll
    static void end() {
        LINE.close();
    }

    private static Map<String, Set<String>> chapters() {
        Map<String, Set<String>> chapters = new LinkedHashMap<>();
        chapters.put("simulator", Set.of());
        chapters.put("dataset", Set.of());
        chapters.put("chat", Set.of());
        chapters.put("chat.openai", Set.of("chat"));
        chapters.put("chat.inprocess", Set.of("chat"));
        chapters.put("stats", Set.of());
        chapters.put("cost", Set.of("chat"));
        chapters.put("score", Set.of("dataset", "chat", "stats", "cost"));
        chapters.put("run", Set.of("dataset", "chat", "stats", "cost", "score"));
        chapters.put("summary", Set.of("dataset", "chat", "stats", "cost", "score", "run"));
        chapters.put("compare", Set.of("dataset", "chat", "stats", "cost", "score", "run", "summary"));
        chapters.put("gate", Set.of("dataset", "stats", "run", "summary", "compare"));
        Set<String> core = Set.of("dataset", "chat", "stats", "cost", "score", "run", "summary", "compare", "gate");
        chapters.put("archive", core);
        chapters.put("report", and(core, "archive"));
        chapters.put("suite", and(core, "archive", "report", "chat.openai", "chat.inprocess", "simulator"));
        chapters.put(ROOT, and(core, "archive", "report", "chat.openai", "suite"));
        chapters.put("cli", and(core, "archive", "report", "chat.openai", "suite", "simulator", ROOT));
        return chapters;
    }

    private static Set<String> and(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    @Test
    void enoughClassesAreSeenForTheRulesToMeanSomething() {
        Set<String> seen = CLASSES.stream().map(ArchitectureTest::chapter).collect(Collectors.toSet());

        assertThat(CLASSES.size()).isGreaterThan(400);
        assertThat(seen)
                .contains("simulator", "dataset", "chat", "chat.openai", "stats", "cost", "score", "run", "summary")
                .contains("gate", "archive", "report");
    }

    @Test
    void everyClassBelongsToAChapter() {
        Set<String> strangers =
                CLASSES.stream().map(ArchitectureTest::chapter).collect(Collectors.toCollection(TreeSet::new));
        strangers.removeAll(CHAPTERS.keySet());

        assertThat(strangers).isEmpty();
    }

    /** With {@link #chaptersImportOnlyWhatTheTableAllows}, this is also why there can be no cycle. */
    @Test
    void theTableNamesEarlierChaptersOnly() {
        Set<String> earlier = new LinkedHashSet<>();

        CHAPTERS.forEach((chapter, imports) -> {
            assertThat(earlier).as("before '%s'", chapter).containsAll(imports);
            earlier.add(chapter);
        });
    }

    @Test
    void chaptersImportOnlyWhatTheTableAllows() {
        List<String> violations = new ArrayList<>();
        for (JavaClass each : CLASSES) {
            each.getDirectDependenciesFromSelf().stream()
                    .filter(ArchitectureTest::crossesTheTable)
                    .forEach(dependency -> violations.add(dependency.getDescription()));
        }

        assertThat(violations).isEmpty();
    }

    private static boolean crossesTheTable(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!ours(target)) {
            return false;
        }
        String from = chapter(dependency.getOriginClass());
        String to = chapter(target);
        return !from.equals(to) && !CHAPTERS.getOrDefault(from, Set.of()).contains(to);
    }

    @Test
    void theSimulatorUsesTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage(OURS + ".simulator..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", OURS + ".simulator..", "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<String> missing = new TreeSet<>();
        CLASSES.getPackage(OURS).traversePackageTree(inner -> true, (JavaPackage each) -> {
            boolean marked = each.tryGetAnnotationOfType(NullMarked.class).isPresent();
            if (!each.getClasses().isEmpty() && !marked) {
                missing.add(each.getName());
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void classesAreFinalUnlessTheyAreMadeToBeImplemented() {
        List<String> open = CLASSES.stream()
                .filter(each -> !each.isInterface() && !each.isEnum() && !each.isAnonymousClass())
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .filter(each -> !each.getModifiers().contains(JavaModifier.FINAL))
                .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(each -> !each.isAssignableTo(Throwable.class))
                .filter(each -> each.getSubclasses().isEmpty())
                .map(JavaClass::getName)
                .toList();

        assertThat(open).isEmpty();
    }

    @Test
    void noClassIsNamedForWantOfAName() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Processor|Impl|Abstract\\w*)")
                .check(CLASSES);
    }

    @Test
    void filesAreTouchedOnlyWhereFilesAreTheSubject() {
        Set<String> files = Set.of(
                "java.nio.file.Files",
                "java.nio.channels.FileChannel",
                "java.io.File",
                "java.io.FileInputStream",
                "java.io.FileOutputStream",
                "java.io.FileReader",
                "java.io.FileWriter",
                "java.io.RandomAccessFile");

        assertOnly(
                Set.of("dataset", "suite", "cost", "archive", "simulator", "cli"),
                access -> files.contains(access.getTargetOwner().getName()));
    }

    /** A dataset that comes from a pipe is put aside in a temporary file, because it is read more than once. */
    @Test
    void filesAreWrittenByTheArchiveTheSimulatorAndTheCommandLine() {
        Set<String> spooled = Set.of("SpooledInput");

        assertOnly(
                Set.of("archive", "simulator", "cli"),
                access -> writes(access)
                        && !spooled.contains(access.getOriginOwner().getSimpleName()));
    }

    private static boolean writes(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        boolean writer = Set.of("java.io.FileOutputStream", "java.io.FileWriter", "java.io.RandomAccessFile")
                .contains(owner);
        boolean call = owner.equals("java.nio.file.Files")
                && access.getName().matches("write.*|create.*|newOutputStream|newBufferedWriter|delete.*|move|copy");
        boolean option = owner.equals("java.nio.file.StandardOpenOption")
                && !access.getName().equals("READ");
        return writer || call || option;
    }

    @Test
    void onlyTheClientAndTheSimulatorTalkToTheNetwork() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OURS + ".chat.openai..", OURS + ".simulator..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "com.sun.net..", "javax.net..")
                        .or(belongToAnyOf(
                                java.net.Socket.class,
                                java.net.ServerSocket.class,
                                java.net.URLConnection.class,
                                java.nio.channels.SocketChannel.class,
                                java.nio.channels.ServerSocketChannel.class,
                                java.nio.channels.AsynchronousSocketChannel.class)))
                .check(CLASSES);
    }

    @Test
    void threadsAreStartedOnlyWhereWorkIsCarriedOut() {
        assertOnly(
                Set.of("score", "run", "chat.openai", "archive", "simulator", "cli"),
                access -> access.getTargetOwner().isEquivalentTo(Thread.class)
                                && access.getName().matches("<init>|start|startVirtualThread")
                        || access.getTargetOwner().isEquivalentTo(java.util.concurrent.Executors.class));
    }

    /** The root may look at the wall clock once, for the manifest. */
    @Test
    void clocksAreReadOnlyWhereTimeIsTheSubject() {
        assertOnly(
                Set.of("run", "chat.openai", "archive", "simulator", "cli", ROOT),
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && access.getName().matches("nanoTime|currentTimeMillis")
                        || access.getTargetOwner().getPackageName().equals("java.time")
                                && access.getName().equals("now")
                        || access.getTargetOwner().isEquivalentTo(java.time.Clock.class)
                                && access.getName().matches("system.*"));
    }

    @Test
    void chanceIsMadeOnlyWhereASeedIsKnown() {
        Set<String> sources = Set.of(
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.security.SecureRandom",
                "java.util.concurrent.ThreadLocalRandom");

        assertOnly(
                Set.of("run", "simulator", "stats", "cli", ROOT),
                access -> sources.contains(access.getTargetOwner().getName())
                                && access.getName().matches("<init>|current|getInstance.*")
                        || access.getTargetOwner().isEquivalentTo(Math.class)
                                && access.getName().equals("random")
                        || access.getName().equals("randomUUID"));
    }

    @Test
    void onlyTheCommandLineSeesTheProcessAroundIt() {
        assertOnly(
                Set.of("cli"),
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && access.getName().matches("getenv|out|err|in|exit|setOut|setErr|console")
                        || access.getTargetOwner().isEquivalentTo(Runtime.class)
                                && access.getName().matches("exit|halt|addShutdownHook|exec")
                        || access.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                        || access.getName().equals("printStackTrace")
                                && parameters(access).isEmpty());
    }

    /** And to a build service, which masks in its own log what a line of ours names. */
    @Test
    void theKeyIsRevealedToTheRequestAndTheRedactorAlone() {
        List<String> readers = accesses(access -> access.getTargetOwner().isEquivalentTo(Secret.class)
                        && access.getName().equals("reveal"))
                .map(access -> access.getOriginOwner().getName())
                .distinct()
                .sorted()
                .toList();

        assertThat(readers).contains(Redactor.class.getName());
        assertThat(readers)
                .isSubsetOf(Redactor.class.getName(), OURS + ".chat.openai.RequestHeaders", OURS + ".cli.CiLog");
    }

    @Test
    void httpClientsAreMadeInOnePlace() {
        List<String> makers = accesses(access -> access.getTargetOwner().isEquivalentTo(java.net.http.HttpClient.class)
                        && access.getName().matches("newBuilder|newHttpClient"))
                .map(access -> access.getOriginOwner().getName())
                .distinct()
                .toList();

        assertThat(makers).containsExactly(OURS + ".chat.openai.HttpClients");
    }

    /** A key is masked by value in one class, so that no place masks less than another. */
    @Test
    void keysAreMaskedByOneClass() {
        List<String> makers = accesses(access -> access.getTargetOwner().isEquivalentTo(Redactor.class)
                        && access.getName().equals("of"))
                .map(access -> access.getOriginOwner().getName())
                .distinct()
                .toList();

        assertThat(makers).containsExactly(OURS + ".suite.Keys");
    }

    /** Nothing that was read decides which class is made or called. */
    @Test
    void noTextBecomesAClassAnObjectOrACommand() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.ObjectInputStream|javax\\.script\\..*|java\\.net\\.URLClassLoader"
                                + "|tools\\.jackson\\.databind\\.jsontype\\..*|java\\.beans\\..*|javax\\.naming\\..*|java\\.rmi\\..*")
                .check(CLASSES);
        List<String> byName = accesses(access -> access.getTargetOwner().isEquivalentTo(Class.class)
                        && access.getName().equals("forName"))
                .map(access -> access.getOriginOwner().getSimpleName())
                .distinct()
                .toList();
        assertThat(byName).isSubsetOf("ProcessSignals", "SqlReading");
    }

    @Test
    void theJacksonOfOtherPeoplesProgramsIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnTheLocaleOrCharsetOfTheMachine() {
        assertOnly(
                Set.of(),
                access -> access.getTargetOwner().isEquivalentTo(String.class) && dependsOnTheMachine(access)
                        || access.getTargetOwner()
                                        .getName()
                                        .matches("java\\.io\\.(InputStreamReader|OutputStreamWriter)")
                                && parameters(access).matches("java\\.io\\.(InputStream|OutputStream)"));
    }

    private static boolean dependsOnTheMachine(JavaAccess<?> access) {
        String call = access.getName() + "(" + parameters(access) + ")";
        return call.matches("(getBytes|toLowerCase|toUpperCase)\\(\\)")
                || call.matches("<init>\\(\\[B\\)")
                || call.matches("(format|formatted)\\((java\\.lang\\.String, )?\\[Ljava\\.lang\\.Object;\\)");
    }

    private static String parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitCallTarget call
                ? call.getRawParameterTypes().stream().map(JavaClass::getName).collect(Collectors.joining(", "))
                : "";
    }

    /** Only these chapters may do that. */
    private static void assertOnly(Set<String> chapters, Predicate<JavaAccess<?>> deed) {
        List<String> elsewhere = accesses(deed)
                .filter(access -> !chapters.contains(chapter(access.getOriginOwner())))
                .map(JavaAccess::getDescription)
                .toList();

        assertThat(elsewhere).isEmpty();
    }

    private static Stream<JavaAccess<?>> accesses(Predicate<JavaAccess<?>> deed) {
        return CLASSES.stream()
                .flatMap(each -> each.getAccessesFromSelf().stream())
                .filter(deed);
    }

    private static <T> DescribedPredicate<T> not(DescribedPredicate<T> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static boolean ours(JavaClass each) {
        return each.getPackageName().equals(OURS) || each.getPackageName().startsWith(OURS + ".");
    }

    /** The chapter that a class stands in; a package below one of its own counts as part of it. */
    private static String chapter(JavaClass each) {
        String name = each.getPackageName().equals(OURS)
                ? ROOT
                : each.getPackageName().substring(OURS.length() + 1);
        String longest = name;
        while (!CHAPTERS.containsKey(longest) && longest.contains(".")) {
            longest = longest.substring(0, longest.lastIndexOf('.'));
        }
        return longest;
    }

    @Test
    void packagesBelowAChapterCountAsTheChapter() {
        assertThat(chapter(CLASSES.get(Dataset.class))).isEqualTo("dataset");
        assertThat(chapter(CLASSES.get(OpenAiAnswerReader.class))).isEqualTo("chat.openai");
    }
}
