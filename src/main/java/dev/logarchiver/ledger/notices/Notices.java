package dev.logarchiver.ledger.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.Condition.Subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Remembers what receivers were told is wrong, and the messages that are to be sent. A
 * message is written in the transaction that changes what counts as told: it is sent at
 * least once, whenever the process is killed. A receiver is known by a digest.
 */
@Repository
public class Notices {

	private static final String WHERE = " WHERE receiver = ? AND kind = ? AND subject = ?";

	private final JdbcClient jdbc;

	public Notices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Waits, within a transaction, for other jobs that tell the same receiver something.
	 * @param receiver the receiver
	 * @param job the job
	 * @return whether the job has never told it anything
	 */
	public boolean begin(String receiver, String job) {
		int inserted = this.jdbc.sql("INSERT INTO notified_job (receiver, job) VALUES (?, ?) ON CONFLICT DO NOTHING")
			.params(receiver, job)
			.update();
		this.jdbc.sql("SELECT job FROM notified_job WHERE receiver = ? ORDER BY job FOR UPDATE")
			.param(receiver)
			.query(String.class)
			.list();
		return inserted > 0;
	}

	/** What a receiver was told is wrong, ordered by what it is wrong with. */
	public List<ToldCondition> told(String receiver) {
		return this.jdbc.sql("SELECT * FROM notified_condition WHERE receiver = ? ORDER BY kind, subject")
			.param(receiver)
			.query(Notices::readCondition)
			.list();
	}

	/**
	 * Takes note that something is told to be wrong.
	 * @return {@code false} if that was told already, and stays as it is
	 */
	public boolean add(String receiver, ToldCondition told) {
		return this.jdbc
			.sql("INSERT INTO notified_condition (receiver, kind, subject, job, since, told_at) "
					+ "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
			.params(receiver, told.subject().kind().toString(), told.subject().name(), told.job(),
					Columns.time(told.condition().since()), Columns.time(told.toldAt()))
			.update() > 0;
	}

	/** Takes note that something is told again. */
	public void renew(String receiver, Subject subject, Instant toldAt) {
		this.jdbc.sql("UPDATE notified_condition SET told_at = ?" + WHERE)
			.params(Columns.time(toldAt), receiver, subject.kind().toString(), subject.name())
			.update();
	}

	/** Takes note that something is told to be right again. */
	public void remove(String receiver, Subject subject) {
		this.jdbc.sql("DELETE FROM notified_condition" + WHERE)
			.params(receiver, subject.kind().toString(), subject.name())
			.update();
	}

	/** Keeps a message until it was taken. */
	public void write(String receiver, PendingNotice notice) {
		this.jdbc.sql("INSERT INTO notification (id, receiver, body, written_at) VALUES (?, ?, ?, ?)")
			.params(notice.id(), receiver, notice.body(), Columns.time(notice.writtenAt()))
			.update();
	}

	/**
	 * The messages that are to be sent, oldest first.
	 * @param receiver the receiver
	 * @param limit at most so many
	 */
	public List<PendingNotice> pending(String receiver, int limit) {
		return this.jdbc
			.sql("SELECT id, body, written_at FROM notification WHERE receiver = ? "
					+ "ORDER BY receiver, notification_number LIMIT ?")
			.params(receiver, limit)
			.query((row, _) -> new PendingNotice(row.getString("id"), row.getString("body"),
					Columns.instant(row, "written_at")))
			.list();
	}

	/** Forgets a message, which was taken. */
	public void taken(String receiver, PendingNotice notice) {
		this.jdbc.sql("DELETE FROM notification WHERE receiver = ? AND id = ?").params(receiver, notice.id()).update();
	}

	/**
	 * Gives up messages that nobody took.
	 * @param receiver the receiver
	 * @param before those that were written before this time
	 * @return how many there were
	 */
	public int giveUp(String receiver, Instant before) {
		return this.jdbc.sql("DELETE FROM notification WHERE receiver = ? AND written_at < ?")
			.params(receiver, Columns.time(before))
			.update();
	}

	/**
	 * Forgets what any receiver was told, and is to be told, before a time: whoever has
	 * another address leaves that behind, and so do Workers that are no longer listed.
	 */
	public void forget(Instant before) {
		this.jdbc.sql("DELETE FROM notified_condition WHERE told_at < ?").param(Columns.time(before)).update();
		this.jdbc.sql("DELETE FROM notification WHERE written_at < ?").param(Columns.time(before)).update();
	}

	private static ToldCondition readCondition(ResultSet row, int number) throws SQLException {
		Subject subject = new Subject(Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
				row.getString("subject"));
		return new ToldCondition(new Condition(subject, Columns.instant(row, "since")), row.getString("job"),
				Columns.instant(row, "told_at"));
	}

}
