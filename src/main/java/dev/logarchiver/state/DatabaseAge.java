package dev.logarchiver.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How old what is read from the database is.
 *
 * @param readAt when it was copied; {@code null} if it is live, or was never read
 * @param holder which process has had the database open since; {@code null} if none has
 * @param problem why it can't be read now; {@code null} if it can, or the holder is why
 * @param isReadable whether anything can be read
 */
public record DatabaseAge(@Nullable Instant readAt, @Nullable String holder, @Nullable String problem,
		boolean isReadable) {

	static final DatabaseAge LIVE = new DatabaseAge(null, null, null, true);

	static DatabaseAge of(Instant readAt) {
		return new DatabaseAge(readAt, null, null, true);
	}

	DatabaseAge heldBy(String process) {
		return new DatabaseAge(this.readAt, process, null, this.isReadable);
	}

	DatabaseAge with(String trouble) {
		return new DatabaseAge(this.readAt, null, trouble, this.isReadable);
	}

	/** Whether something newer may be in the database. */
	public boolean isOld() {
		return this.holder != null || this.problem != null;
	}

}
