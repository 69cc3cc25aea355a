package dev.logarchiver.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.function.Consumer;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that is written while it is found out: the browser shows what there
 * is. For one request.
 */
public final class LivePart implements Content {

	/** What is written goes out that soon, and a reader who left is noticed. */
	private static final long PAUSE = 100_000_000L;

	private static final long SILENCE = 1_000_000_000L;

	private final Consumer<LivePart> source;

	private @Nullable TemplateEngine engine;

	private @Nullable Writer writer;

	private @Nullable TemplateOutput output;

	private boolean allSent = true;

	private long sentAt;

	/**
	 * Creates a part.
	 * @param source is called where the page has the part, and adds to it
	 */
	public LivePart(Consumer<LivePart> source) {
		this.source = source;
	}

	void connect(TemplateEngine engine, Writer writer) {
		this.engine = engine;
		this.writer = writer;
	}

	@Override
	public void writeTo(TemplateOutput output) {
		this.output = output;
		send();
		this.source.accept(this);
	}

	/**
	 * Adds something.
	 * @param template the template
	 * @param content what it shows
	 * @throws UncheckedIOException if nobody reads any more
	 */
	public void add(String template, Map<String, Object> content) {
		if (this.engine == null || this.output == null) {
			throw new IllegalStateException("The page is not being written");
		}
		this.engine.render(template + ".jte", content, this.output);
		this.allSent = false;
		if (System.nanoTime() - this.sentAt > PAUSE) {
			send();
		}
	}

	/**
	 * To be called several times a second: sends what was added, and now and then a line
	 * feed, to find out whether somebody still reads.
	 * @throws UncheckedIOException if nobody does
	 */
	public void keepAlive() {
		long silence = System.nanoTime() - this.sentAt;
		if (silence > SILENCE && this.output != null) {
			this.output.writeContent("\n");
			this.allSent = false;
		}
		if (silence > PAUSE && !this.allSent) {
			send();
		}
	}

	private void send() {
		try {
			if (this.writer != null) {
				this.writer.flush();
			}
			this.allSent = true;
			this.sentAt = System.nanoTime();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
