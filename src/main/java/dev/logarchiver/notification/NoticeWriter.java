package dev.logarchiver.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.logarchiver.ledger.notices.Notices;
import dev.logarchiver.ledger.notices.PendingNotice;
import dev.logarchiver.ledger.notices.ToldCondition;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the message about what changed. It is kept, to be sent, in the transaction that
 * makes what it tells count as told: each change is in exactly one message.
 */
@Component
class NoticeWriter {

	/** Two ticks are seldom exactly as far apart as they are meant to be. */
	private static final Duration JITTER = Duration.ofMinutes(10);

	private static final Duration LONGEST_MEMORY = Duration.ofDays(400);

	private final NotifyProperties settings;

	private final Notices notices;

	private final TransactionTemplate transaction;

	NoticeWriter(NotifyProperties settings, Notices notices, PlatformTransactionManager transactions) {
		this.settings = settings;
		this.notices = notices;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** What the receiver was told is wrong. */
	List<ToldCondition> told() {
		return this.notices.told(this.settings.receiver());
	}

	/**
	 * Writes a message, unless nothing changed.
	 * @param occasion what it is about
	 * @param findings what is wrong and what is right now
	 */
	void write(Occasion occasion, Findings findings) {
		this.transaction.executeWithoutResult((_) -> {
			Changes changes = record(occasion, findings);
			if (!changes.none()) {
				String id = UUID.randomUUID().toString();
				String body = MessageBody.of(this.settings.format(), id, occasion, changes);
				this.notices.write(this.settings.receiver(), new PendingNotice(id, body, occasion.time()));
				this.notices.forget(occasion.time().minus(LONGEST_MEMORY));
			}
		});
	}

	private Changes record(Occasion occasion, Findings findings) {
		String receiver = this.settings.receiver();
		Instant now = occasion.time();
		boolean first = this.notices.begin(receiver, occasion.subject());
		List<ToldCondition> told = told();
		List<ToldCondition> over = told.stream().filter((condition) -> findings.isRight(condition.subject())).toList();
		over.forEach((condition) -> this.notices.remove(receiver, condition.subject()));
		List<ToldCondition> still = told.stream().filter((condition) -> findings.isWrong(condition.subject())).toList();
		boolean reminds = still.stream()
			.anyMatch((condition) -> !condition.toldAt().plus(this.settings.remindEvery()).minus(JITTER).isAfter(now));
		if (reminds) {
			still.forEach((condition) -> this.notices.renew(receiver, condition.subject(), now));
		}
		List<Finding> found = findings.news()
			.stream()
			.filter((finding) -> this.notices.add(receiver,
					new ToldCondition(finding.condition(), occasion.part().job(), now)))
			.toList();
		return new Changes(first, found, over, still, reminds);
	}

}
