package dev.logarchiver.cli.page;

import java.time.Duration;
import java.util.function.Supplier;

import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Progress;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.run.Units;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Shows how far long work is, on standard error: a bar on a terminal, elsewhere a line
 * now and then.
 */
public final class ProgressDisplay implements AutoCloseable {

	/** Set by the program itself for a job that has no terminal to itself. */
	public static final String LINES_ONLY = "log-archiver.lines-only";

	private static final Log logger = LogFactory.getLog(ProgressDisplay.class);

	private static final Duration LINE_INTERVAL = Duration.ofSeconds(15);

	/** What the progress bar takes for an end that is not known. */
	private static final long UNKNOWN = -1;

	private final @Nullable Terminal terminal;

	private @Nullable ProgressBar bar;

	private @Nullable TerminalLine line;

	private boolean ended;

	private long lastLine = System.nanoTime();

	ProgressDisplay(@Nullable Terminal terminal) {
		this.terminal = terminal;
	}

	public static ProgressDisplay attach(ConfigurableApplicationContext context) {
		ProgressDisplay display = context.getEnvironment().containsProperty(LINES_ONLY) ? new ProgressDisplay(null)
				: start();
		context.addApplicationListener(ApplicationListener.forPayload(display::show));
		return display;
	}

	/** Whether progress is a bar, which a line for each Worker would tear. */
	public static boolean isBar() {
		return Terminal.ofErrors().isPresent();
	}

	/** A display of work whose end is not known. */
	public static ProgressDisplay start() {
		return new ProgressDisplay(Terminal.ofErrors().orElse(null));
	}

	/**
	 * A display beside an answer that is printed meanwhile: nothing is shown on a
	 * terminal that shows the answer too.
	 */
	public static ProgressDisplay besideAnswer() {
		ProgressDisplay display = start();
		display.ended = Terminal.ofOutput().isPresent();
		return display;
	}

	/** Shows how many logs were searched so far. */
	public void showLogs(long logs) {
		update(new Task("Logs", logs, UNKNOWN, ""), () -> Units.count(logs, "log") + " searched");
	}

	/** Shows how many objects were checked so far. */
	public void showObjects(long objects) {
		update(new Task("Objects", objects, UNKNOWN, ""), () -> Units.count(objects, "object") + " checked");
	}

	void show(Progress progress) {
		Counts counts = progress.counts();
		RunCounts runs = counts.runs();
		switch (progress.stage()) {
			case LAST_RUNS ->
				update(new Task("Workers", counts.workers(), progress.total(), " " + Units.size(counts.bytes())),
						() -> "%d of %s done, %d failed, %s archived".formatted(counts.workers(),
								Units.count(progress.total(), "Worker"), counts.failed(), Units.size(counts.bytes())));
			case LISTING -> update(new Task("Listing", runs.found(), UNKNOWN, ""),
					() -> Units.count(runs.found(), "run") + " listed");
			case FURTHER_RUNS -> {
				long done = runs.archived() + runs.known() + runs.gone() + runs.failed();
				update(new Task("Runs", done, UNKNOWN, " " + Units.size(counts.bytes())),
						() -> "%s done, %d failed, %s archived".formatted(Units.count(done, "run"), runs.failed(),
								Units.size(counts.bytes())));
			}
		}
	}

	private synchronized void update(Task task, Supplier<String> line) {
		if (this.ended) {
			return;
		}
		if (this.terminal != null) {
			bar(task, this.terminal).stepTo(task.done()).setExtraMessage(task.remark());
		}
		else if (System.nanoTime() - this.lastLine > LINE_INTERVAL.toNanos()) {
			this.lastLine = System.nanoTime();
			logger.info(line.get());
		}
	}

	private ProgressBar bar(Task task, Terminal terminal) {
		ProgressBar shown = this.bar;
		if (shown != null && shown.getTaskName().equals(task.name())) {
			return shown;
		}
		closeBar();
		TerminalLine line = new TerminalLine(terminal);
		ProgressBar bar = new ProgressBarBuilder().setTaskName(task.name())
			.setInitialMax(task.total())
			.setStyle(ProgressBarStyle.UNICODE_BLOCK)
			.setConsumer(line)
			.continuousUpdate()
			.build();
		this.bar = bar;
		this.line = line;
		return bar;
	}

	/** Makes room for the answer: nothing is shown from now on. */
	public synchronized void end() {
		this.ended = true;
		closeBar();
	}

	@Override
	public void close() {
		end();
	}

	private void closeBar() {
		if (this.bar != null) {
			this.bar.close();
			this.bar = null;
		}
		if (this.line != null) {
			// the bar's thread may be late
			this.line.close();
			this.line = null;
		}
	}

	/** Work under way. */
	private record Task(String name, long done, long total, String remark) {
	}

}
