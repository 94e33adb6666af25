package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBudgetTest {

    private final AtomicInteger told = new AtomicInteger();

    private int taken(RetryBudget budget) {
        int taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "50, 100", "51, 102", "1024, 2048"})
    void beginsWithTwoForEachSlotAndAHundredAtLeast(int slots, int retries) {
        assertThat(taken(new RetryBudget(slots, told::incrementAndGet))).isEqualTo(retries);
    }

    @Test
    void twoAnswersEarnOneRetry() {
        RetryBudget budget = new RetryBudget(1, told::incrementAndGet);
        taken(budget);
        budget.earn();

        assertThat(budget.take()).isFalse();

        budget.earn();

        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void neverHoldsMoreThanAtTheBeginning() {
        RetryBudget budget = new RetryBudget(1, told::incrementAndGet);
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
        }

        assertThat(budget.left()).isEqualTo(100);
    }

    @Test
    void saysOnceThatItIsEmpty() {
        RetryBudget budget = new RetryBudget(1, told::incrementAndGet);
        taken(budget);
        taken(budget);

        assertThat(told).hasValue(1);
    }
}
