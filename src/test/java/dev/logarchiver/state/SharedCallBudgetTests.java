package dev.logarchiver.state;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.CallBudget.Precedence;
import dev.logarchiver.pace.CallBudgetContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A budget in PostgreSQL. */
class SharedCallBudgetTests extends CallBudgetContract {

	private static final AtomicInteger SOURCES = new AtomicInteger();

	private final TestDatabase database = TestDatabase.postgres();

	private final String source = "source-" + SOURCES.incrementAndGet();

	private final PostgresCallBudgets process = process(this.database.dataSource());

	private final PostgresCallBudgets other = process(this.database.dataSource());

	private static PostgresCallBudgets process(HikariDataSource pool) {
		return new PostgresCallBudgets(() -> new PostgresSessions(pool, "budget"));
	}

	@AfterEach
	void close() {
		this.process.close();
		this.other.close();
	}

	@Override
	protected CallBudget open(@Nullable Double limit, Consumer<Duration> waiting) {
		return this.process.open(this.source, limit, FIRST_PAUSE, waiting);
	}

	private static CallBudget open(PostgresCallBudgets process, String source) {
		return process.open(source, null, FIRST_PAUSE, (pause) -> LockSupport.parkNanos(pause.toNanos()));
	}

	@Test
	void aRefusalPausesAndSlowsDownAllProcesses() {
		CallBudget one = open(this.process, this.source);
		CallBudget two = open(this.other, this.source);
		two.enter(Precedence.USUAL).accepted();
		one.enter(Precedence.USUAL).refused(Duration.ofMillis(600));
		long start = System.nanoTime();
		// what it may still do is at an end a quarter of a second later
		while (two.rate().isEmpty()) {
			two.enter(Precedence.LOW);
		}
		assertThat(System.nanoTime() - start).isGreaterThan(590_000_000);
		// by now it may have risen again
		assertThat(two.rate().orElseThrow()).isGreaterThanOrEqualTo(one.rate().orElseThrow());
	}

	@Test
	void anotherKeyIsNotSlowedDown() {
		CallBudget one = open(this.process, this.source);
		CallBudget two = open(this.other, this.source + "-other");
		one.enter(Precedence.USUAL).refused(null);
		two.enter(Precedence.USUAL).accepted();
		assertThat(one.rate()).isPresent();
		assertThat(two.rate()).isEmpty();
	}

	@Test
	void goesOnAloneWithoutADatabase() {
		try (HikariDataSource nowhere = TestDatabase.pool("jdbc:postgresql://127.0.0.1:1/none");
				PostgresCallBudgets alone = process(nowhere)) {
			CallBudget budget = open(alone, this.source);
			for (int call = 0; call < 100; call++) {
				budget.enter(Precedence.USUAL).accepted();
			}
			budget.enter(Precedence.USUAL).refused(null);
			assertThat(budget.rate()).isPresent();
		}
	}

	@Test
	void goesOnAtTheRateThatItKnowsWhenTheDatabaseGoes() {
		CallBudget budget = open(this.process, this.source);
		budget.enter(Precedence.USUAL).refused(null);
		double rate = budget.rate().orElseThrow();
		budget.enter(Precedence.USUAL).accepted();
		this.database.jdbc().sql("ALTER TABLE call_budget RENAME TO call_budget_gone").update();
		try {
			for (int call = 0; call < 20; call++) {
				budget.enter(Precedence.USUAL).accepted();
			}
			assertThat(budget.rate().orElseThrow()).isBetween(rate, 1.5 * rate);
		}
		finally {
			this.database.jdbc().sql("ALTER TABLE call_budget_gone RENAME TO call_budget").update();
		}
	}

	@Test
	void takesNoConnectionBeforeTheFirstCall() {
		open(process(TestDatabase.pool("nowhere")), this.source);
	}

}
