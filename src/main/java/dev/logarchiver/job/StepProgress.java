package dev.logarchiver.job;

import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Progress;
import dev.logarchiver.ledger.WorkerLists;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Publishes how far a step is. */
@Component
@Scope("step")
class StepProgress {

	private final ApplicationEventPublisher events;

	private final long workers;

	StepProgress(StepIdentity step, WorkerLists lists, ApplicationEventPublisher events) {
		this.events = events;
		this.workers = lists.find(step.parameters().list()).orElseThrow().entries();
	}

	void publish(Progress.Stage stage, Counts counts) {
		this.events.publishEvent(new Progress(stage, counts, this.workers));
	}

}
