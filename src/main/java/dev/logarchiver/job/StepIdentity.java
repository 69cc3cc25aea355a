package dev.logarchiver.job;

import dev.logarchiver.execution.Parameters;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Which execution a step belongs to, and what that was started with. */
@Component
@Scope("step")
class StepIdentity {

	private final Parameters parameters;

	private final long instance;

	private final long execution;

	StepIdentity(@Value("#{stepExecution}") StepExecution step) {
		this.parameters = Parameters.of(step);
		this.instance = step.getJobExecution().getJobInstanceId();
		this.execution = step.getJobExecutionId();
	}

	Parameters parameters() {
		return this.parameters;
	}

	long instance() {
		return this.instance;
	}

	long execution() {
		return this.execution;
	}

}
