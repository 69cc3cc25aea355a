package dev.logarchiver.cli.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Standard output: it carries the answer and nothing else. An answer that can't be
 * written, because the disk is full, is an error; a reader who has enough and leaves,
 * such as {@code head}, is none: what remains goes nowhere.
 */
public final class Output {

	private static final int BUFFER = 64 * 1024;

	private final PrintStream stream;

	private boolean readerLeft;

	public Output(PrintStream stream) {
		this.stream = stream;
	}

	/** Prints a value while it is read, which may hold more than the memory. */
	public void json(Object value) {
		if (!this.readerLeft) {
			Json.MAPPER.writerWithDefaultPrettyPrinter()
				.without(StreamWriteFeature.AUTO_CLOSE_TARGET)
				.writeValue(this.stream, value);
			text("");
		}
	}

	public void text(String text) {
		if (!this.readerLeft) {
			this.stream.println(text);
			requireWritten();
		}
	}

	/** Whether somebody still reads. */
	public boolean hasReader() {
		return !this.readerLeft;
	}

	/** Begins an array that is printed as its elements come. */
	public JsonArray array() {
		return new JsonArray();
	}

	private void print(String text) {
		if (!this.readerLeft) {
			this.stream.print(text);
			requireWritten();
		}
	}

	public void bytes(byte[] bytes) {
		try {
			bytes(new ByteArrayInputStream(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void bytes(InputStream bytes) throws IOException {
		byte[] buffer = new byte[BUFFER];
		for (int count = bytes.read(buffer); count >= 0 && !this.readerLeft; count = bytes.read(buffer)) {
			this.stream.write(buffer, 0, count);
			requireWritten();
		}
		requireWritten();
	}

	private void requireWritten() {
		if (this.stream instanceof StandardOutput output && output.hasNoReader()) {
			this.readerLeft = true;
		}
		else if (this.stream.checkError()) {
			throw new UncheckedIOException(new IOException("standard output can't be written"));
		}
	}

	/** An array of which any number of elements is printed, each as it comes. */
	public final class JsonArray implements AutoCloseable {

		private boolean begun;

		private JsonArray() {
		}

		public void add(Object element) {
			print((this.begun ? "," : "[") + "\n  " + Json.MAPPER.writeValueAsString(element));
			this.begun = true;
		}

		@Override
		public void close() {
			print(this.begun ? "\n]\n" : "[]\n");
		}

	}

	/** Made only when it is needed. */
	private static final class Json {

		private static final JsonMapper MAPPER = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.build();

	}

}
