package dev.logarchiver.ledger.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.ledger.Columns;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whom surveys ask, by the digest of address and key, and what is known of each.
 */
@Repository
public class SurveySources {

	private final JdbcClient jdbc;

	SurveySources(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A source by its digest; a new one has a number from now on. */
	public SurveySource of(String digest) {
		return find(digest).orElseGet(() -> {
			this.jdbc.sql("INSERT INTO survey_source (digest) VALUES (?) ON CONFLICT DO NOTHING")
				.param(digest)
				.update();
			return find(digest).orElseThrow();
		});
	}

	/** A source by its digest, where it has a number. */
	public Optional<SurveySource> find(String digest) {
		return this.jdbc.sql("SELECT * FROM survey_source WHERE digest = ?")
			.param(digest)
			.query(SurveySources::read)
			.optional();
	}

	private static SurveySource read(ResultSet row, int number) throws SQLException {
		return new SurveySource(row.getLong("source_id"), Columns.instantOrNull(row, "off_until"),
				Columns.instantOrNull(row, "workers_read_at"));
	}

	/**
	 * Waits until no other transaction records what surveys know, and keeps others
	 * waiting to the end of its own: jobs that update the same Workers in different
	 * orders would deadlock. Costs nothing where no surveys are made.
	 */
	public void takeTurn() {
		this.jdbc.sql("SELECT source_id FROM survey_source ORDER BY source_id FETCH FIRST 1 ROWS ONLY FOR UPDATE")
			.query(Long.class)
			.optional();
	}

	/** Makes no survey before a time. */
	public void suspend(long source, Instant until) {
		this.jdbc.sql("UPDATE survey_source SET off_until = ? WHERE source_id = ?")
			.params(Columns.time(until), source)
			.update();
	}

	/** Takes note that the account's list of Workers was read. */
	public void workersRead(long source, Instant time) {
		this.jdbc.sql("UPDATE survey_source SET workers_read_at = ? WHERE source_id = ?")
			.params(Columns.time(time), source)
			.update();
	}

	/** Those of some slugs, at most some hundreds, that are known to be foreign. */
	public Set<String> foreign(long source, Collection<String> slugs) {
		return slugs.isEmpty() ? Set.of()
				: new HashSet<>(
						this.jdbc.sql("SELECT slug FROM foreign_slug WHERE source_id = :source AND slug IN (:slugs)")
							.param("source", source)
							.param("slugs", slugs)
							.query(String.class)
							.list());
	}

	/** Takes note that slugs belong to no known Worker. */
	public void addForeign(long source, Collection<String> slugs) {
		slugs.stream()
			.sorted()
			.forEach((slug) -> this.jdbc
				.sql("INSERT INTO foreign_slug (source_id, slug) VALUES (?, ?) ON CONFLICT DO NOTHING")
				.params(source, slug)
				.update());
	}

}
