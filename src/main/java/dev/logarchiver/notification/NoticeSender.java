package dev.logarchiver.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.logarchiver.ledger.notices.Notices;
import dev.logarchiver.ledger.notices.PendingNotice;
import dev.logarchiver.run.Units;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Sends what was written, in that order. What nobody takes goes with the next tick, until
 * reminders say what is still wrong of it.
 */
@Component
class NoticeSender {

	private static final Log logger = LogFactory.getLog(NoticeSender.class);

	/** So many messages are sent at most: more would hold up the end of the process. */
	private static final int MOST = 50;

	private static final Duration SHORTEST_PATIENCE = Duration.ofDays(7);

	private final NotifyProperties settings;

	private final Notices notices;

	private final Receiver receiver;

	NoticeSender(NotifyProperties settings, Notices notices, Receiver receiver) {
		this.settings = settings;
		this.notices = notices;
		this.receiver = receiver;
	}

	/**
	 * Sends all that is to be sent, up to the first message that isn't taken.
	 * @param now the time
	 */
	void send(Instant now) {
		String receiver = this.settings.receiver();
		for (PendingNotice notice : this.notices.pending(receiver, MOST)) {
			Optional<String> problem = this.receiver.post(notice.id(), notice.body());
			if (problem.isPresent()) {
				logger.warn("archiver.notify.url: %s could not be notified (%s); the message goes with the next tick"
					.formatted(this.receiver.host(), problem.get()));
				giveUp(receiver, now);
				return;
			}
			this.notices.taken(receiver, notice);
		}
	}

	private void giveUp(String receiver, Instant now) {
		Duration patience = (this.settings.remindEvery().compareTo(SHORTEST_PATIENCE) > 0) ? this.settings.remindEvery()
				: SHORTEST_PATIENCE;
		int given = this.notices.giveUp(receiver, now.minus(patience));
		if (given > 0) {
			logger.warn("%s could not be delivered for %s and will not be sent"
				.formatted(Units.count(given, "notification"), Units.span(patience)));
		}
	}

}
