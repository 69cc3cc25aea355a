package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.report.ErrorGroup;
import dev.logarchiver.report.ErrorGroup.Place;
import dev.logarchiver.report.ErrorGroups;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/**
 * Logs grouped by their first error.
 *
 * @param groups the groups
 * @param limit how many are shown
 */
public record GroupPage(ErrorGroups groups, int limit) {

	private static final int LONGEST_ERROR = 76;

	public Object json() {
		return shown().stream().map(GroupJson::of).toList();
	}

	private List<ErrorGroup> shown() {
		return this.groups.groups().stream().limit(this.limit).toList();
	}

	@Override
	public String toString() {
		List<ErrorGroup> shown = shown();
		if (shown.isEmpty()) {
			return "No archived log matches.";
		}
		Table table = new Table("LOGS", "WORKERS", "FIRST RUN", "LAST RUN", "FIRST ERROR");
		for (ErrorGroup group : shown) {
			table.row(group.count(), group.workers(), Units.time(group.first().runAt()),
					Units.time(group.last().runAt()), Printable
						.escape(Objects.requireNonNullElse(group.error(), "(not known: from reindex)"), LONGEST_ERROR));
		}
		int all = this.groups.groups().size();
		String more = (all > this.limit)
				? "\n\nThe " + this.limit + " largest of " + all + " groups: a larger --limit shows more." : "";
		String others = (this.groups.others() > 0)
				? "\n\n" + Units.count(this.groups.others(), "log") + " with yet other errors: narrow the filter." : "";
		return table + more + others;
	}

	/** A group as JSON. The names are a public interface. */
	record GroupJson(long count, int workers, RunJson first, RunJson last,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

		static GroupJson of(ErrorGroup group) {
			return new GroupJson(group.count(), group.workers(), RunJson.of(group.first()), RunJson.of(group.last()),
					group.error());
		}

		/** A run. */
		record RunJson(String worker, String run, Instant runAt) {

			static RunJson of(Place place) {
				return new RunJson(place.worker().value(), place.run().value(), place.runAt());
			}

		}

	}

}
