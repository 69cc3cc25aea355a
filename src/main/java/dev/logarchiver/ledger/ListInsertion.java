package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import dev.logarchiver.intake.ListDigest;
import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Stores one list in batches; the database leaves the repeats out. */
final class ListInsertion {

	private static final int BATCH = 1000;

	private static final String INSERT = """
			INSERT INTO worker_list_entry (list_id, entry_number, worker_id, rejected_text, problem, source_name,
			source_line) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

	private final JdbcClient jdbc;

	private final JdbcTemplate template;

	private final Instant now;

	private final ListDigest digest = new ListDigest();

	private final List<@Nullable Object[]> batch = new ArrayList<>(BATCH);

	private long list;

	private long number;

	ListInsertion(JdbcClient jdbc, JdbcTemplate template, Instant now) {
		this.jdbc = jdbc;
		this.template = template;
		this.now = now;
	}

	/**
	 * Stores all entries. The list's digest is that of what was stored: a file that
	 * changed since it was looked at is kept as it was read now.
	 * @param entries hands each entry to what it is given
	 * @throws DuplicateKeyException if the same list is kept already; then the
	 * transaction has to be rolled back
	 */
	KeptList insert(Consumer<Consumer<ListEntry>> entries) {
		begin();
		entries.accept(this::add);
		flush();
		return finish();
	}

	/** The digest of the entries that were handed over. */
	String digest() {
		return this.digest.value();
	}

	private void begin() {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("INSERT INTO worker_list (digest, entries, created_at) VALUES (?, 0, ?)")
			.param(UUID.randomUUID().toString())
			.param(Columns.time(this.now))
			.update(key, "list_id");
		this.list = Objects.requireNonNull(key.getKeyAs(Long.class));
	}

	private void add(ListEntry entry) {
		this.number++;
		this.digest.add(entry);
		this.batch.add(row(entry));
		if (this.batch.size() == BATCH) {
			flush();
		}
	}

	private KeptList finish() {
		long entries = this.jdbc.sql("SELECT COUNT(*) FROM worker_list_entry WHERE list_id = ?")
			.param(this.list)
			.query(Long.class)
			.single();
		this.jdbc.sql("UPDATE worker_list SET digest = ?, entries = ? WHERE list_id = ?")
			.params(this.digest.value(), entries, this.list)
			.update();
		return new KeptList(this.list, entries);
	}

	private @Nullable Object[] row(ListEntry entry) {
		String source = entry.origin().source();
		long line = entry.origin().line();
		return switch (entry) {
			case Listed listed ->
				new @Nullable Object[] { this.list, this.number, listed.worker().value(), null, null, source, line };
			case Rejected rejected -> new @Nullable Object[] { this.list, this.number, null, rejected.text(),
					rejected.reason(), source, line };
		};
	}

	private void flush() {
		this.template.batchUpdate(INSERT, this.batch);
		this.batch.clear();
	}

}
