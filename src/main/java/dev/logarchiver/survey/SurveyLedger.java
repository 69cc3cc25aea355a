package dev.logarchiver.survey;

import java.util.HashSet;
import java.util.Set;

import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.UnfinishedRuns;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.ledger.survey.SurveyMarks;
import dev.logarchiver.ledger.survey.SurveySources;
import dev.logarchiver.ledger.survey.SurveyedList;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.ledger.survey.SurveyedWorkers;
import dev.logarchiver.ledger.survey.Surveys;
import dev.logarchiver.ledger.survey.WorkerSlugs;
import dev.logarchiver.run.WorkerId;

import org.springframework.stereotype.Component;

/** The parts of the ledger that a survey reads and writes. */
@Component
record SurveyLedger(SurveySources sources, SurveyMarks marks, WorkerSlugs slugs, SurveyedWorkers workers,
		SurveyedList list, Surveys surveys, CatchUps catchUps, PendingRuns pending, UnfinishedRuns unfinished,
		WorkerHistory history, WorkerOutcomes outcomes) {

	/** The Workers of a list of which something is unfinished. */
	Set<WorkerId> unfinished(Asking asking) {
		Set<WorkerId> workers = new HashSet<>(this.pending.workers(asking.list()));
		workers.addAll(this.unfinished.allWorkers(asking.list(), asking.now()));
		workers.addAll(this.catchUps.workers(asking.list()));
		return workers;
	}

}
