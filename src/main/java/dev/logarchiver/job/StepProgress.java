package dev.logarchiver.job;

import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Progress;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.survey.SurveySources;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Publishes how far a step is. */
@Component
@Scope("step")
class StepProgress {

	private final ApplicationEventPublisher events;

	private final long workers;

	private final SurveySources surveys;

	StepProgress(StepIdentity step, WorkerLists lists, SurveySources surveys, ApplicationEventPublisher events) {
		this.surveys = surveys;
		this.events = events;
		this.workers = lists.find(step.parameters().list()).orElseThrow().entries();
	}

	/** Waits until no other job records what surveys want to know. */
	void takeTurn() {
		this.surveys.takeTurn();
	}

	void publish(Progress.Stage stage, Counts counts) {
		this.events.publishEvent(new Progress(stage, counts, this.workers));
	}

}
