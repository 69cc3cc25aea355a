package dev.logarchiver.cli.page;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.search.FoundLine;
import dev.logarchiver.search.Hit;
import org.jspecify.annotations.Nullable;

/** A line that was found, as JSON. The names are a public interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HitJson(String worker, String run, @Nullable Integer revision, long line, String text,
		@Nullable Boolean cut, @Nullable List<LineJson> before, @Nullable List<LineJson> after) {

	/**
	 * Turns a hit into JSON.
	 * @param hit the hit
	 * @param context whether the lines around it are wanted
	 */
	public static HitJson of(Hit hit, boolean context) {
		FoundLine line = hit.line();
		int revision = hit.log().revision();
		return new HitJson(hit.log().worker().value(), hit.log().runId().value(), (revision > 1) ? revision : null,
				line.number(), line.text(), (line.cutBefore() || line.cutAfter()) ? true : null,
				context ? lines(hit.before()) : null, context ? lines(hit.after()) : null);
	}

	private static List<LineJson> lines(List<FoundLine> lines) {
		return lines.stream().map((line) -> new LineJson(line.number(), line.text())).toList();
	}

	/** A line beside a hit. */
	record LineJson(long line, String text) {
	}

}
