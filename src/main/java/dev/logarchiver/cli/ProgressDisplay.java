package dev.logarchiver.cli;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;

import dev.logarchiver.job.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Shows how far an execution is, on standard error: a bar on a terminal, elsewhere a line
 * now and then.
 */
final class ProgressDisplay implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ProgressDisplay.class);

	private static final Duration LINE_INTERVAL = Duration.ofSeconds(15);

	private final boolean terminal;

	private @Nullable ProgressBar bar;

	private long lastLine = System.nanoTime();

	private ProgressDisplay(boolean terminal) {
		this.terminal = terminal;
	}

	static ProgressDisplay attach(ApplicationContext context) {
		ProgressDisplay display = new ProgressDisplay(
				Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
		((ConfigurableApplicationContext) context)
			.addApplicationListener(ApplicationListener.forPayload(display::show));
		return display;
	}

	private synchronized void show(Progress progress) {
		if (this.terminal) {
			if (this.bar == null) {
				this.bar = new ProgressBarBuilder().setTaskName("Workers")
					.setInitialMax(progress.total())
					.setMaxRenderedLength(100)
					.continuousUpdate()
					.build();
			}
			this.bar.stepTo(progress.counts().workers());
			this.bar.setExtraMessage(" " + Units.size(progress.counts().bytes()));
		}
		else if (System.nanoTime() - this.lastLine > LINE_INTERVAL.toNanos()) {
			this.lastLine = System.nanoTime();
			logger.info("%d of %d Workers done, %d failed, %s archived".formatted(progress.counts().workers(),
					progress.total(), progress.counts().failed(), Units.size(progress.counts().bytes())));
		}
	}

	@Override
	public synchronized void close() {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
