package dev.promptmeter.chat.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// A class path is there while its block runs; nobody calls it.
@SuppressWarnings("try")
class EmbeddingModelsTest {

    private static final String LETTERS = LetterModel.class.getName() + "\n";

    @TempDir
    Path folder;

    /** Its native code is for another processor. */
    public static final class Unloadable implements EmbeddingModel {

        /** Makes one. */
        public Unloadable() {}

        @Override
        public String name() {
            return "unloadable";
        }

        @Override
        public float[] embed(String text) {
            throw new IllegalStateException("failed", new UnsatisfiedLinkError("wrong ELF class"));
        }
    }

    /** A library that it needs is not there. */
    public static final class Broken implements EmbeddingModel {

        /** Fails. */
        public Broken() {
            throw new NoClassDefFoundError("some/Missing");
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public float[] embed(String text) {
            return new float[0];
        }
    }

    /** Says nothing of itself, and needs more memory than there is. */
    public static class Greedy implements EmbeddingModel {

        private final @Nullable String name;

        /** Makes one without a name. */
        public Greedy() {
            this(null);
        }

        Greedy(@Nullable String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public float[] embed(String text) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    /** The same with a name. */
    public static final class Named extends Greedy {

        /** Makes one. */
        public Named() {
            super("greedy");
        }
    }

    @Test
    void aModelOnTheClassPathIsFoundByItsName() throws NoSuchEmbeddingModel {
        try (var there = ModelsOnClassPath.of(folder, LETTERS)) {
            assertThat(EmbeddingModels.named("letters")).isInstanceOf(LetterModel.class);
            assertThat(EmbeddingModels.loaded("letters").embed("aab")).startsWith(2, 1, 0);
        }
    }

    @Test
    void withoutAnyNoneIsThere() {
        assertThatThrownBy(() -> EmbeddingModels.named("letters"))
                .isInstanceOf(NoSuchEmbeddingModel.class)
                .hasMessage("is not on the class path");
    }

    @Test
    void whereOthersAreTheyAreNamed() {
        try (var there = ModelsOnClassPath.of(folder, LETTERS)) {
            assertThatThrownBy(() -> EmbeddingModels.named("words"))
                    .hasMessage("is not on the class path, only letters");
        }
    }

    @Test
    void brokenOnesHideNoOthersAndAreToldOfWhenOneIsMissing() throws NoSuchEmbeddingModel {
        String lines = "no.such.Model\n" + Broken.class.getName() + "\n" + LETTERS;

        try (var there = ModelsOnClassPath.of(folder, lines)) {
            assertThat(EmbeddingModels.named("letters")).isInstanceOf(LetterModel.class);
            assertThatThrownBy(() -> EmbeddingModels.named("broken"))
                    .hasMessageStartingWith("is not on the class path, only letters (not usable: ")
                    .hasMessageContaining("no.such.Model not found")
                    .hasMessageContaining(Broken.class.getName());
        }
    }

    @Test
    void oneThatCannotBeLoadedSaysWhatBeganIt() throws NoSuchEmbeddingModel {
        try (var there = ModelsOnClassPath.of(folder, Unloadable.class.getName())) {
            assertThat(EmbeddingModels.named("unloadable")).isNotNull();
            assertThatThrownBy(() -> EmbeddingModels.loaded("unloadable"))
                    .isInstanceOf(NoSuchEmbeddingModel.class)
                    .hasMessage("is on the class path and cannot be loaded:"
                            + " java.lang.UnsatisfiedLinkError: wrong ELF class");
        }
    }

    @Test
    void oneForWhichThereIsNoMemoryIsNoFaultOfTheProgram() {
        try (var there = ModelsOnClassPath.of(folder, Named.class.getName())) {
            assertThatThrownBy(() -> EmbeddingModels.loaded("greedy"))
                    .isInstanceOf(NoSuchEmbeddingModel.class)
                    .hasMessageEndingWith("java.lang.OutOfMemoryError: Java heap space");
        }
    }

    @Test
    void oneWithoutANameIsToldOf() {
        try (var there = ModelsOnClassPath.of(folder, Greedy.class.getName())) {
            assertThatThrownBy(() -> EmbeddingModels.named("letters"))
                    .hasMessageContaining("(not usable: " + Greedy.class.getName() + " has no name)");
        }
    }
}
