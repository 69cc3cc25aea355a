package dev.logarchiver.ledger.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.Condition.Subject;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of the notices.
 */
abstract class NoticesContract {

	private static final String RECEIVER = "a".repeat(64);

	private static final String OTHER = "b".repeat(64);

	private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

	private static final Subject SHOP = new Subject(Kind.FAILING, "acme~shop");

	private final Notices notices;

	private final TransactionTemplate transaction;

	NoticesContract(TestDatabase database) {
		this.notices = new Notices(database.jdbc());
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
	}

	private static ToldCondition told(Subject subject, Instant toldAt) {
		return new ToldCondition(new Condition(subject, NOON.minusSeconds(60)), "nightly", toldAt);
	}

	@Test
	void remembersWhatAReceiverWasTold() {
		ToldCondition told = told(SHOP, NOON);
		assertThat(this.notices.add(RECEIVER, told)).isTrue();
		assertThat(this.notices.add(RECEIVER, told(SHOP, NOON.plusSeconds(1)))).isFalse();
		assertThat(this.notices.add(RECEIVER, told(new Subject(Kind.LATE, "acme~shop"), NOON))).isTrue();
		assertThat(this.notices.told(RECEIVER)).hasSize(2).contains(told);
		assertThat(this.notices.told(OTHER)).isEmpty();
		this.notices.renew(RECEIVER, SHOP, NOON.plusSeconds(5));
		assertThat(this.notices.told(RECEIVER)).contains(told(SHOP, NOON.plusSeconds(5)));
		this.notices.remove(OTHER, SHOP);
		assertThat(this.notices.told(RECEIVER)).hasSize(2);
		this.notices.remove(RECEIVER, SHOP);
		assertThat(this.notices.told(RECEIVER)).extracting((condition) -> condition.subject().kind())
			.containsExactly(Kind.LATE);
	}

	@Test
	void keepsEveryKindAndTheLongestNames() {
		for (Kind kind : Kind.values()) {
			assertThat(this.notices.add(RECEIVER, told(new Subject(kind, "w".repeat(257)), NOON))).isTrue();
		}
		assertThat(this.notices.told(RECEIVER)).extracting((condition) -> condition.subject().kind())
			.containsExactlyInAnyOrder(Kind.values());
		assertThat(this.notices.begin(RECEIVER, "backfill " + "j".repeat(100))).isTrue();
	}

	@Test
	void keepsMessagesInTheirOrderUntilTheyAreTaken() {
		List<PendingNotice> written = List.of(new PendingNotice("1", "{\"text\": \"é🙂\"}", NOON),
				new PendingNotice("2", "x".repeat(100_000), NOON), new PendingNotice("3", "{}", NOON.plusSeconds(60)));
		written.forEach((notice) -> this.notices.write(RECEIVER, notice));
		assertThat(this.notices.pending(RECEIVER, 10)).isEqualTo(written);
		assertThat(this.notices.pending(RECEIVER, 2)).isEqualTo(written.subList(0, 2));
		assertThat(this.notices.pending(OTHER, 10)).isEmpty();
		this.notices.taken(RECEIVER, written.getFirst());
		assertThat(this.notices.pending(RECEIVER, 10)).isEqualTo(written.subList(1, 3));
		assertThat(this.notices.giveUp(OTHER, NOON.plusSeconds(1))).isZero();
		assertThat(this.notices.giveUp(RECEIVER, NOON.plusSeconds(1))).isOne();
		assertThat(this.notices.pending(RECEIVER, 10)).isEqualTo(written.subList(2, 3));
	}

	@Test
	void forgetsWhatIsOldOfAnyReceiver() {
		this.notices.add(OTHER, told(SHOP, NOON));
		this.notices.add(RECEIVER, told(SHOP, NOON.plus(Duration.ofDays(1))));
		this.notices.write(OTHER, new PendingNotice("1", "{}", NOON));
		this.notices.forget(NOON.plusSeconds(1));
		assertThat(this.notices.told(OTHER)).isEmpty();
		assertThat(this.notices.pending(OTHER, 10)).isEmpty();
		assertThat(this.notices.told(RECEIVER)).hasSize(1);
	}

	@Test
	void knowsWhichJobsHaveLooked() {
		assertThat(this.notices.begin(RECEIVER, "run nightly")).isTrue();
		assertThat(this.notices.begin(RECEIVER, "run nightly")).isFalse();
		assertThat(this.notices.begin(RECEIVER, "run hourly")).isTrue();
		assertThat(this.notices.begin(OTHER, "run nightly")).isTrue();
	}

	@Test
	void whatIsRolledBackWasNotTold() {
		this.notices.begin(RECEIVER, "run nightly");
		this.transaction.executeWithoutResult((status) -> {
			this.notices.begin(RECEIVER, "run nightly");
			this.notices.add(RECEIVER, told(SHOP, NOON));
			this.notices.write(RECEIVER, new PendingNotice("1", "{}", NOON));
			status.setRollbackOnly();
		});
		assertThat(this.notices.told(RECEIVER)).isEmpty();
		assertThat(this.notices.pending(RECEIVER, 10)).isEmpty();
	}

	@Test
	void twoJobsTellOneReceiverSomethingOneAfterTheOther() {
		this.notices.begin(RECEIVER, "run nightly");
		this.notices.begin(RECEIVER, "run hourly");
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> {
			await(begun);
			return this.transaction.execute((_) -> {
				this.notices.begin(RECEIVER, "run hourly");
				return this.notices.told(RECEIVER).isEmpty();
			});
		});
		this.transaction.executeWithoutResult((_) -> {
			this.notices.begin(RECEIVER, "run nightly");
			begun.countDown();
			this.notices.add(RECEIVER, told(SHOP, NOON));
		});
		assertThat(second.join()).isFalse();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
