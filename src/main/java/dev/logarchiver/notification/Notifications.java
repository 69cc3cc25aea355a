package dev.logarchiver.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.Secrets;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.Condition.Subject;
import dev.logarchiver.ledger.notices.ToldCondition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells a receiver what changed: after an execution, in one message, and nothing where
 * nothing changed. None of it fails the execution, and nothing is looked at when nobody
 * is to be told.
 */
@Component
public class Notifications {

	private static final Log logger = LogFactory.getLog(Notifications.class);

	private static final int LONGEST_REASON = 400;

	/** The command whose executions go through the list of a job. */
	private static final String TICKS = "run";

	private final NotifyProperties settings;

	private final ObjectProvider<Lookout> lookout;

	private final ObjectProvider<NoticeWriter> writer;

	private final ObjectProvider<NoticeSender> sender;

	private final ObjectProvider<Receiver> receiver;

	private final Clock clock;

	Notifications(NotifyProperties settings, ObjectProvider<Lookout> lookout, ObjectProvider<NoticeWriter> writer,
			ObjectProvider<NoticeSender> sender, ObjectProvider<Receiver> receiver, Clock clock) {
		this.settings = settings;
		this.lookout = lookout;
		this.writer = writer;
		this.sender = sender;
		this.receiver = receiver;
		this.clock = clock;
	}

	/** Whether somebody is to be told. */
	public boolean on() {
		return this.settings.address() != null;
	}

	/**
	 * Who is told, where somebody is.
	 * @return such as {@code hooks.slack.com (slack)}
	 */
	public String receiver() {
		return this.receiver.getObject().host() + " (" + this.settings.format().toString().toLowerCase(Locale.ROOT)
				+ ")";
	}

	/**
	 * Tries whether the receiver can be reached. Needs nothing but the settings.
	 * @param message whether to send it a message for that: otherwise its host is called
	 * @return what is in the way; empty when nothing is
	 */
	public Optional<String> probe(boolean message) {
		String id = UUID.randomUUID().toString();
		return message ? this.receiver.getObject().post(id, MessageBody.test(this.settings.format(), id))
				: this.receiver.getObject().reach();
	}

	/**
	 * Tells what an execution changed that has ended.
	 * @param report the execution
	 * @param exitCode how the process will exit
	 */
	public void ended(ExecutionReport report, int exitCode) {
		if (on()) {
			Instant began = began(report);
			attempt(began, () -> {
				List<ToldCondition> told = this.writer.getObject().told();
				Occasion occasion = Occasion.of(report, began, exitCode);
				switch (report.ending()) {
					case COMPLETED -> this.writer.getObject().write(occasion, completed(report, occasion, told));
					case FAILED, KEY_REJECTED, RUNNING -> this.writer.getObject()
						.write(occasion, failed(occasion, ExecutionWords.reason(report).orElse(report.status()), told));
					// neither failed nor completed
					case STOPPED -> {
					}
				}
			});
		}
	}

	/**
	 * Tells that a job failed before it had an execution.
	 * @param command the command that was called
	 * @param part the job, or a shard of it
	 * @param exitCode how the process will exit
	 * @param reason why
	 */
	public void failed(String command, JobPart part, int exitCode, String reason) {
		if (on()) {
			Instant now = this.clock.instant();
			attempt(now, () -> {
				Occasion occasion = new Occasion(now, command, part, null, null, exitCode);
				this.writer.getObject().write(occasion, failed(occasion, reason, this.writer.getObject().told()));
			});
		}
	}

	/** Ticks begin regularly, and take as long as they do. */
	private Instant began(ExecutionReport report) {
		Instant now = this.clock.instant();
		return (report.startedAt() == null || report.endedAt() == null) ? now
				: now.minus(Duration.between(report.startedAt(), report.endedAt()));
	}

	/** What was not taken before goes too, even where this message can't be written. */
	private void attempt(Instant now, Runnable write) {
		try {
			write.run();
		}
		catch (RuntimeException ex) {
			warn("What changed can't be told", ex);
		}
		try {
			this.sender.getObject().send(now);
		}
		catch (RuntimeException ex) {
			warn("Notifications can't be sent", ex);
		}
	}

	private static void warn(String what, RuntimeException problem) {
		logger.warn(what + ": " + Secrets.hide(Printable.escape(String.valueOf(problem.getMessage()), LONGEST_REASON)));
	}

	private Findings completed(ExecutionReport report, Occasion occasion, List<ToldCondition> told) {
		Findings findings = TICKS.equals(occasion.command())
				? this.lookout.getObject().look(report, occasion.time(), told) : new Findings();
		told.stream()
			.filter((condition) -> condition.subject().equals(job(occasion)) && isLater(report, condition))
			.forEach((condition) -> findings.addRight(condition.subject()));
		return findings;
	}

	/** A tick that completed long ago, and is called again, says nothing about now. */
	private static boolean isLater(ExecutionReport report, ToldCondition failure) {
		return report.endedAt() == null || report.endedAt().isAfter(failure.toldAt());
	}

	private static Findings failed(Occasion occasion, String reason, List<ToldCondition> told) {
		Subject job = job(occasion);
		boolean known = told.stream().anyMatch((condition) -> condition.subject().equals(job));
		return known ? new Findings().addWrong(job) : new Findings().add(new Finding.JobFailed(occasion.subject(),
				occasion.exit(), Secrets.hide(Printable.escape(reason, LONGEST_REASON)), occasion.time()));
	}

	private static Subject job(Occasion occasion) {
		return new Subject(Kind.JOB, occasion.subject());
	}

}
