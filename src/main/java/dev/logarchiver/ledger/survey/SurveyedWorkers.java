package dev.logarchiver.ledger.survey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of each Worker since it was asked, and which ones are asked next. */
@Repository
public class SurveyedWorkers {

	private static final int PAGE = 500;

	/** In the order of an index, a page at a time: no list is sorted. */
	private static final String OLDEST = """
			SELECT asked_at, worker_id, CASE WHEN EXISTS (SELECT 1 FROM worker_list_entry entry
				WHERE entry.list_id = :list AND entry.worker_id = state.worker_id
				AND (state.asked_by IS NULL OR state.asked_by <> :instance) AND NOT\s""" + SurveyedList.TO_ASK + """
			) THEN TRUE ELSE FALSE END AS covered FROM surveyed_worker state
			WHERE (asked_at, worker_id) > (:at, :worker) ORDER BY asked_at, worker_id LIMIT :limit""";

	private final JdbcClient jdbc;

	private final SurveyedList list;

	SurveyedWorkers(JdbcClient jdbc, SurveyedList list) {
		this.jdbc = jdbc;
		this.list = list;
	}

	/**
	 * Takes note of an answer.
	 * @param source whom surveys ask
	 * @param instance the job instance that asked
	 * @param answer what came of it
	 */
	public void asked(long source, long instance, Answer answer) {
		this.jdbc.sql("""
				UPDATE surveyed_worker SET asked_by = :instance, asked_at = :at, outcome = :outcome, ask_in = NULL,
				slug = COALESCE(:slug, slug), slug_at = CASE WHEN :slug <> '' THEN :at ELSE slug_at END,
				covered_to = CASE WHEN source_id <> :source OR covered_to IS NULL
					THEN CAST(:covered AS TIMESTAMP WITH TIME ZONE)
					ELSE GREATEST(covered_to, COALESCE(CAST(:covered AS TIMESTAMP WITH TIME ZONE), covered_to)) END,
				source_id = :source WHERE worker_id = :worker""")
			.param("instance", instance)
			.param("source", source)
			.param("at", Columns.time(answer.at()))
			.param("outcome", answer.outcome().rank())
			.param("slug", answer.slug())
			.param("covered", Columns.timeOrNull(answer.coveredTo()))
			.param("worker", answer.worker().value())
			.update();
	}

	/** Takes note that a survey showed runs of Workers. */
	public void addNews(Collection<WorkerId> workers, Instant survey) {
		workers.stream()
			.map(WorkerId::value)
			.sorted()
			.forEach((worker) -> this.jdbc.sql(
					"UPDATE surveyed_worker SET news_at = GREATEST(COALESCE(news_at, :at), :at) WHERE worker_id = :worker")
				.param("at", Columns.time(survey))
				.param("worker", worker)
				.update());
	}

	/** Has a job instance ask Workers, whatever a survey shows. */
	public void ask(long instance, Collection<WorkerId> workers) {
		workers.stream()
			.map(WorkerId::value)
			.sorted()
			.forEach((worker) -> this.jdbc.sql("UPDATE surveyed_worker SET ask_in = ? WHERE worker_id = ?")
				.params(instance, worker)
				.update());
	}

	/** Has the Worker asked by every execution up to a time: its log isn't whole yet. */
	public void askUntil(WorkerId worker, Instant time) {
		this.jdbc.sql("UPDATE surveyed_worker SET ask_until = ? WHERE worker_id = ?")
			.params(Columns.time(time), worker.value())
			.update();
	}

	/** Has a Worker asked by the next execution, whatever a survey shows: it failed. */
	public void askNext(String worker) {
		this.jdbc.sql("UPDATE surveyed_worker SET outcome = ? WHERE worker_id = ?")
			.params(Outcome.FAILED.rank(), worker)
			.update();
	}

	/**
	 * The Workers covered by a survey that have gone unasked for longest.
	 * @param asking what decides whom an execution asks
	 * @param wanted how many
	 */
	public List<WorkerId> longestUnasked(Asking asking, long wanted) {
		List<WorkerId> found = new ArrayList<>();
		Place after = new Place(Instant.EPOCH, "", false);
		while (found.size() < wanted) {
			List<Place> page = this.list.asked(OLDEST, asking)
				.param("at", Columns.time(after.askedAt()))
				.param("worker", after.worker())
				.param("limit", PAGE)
				.query((row, _) -> new Place(Columns.instant(row, "asked_at"), row.getString("worker_id"),
						row.getBoolean("covered")))
				.list();
			if (page.isEmpty()) {
				break;
			}
			page.stream()
				.filter(Place::covered)
				.limit(wanted - found.size())
				.map((place) -> new WorkerId(place.worker()))
				.forEach(found::add);
			after = page.getLast();
		}
		return found;
	}

	/**
	 * What came of asking a Worker.
	 *
	 * @param worker the Worker as listed
	 * @param slug its slug; empty when the platform doesn't say, null when it wasn't seen
	 * @param coveredTo up to when its runs are covered now; null leaves that as it was
	 * @param outcome how it ended
	 * @param at when it was asked
	 */
	public record Answer(WorkerId worker, @Nullable String slug, @Nullable Instant coveredTo, Outcome outcome,
			Instant at) {
	}

	private record Place(Instant askedAt, String worker, boolean covered) {
	}

}
