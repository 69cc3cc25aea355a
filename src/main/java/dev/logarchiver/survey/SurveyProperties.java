package dev.logarchiver.survey;

import java.time.Duration;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The survey: a {@code run} asks the platform once for the runs of the whole account
 * instead of asking each Worker.
 *
 * @param enabled whether surveys are made; when they aren't, every Worker is asked
 * @param minWorkers how many Workers of known slug a list must have for a survey to be
 * cheaper than asking each
 * @param overlap how much of the time that the last survey covered is asked for again,
 * because runs may be listed late
 * @param askAllEvery within what time every Worker is asked all the same, as a check of
 * the surveys
 * @param retryAfter how long no survey is made after a suspect one, which lacked runs
 * @param maxPages the most pages of 100 runs that a survey reads; when there are more,
 * every Worker is asked
 */
@ConfigurationProperties("archiver.survey")
record SurveyProperties(@DefaultValue("true") boolean enabled, @DefaultValue("50") int minWorkers,
		@DefaultValue("1h") Duration overlap, @DefaultValue("7d") Duration askAllEvery,
		@DefaultValue("7d") Duration retryAfter, @DefaultValue("200") int maxPages) {

	SurveyProperties {
		requireAtLeastOne("min-workers", minWorkers);
		requireAtLeastOne("max-pages", maxPages);
		if (overlap.isNegative()) {
			throw SettingException.ofValue("archiver.survey.overlap", overlap,
					"give a duration of 0 or more, such as 1h");
		}
		requirePositive("ask-all-every", askAllEvery);
		requirePositive("retry-after", retryAfter);
	}

	private static void requireAtLeastOne(String name, int number) {
		if (number < 1) {
			throw SettingException.ofValue("archiver.survey." + name, number, "give a number of at least 1");
		}
	}

	private static void requirePositive(String name, Duration duration) {
		if (!duration.isPositive()) {
			throw SettingException.ofValue("archiver.survey." + name, duration, "give a duration above 0, such as 7d");
		}
	}

}
