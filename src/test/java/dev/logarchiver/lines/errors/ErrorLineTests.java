package dev.logarchiver.lines.errors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines of many loggers and runtimes are called errors as a person would call them so.
 * Those in lines.txt were written before the classification. The parts that are "held
 * out" say how it does with lines that it wasn't made for.
 */
class ErrorLineTests {

	private static final double GOOD = 0.97;

	private static final ErrorPattern BUILTIN = ErrorPattern.builtin();

	private static boolean isError(String line) {
		ErrorCounter counter = new ErrorCounter(BUILTIN);
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		counter.add(bytes, 0, bytes.length);
		return counter.finish().count() > 0;
	}

	private static List<Sample> samples() throws IOException {
		try (InputStream in = Objects.requireNonNull(ErrorLineTests.class.getResourceAsStream("lines.txt"))) {
			List<Sample> samples = new ArrayList<>();
			String section = "";
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
				if (line.startsWith("## ")) {
					section = line;
				}
				else if (line.startsWith("+ ") || line.startsWith("- ")) {
					String text = line.substring(2).replace("\\e", "\u001b").replace("\\t", "\t").replace("\\r", "\r");
					samples.add(new Sample(section.contains("held out"), line.startsWith("+"), text));
				}
			}
			return samples;
		}
	}

	private static Rates rates(List<Sample> samples) {
		Rates rates = new Rates(0, 0, 0);
		for (Sample sample : samples) {
			rates = rates.plus(sample.error(), isError(sample.line()));
		}
		return rates;
	}

	@Test
	void calledAsAPersonWouldCallThem() throws IOException {
		List<Sample> samples = samples();
		assertThat(samples).hasSizeGreaterThan(390);
		Rates tuned = rates(samples.stream().filter((sample) -> !sample.heldOut()).toList());
		Rates heldOut = rates(samples.stream().filter(Sample::heldOut).toList());
		List<String> wrong = samples.stream()
			.filter((sample) -> isError(sample.line()) != sample.error())
			.map(Sample::toString)
			.toList();
		System.out.println("Error lines: " + tuned + "; held out: " + heldOut + "; wrong: " + wrong);
		for (Rates rates : List.of(tuned, heldOut)) {
			assertThat(rates.precision()).as("precision: %s", wrong).isGreaterThanOrEqualTo(GOOD);
			assertThat(rates.recall()).as("recall: %s", wrong).isGreaterThanOrEqualTo(GOOD);
		}
	}

	/** A cheap pattern picks the lines that are looked at closely. It must miss none. */
	@Test
	void whatIsSuspectedHoldsEveryError() throws IOException {
		List<String> parts = samples().stream()
			.flatMap((sample) -> List.of(sample.line().split("(?<= )")).stream())
			.toList();
		BuiltinJudge judge = new BuiltinJudge();
		Random random = new Random(1);
		for (int i = 0; i < 20_000; i++) {
			StringBuilder line = new StringBuilder();
			for (int j = random.nextInt(6); j >= 0; j--) {
				line.append(parts.get(random.nextInt(parts.size())));
			}
			byte[] bytes = line.toString().replace("\r", "").getBytes(StandardCharsets.UTF_8);
			judge.startLine();
			judge.read(bytes, 0, bytes.length);
			if (judge.isError()) {
				assertThat(isError(line.toString().replace("\r", ""))).as(line.toString()).isTrue();
			}
		}
	}

	@Test
	void theTablesAreMadeOfTheDefinitions() throws IOException {
		try (InputStream definitions = resource("classification.txt"); InputStream tables = resource("tables.gz")) {
			assertThat(ClassificationTables.digestOf(tables))
				.isEqualTo(ClassificationTables.digest(definitions.readAllBytes()));
		}
	}

	private static InputStream resource(String name) {
		return Objects.requireNonNull(BuiltinTables.class.getResourceAsStream(name), name);
	}

	private record Sample(boolean heldOut, boolean error, String line) {
	}

	private record Rates(int right, int wrong, int missed) {

		Rates plus(boolean error, boolean found) {
			return new Rates(this.right + (error && found ? 1 : 0), this.wrong + (!error && found ? 1 : 0),
					this.missed + (error && !found ? 1 : 0));
		}

		double precision() {
			return this.right / (double) (this.right + this.wrong);
		}

		double recall() {
			return this.right / (double) (this.right + this.missed);
		}

		@Override
		public String toString() {
			return "precision %.3f, recall %.3f of %d".formatted(precision(), recall(), this.right + this.missed);
		}

	}

}
