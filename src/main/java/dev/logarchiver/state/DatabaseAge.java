package dev.logarchiver.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How old what is read from the database is.
 *
 * @param readAt when it was copied; {@code null} if it is live, or was never read
 * @param holder which process has had the database open since; {@code null} if none has
 * @param problem why it can't be read now; {@code null} if it can, or the holder is why
 * @param copy the number of the copy that is read; 0 if there is none, or what is read is
 * live
 * @param isReadable whether anything can be read
 */
public record DatabaseAge(@Nullable Instant readAt, @Nullable String holder, @Nullable String problem, int copy,
		boolean isReadable) {

	static final DatabaseAge UNREAD = new DatabaseAge(null, null, null, 0, false);

	static final DatabaseAge LIVE = new DatabaseAge(null, null, null, 0, true);

	static DatabaseAge of(int copy, Instant readAt) {
		return new DatabaseAge(readAt, null, null, copy, true);
	}

	DatabaseAge heldBy(String process) {
		return new DatabaseAge(this.readAt, process, null, this.copy, this.isReadable);
	}

	DatabaseAge with(String trouble) {
		return new DatabaseAge(this.readAt, null, trouble, this.copy, this.isReadable);
	}

	/** Whether something newer may be in the database. */
	public boolean isOld() {
		return this.holder != null || this.problem != null;
	}

}
