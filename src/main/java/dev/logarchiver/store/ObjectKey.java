package dev.logarchiver.store;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * The place of a log below the store's prefix. Its form is a public interface: query
 * engines read {@code worker} and {@code date} as columns.
 *
 * @param worker the Worker as listed
 * @param date the day of the run in UTC; {@code null} if it isn't known
 * @param run the run
 * @param revision 1 for the first final text of the run, higher where its bytes changed
 * later
 * @param partial whether the run was still going on, so that the object may be replaced
 * @param compression how the bytes are stored
 */
public record ObjectKey(WorkerId worker, @Nullable LocalDate date, RunId run, int revision, boolean partial,
		Compression compression) {

	/** What Hive, and so Athena, Spark and Trino, write for a null column. */
	private static final String NO_DATE = "__HIVE_DEFAULT_PARTITION__";

	private static final String PARTIAL = ".partial";

	private static final Pattern FORM = Pattern.compile("worker=(?<worker>[^/]+)/date=(?<date>[^/]+)/(?<run>[^/.]+)"
			+ "(\\.r(?<revision>[1-9][0-9]{0,8}))?(?<partial>\\.partial)?(?<extension>\\.log(\\.[a-z]+)?)");

	public ObjectKey {
		if (revision < 1) {
			throw new IllegalArgumentException("Revision " + revision + " of run " + run + ": expected 1 or more");
		}
	}

	/**
	 * The key of the first final text of a run.
	 * @return the key, always the same for the same run and compression
	 */
	public static ObjectKey of(WorkerId worker, Run run, Compression compression) {
		return new ObjectKey(worker, run.date().orElse(null), run.id(), 1, false, compression);
	}

	/**
	 * Reads a key back.
	 * @return the key; empty if an object of that name is not ours
	 */
	public static Optional<ObjectKey> parse(String value) {
		Matcher matcher = FORM.matcher(value);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			String revision = matcher.group("revision");
			return Compression.ofExtension(value)
				.map((compression) -> new ObjectKey(new WorkerId(matcher.group("worker")), date(matcher.group("date")),
						new RunId(matcher.group("run")), (revision != null) ? Integer.parseInt(revision) : 1,
						matcher.group("partial") != null, compression))
				.filter((key) -> key.value().equals(value));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static @Nullable LocalDate date(String text) {
		return text.equals(NO_DATE) ? null : LocalDate.parse(text);
	}

	/**
	 * The key as text.
	 * @return the key below the store's prefix, in ASCII, without a leading slash
	 */
	public String value() {
		return "worker=" + this.worker + "/date=" + ((this.date != null) ? this.date : NO_DATE) + "/" + this.run
				+ ((this.revision > 1) ? ".r" + this.revision : "") + (this.partial ? PARTIAL : "")
				+ this.compression.extension();
	}

	public ObjectKey asPartial() {
		return new ObjectKey(this.worker, this.date, this.run, this.revision, true, this.compression);
	}

	public ObjectKey asFinal() {
		return new ObjectKey(this.worker, this.date, this.run, this.revision, false, this.compression);
	}

	public ObjectKey withRevision(int number) {
		return new ObjectKey(this.worker, this.date, this.run, number, this.partial, this.compression);
	}

	public void requirePartial() {
		if (!this.partial) {
			throw new IllegalArgumentException(this + " is final: it can't be replaced");
		}
	}

	public void requireCompressionOf(SpooledLog text) {
		if (text.compression() != this.compression) {
			throw new IllegalArgumentException("A text compressed as " + text.compression() + " can't go to " + this);
		}
	}

	@Override
	public String toString() {
		return value();
	}

}
