package dev.promptmeter.run;

import static dev.promptmeter.run.Case.Novelty.DUPLICATE;
import static dev.promptmeter.run.Case.Novelty.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PastPromptsTest {

    private static final String HERE = "http://localhost:80/v1";
    private static final String PARIS = "a".repeat(64);

    private final PastPrompts past = new PastPrompts();

    @Test
    void whatIsLeftOutIsAnOccurrenceAndNoDuplicate() {
        past.occurrence(HERE, PARIS);

        assertThat(past.occurrence(HERE, PARIS)).isEqualTo(2);
        assertThat(past.choose(HERE, PARIS)).isEqualTo(NEW);
        assertThat(past.occurrence(HERE, PARIS)).isEqualTo(3);
        assertThat(past.choose(HERE, PARIS)).isEqualTo(DUPLICATE);
    }

    @Test
    void anotherDatasetCountsOccurrencesAnewAndFindsDuplicates() {
        past.occurrence(HERE, PARIS);
        past.choose(HERE, PARIS);
        past.nextDataset();

        assertThat(past.occurrence(HERE, PARIS)).isEqualTo(1);
        assertThat(past.choose(HERE, PARIS)).isEqualTo(DUPLICATE);
    }

    @Test
    void theSameAtAnotherEndpointIsNew() {
        past.choose(HERE, PARIS);

        assertThat(past.choose("http://elsewhere:80/v1", PARIS)).isEqualTo(NEW);
    }
}
