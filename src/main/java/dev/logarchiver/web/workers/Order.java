package dev.logarchiver.web.workers;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import dev.logarchiver.ledger.Columns;

/** By which column Workers are sorted. Turned round, its name has a minus. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Order {

	STATE("State", false, Comparator.comparingInt(WorkerRow::urgency)),
	WORKER("Worker", false, Comparator.comparing(WorkerRow::worker)),
	RUN("Last run", true, Comparator.comparing(Order::at).reversed()),
	STATUS("Status", true, Comparator.comparing(WorkerRow::status)),
	ERRORS("Error lines", true, Comparator.comparingLong(WorkerRow::errors).reversed());

	private final String title;

	private final boolean needsLogs;

	private final Comparator<WorkerRow> comparator;

	Order(String title, boolean needsLogs, Comparator<WorkerRow> comparator) {
		this.title = title;
		this.needsLogs = needsLogs;
		this.comparator = comparator;
	}

	private static Instant at(WorkerRow row) {
		return Objects.requireNonNullElse(row.newestRun(), Columns.EVER);
	}

	/** All names, as they are asked for. */
	static List<String> names() {
		return Stream.of(values()).map(Order::toString).flatMap((name) -> Stream.of(name, "-" + name)).toList();
	}

	static Order of(String name) {
		return valueOf(name.replace("-", "").toUpperCase(Locale.ROOT));
	}

	/** Sorts rows; where they are alike, by Worker. */
	static Comparator<WorkerRow> comparator(String name) {
		Comparator<WorkerRow> comparator = of(name).comparator;
		return (name.startsWith("-") ? comparator.reversed() : comparator).thenComparing(WorkerRow::worker);
	}

	public String title() {
		return this.title;
	}

	/** Whether the largest comes first unless it is turned round. */
	boolean isDescending() {
		return this == RUN || this == ERRORS;
	}

	boolean needsLogs() {
		return this.needsLogs;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
