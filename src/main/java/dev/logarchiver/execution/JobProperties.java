package dev.logarchiver.execution;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * Which job it is.
 *
 * @param name the name that identifies the job's executions. {@code --job} on the command
 * line
 * @param schedule when the job is meant to run, as in a crontab: five fields or
 * {@code @daily} and the like. {@code serve --jobs} runs it then; to other schedulers it
 * is a hint that {@code doctor} checks and shows
 * @param timeZone the time zone of the schedule, such as {@code Europe/Berlin}
 */
@ConfigurationProperties("archiver.job")
public record JobProperties(@DefaultValue("default") String name, @Nullable String schedule,
		@DefaultValue("UTC") String timeZone) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	/** Without what only Spring's own expressions know: seconds, L, W, # and ?. */
	private static final Pattern CRONTAB = Pattern
		.compile("@[a-z]+|(?:[0-9*,/-]|[A-Za-z]{3})+(?: +(?:[0-9*,/-]|[A-Za-z]{3})+){4}");

	public JobProperties {
		requireName(name);
		if (name.equals(JobNames.CALLBACKS)) {
			throw new SettingException("archiver.job.name", "archiver.job.name (--job) is '" + name + "'",
					"choose another: that is the name of what callbacks begin");
		}
		timeZone = timeZone.strip();
		ZoneId zone = zone(timeZone);
		schedule = (schedule != null && !schedule.isBlank()) ? schedule.strip() : null;
		if (schedule != null && !isCrontab(schedule)) {
			throw SettingException.ofValue("archiver.job.schedule", schedule,
					"give the five fields of a crontab line, such as '15 3 * * *'");
		}
		if (schedule != null && !Schedule.parse(schedule, zone).isPossible()) {
			throw SettingException.ofValue("archiver.job.schedule", schedule,
					"no such day ever comes: give one that there is");
		}
	}

	public static void requireName(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new SettingException("archiver.job.name", "archiver.job.name (--job) is '" + name + "'",
					"use 1 to 100 letters, digits, '.', '_' or '-', such as nightly");
		}
	}

	private static boolean isCrontab(String schedule) {
		return CRONTAB.matcher(schedule).matches()
				&& CronExpression.isValidExpression(schedule.startsWith("@") ? schedule : "0 " + schedule);
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw SettingException.ofValue("archiver.job.time-zone", name,
					"give the name of a time zone, such as Europe/Berlin or UTC");
		}
	}

	/**
	 * When the job is to run.
	 * @return the schedule; empty where none is set
	 */
	public Optional<Schedule> ticks() {
		return Optional.ofNullable(this.schedule).map((crontab) -> Schedule.parse(crontab, zone(this.timeZone)));
	}

}
