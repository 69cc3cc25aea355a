package dev.logarchiver.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** The applications of executions that run in this process. Thread-safe. */
final class HostedApplications {

	private final Set<ConfigurableApplicationContext> open = ConcurrentHashMap.newKeySet();

	private volatile boolean stopping;

	/** Whether no execution is to be begun, and those that were are to end. */
	boolean areToStop() {
		return this.stopping;
	}

	/**
	 * Does what a session does, without an end of the process.
	 * @param session what to do, and with which settings
	 * @param type what the work needs
	 * @param work the work
	 */
	<T, R> R call(Session session, Class<T> type, Function<T, R> work) {
		AtomicReference<@Nullable ConfigurableApplicationContext> context = new AtomicReference<>();
		try {
			return session.call(type, work, (application) -> {
				leaveProcess(application);
				application.addInitializers((begun) -> {
					context.set(begun);
					begin(begun);
				});
			});
		}
		finally {
			Optional.ofNullable(context.get()).ifPresent(this.open::remove);
		}
	}

	/** What belongs to the process is left to the application that serves the pages. */
	private static void leaveProcess(SpringApplication application) {
		application.setRegisterShutdownHook(false);
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
	}

	private void begin(ConfigurableApplicationContext context) {
		this.open.add(context);
		if (this.stopping) {
			throw new IllegalStateException("The process is to end");
		}
	}

	/**
	 * Has running executions end as a signal does in a process of their own, all at once,
	 * and waits until they have.
	 */
	void stop() {
		this.stopping = true;
		List<Thread> stops = this.open.stream()
			.map((context) -> Thread.ofPlatform().name("stop").start(context::close))
			.toList();
		for (Thread stop : stops) {
			try {
				stop.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
