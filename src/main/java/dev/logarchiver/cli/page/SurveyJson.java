package dev.logarchiver.cli.page;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.survey.SurveyRecord;
import org.jspecify.annotations.Nullable;

/** A survey as JSON. The names are a public interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SurveyJson(String state, @Nullable Instant beganAt, long runs, long news, long checks, long calls) {

	static @Nullable SurveyJson of(@Nullable SurveyRecord survey) {
		return (survey != null) ? new SurveyJson(survey.state().toString(), survey.beganAt(), survey.runs(),
				survey.news(), survey.checks(), survey.calls()) : null;
	}

}
