package dev.logarchiver.survey;

/**
 * The execution that a survey is made for.
 *
 * @param job the job's name
 * @param instance the job instance
 * @param execution the job execution
 * @param list the kept list
 * @param entries how many Workers and bad lines the list has
 * @param force whether every Worker is to be asked
 * @param catchUp whether the runs between two ticks are wanted: only then do the marks of
 * surveys mean anything
 */
public record SurveyOrder(String job, long instance, long execution, long list, long entries, boolean force,
		boolean catchUp) {
}
