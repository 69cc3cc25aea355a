package dev.logarchiver.world;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.cli.CommandLineInterface;
import dev.logarchiver.cli.page.StandardOutput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program, called inside this JVM with its standard streams caught.
 */
public final class Program {

	/**
	 * What Logback says of itself where a thread of a program that is under way logs
	 * while another one, called meanwhile, sets the logging up anew. Two programs share a
	 * JVM only here.
	 */
	private static final Pattern NO_APPENDERS = Pattern
		.compile("\\d\\d:\\d\\d:\\d\\d,\\d{3} \\|-WARN in Logger\\[.*\\] - No appenders present in context .*\\R");

	private Program() {
	}

	public static Result call(String... arguments) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		return call(InputStream.nullInputStream(), output, arguments).with(output);
	}

	public static Result callWithInput(String input, String... arguments) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		return call(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output, arguments).with(output);
	}

	public static Result callWithOutput(OutputStream output, String... arguments) {
		return call(InputStream.nullInputStream(), output, arguments);
	}

	private static Result call(InputStream input, OutputStream output, String... arguments) {
		PrintStream usualOutput = System.out;
		PrintStream usualErrors = System.err;
		InputStream usualInput = System.in;
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		try (PrintStream out = new StandardOutput(output);
				PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
			System.setOut(out);
			System.setErr(err);
			System.setIn(input);
			int code = CommandLineInterface.execute(LogArchiverApplication.class, arguments);
			String printed = NO_APPENDERS.matcher(errors.toString(StandardCharsets.UTF_8)).replaceAll("");
			return new Result(code, new byte[0], printed);
		}
		finally {
			System.setOut(usualOutput);
			System.setErr(usualErrors);
			System.setIn(usualInput);
		}
	}

	/**
	 * What a call printed and returned.
	 *
	 * @param code the exit code
	 * @param bytes what went to standard output
	 * @param errors what went to standard error
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record Result(int code, byte[] bytes, String errors) {

		public Result with(ByteArrayOutputStream output) {
			return new Result(this.code, output.toByteArray(), this.errors);
		}

		public String output() {
			return new String(this.bytes, StandardCharsets.UTF_8);
		}

		public JsonNode json() {
			return JsonMapper.shared().readTree(this.bytes);
		}

		@Override
		public String toString() {
			return "exit " + this.code + "\n--- output\n" + output() + "--- errors\n" + this.errors;
		}

	}

}
