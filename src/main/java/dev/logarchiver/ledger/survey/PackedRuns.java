package dev.logarchiver.ledger.survey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** Runs as bytes, compressed. */
final class PackedRuns {

	private PackedRuns() {
	}

	static byte[] of(List<Run> runs, List<String> unreadable) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream output = new DataOutputStream(new GZIPOutputStream(bytes))) {
			output.writeInt(runs.size());
			for (Run run : runs) {
				write(output, run.id().value());
				write(output, run.status().toString());
				write(output, (run.startedAt() != null) ? run.startedAt().toString() : null);
				write(output, (run.finishedAt() != null) ? run.finishedAt().toString() : null);
				write(output, run.scraper());
			}
			output.writeInt(unreadable.size());
			for (String slug : unreadable) {
				write(output, slug);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void write(DataOutputStream output, @Nullable String text) throws IOException {
		if (text == null) {
			output.writeInt(-1);
			return;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		output.writeInt(bytes.length);
		output.write(bytes);
	}

	/** Adds what the bytes hold. */
	static void read(byte[] bytes, List<Run> runs, List<String> unreadable) {
		try (DataInputStream input = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
			for (int left = input.readInt(); left > 0; left--) {
				runs.add(new Run(new RunId(text(input)), RunStatus.parse(text(input)), time(input), time(input),
						textOrNull(input)));
			}
			for (int left = input.readInt(); left > 0; left--) {
				unreadable.add(text(input));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable Instant time(DataInputStream input) throws IOException {
		String text = textOrNull(input);
		return (text != null) ? Instant.parse(text) : null;
	}

	private static String text(DataInputStream input) throws IOException {
		String text = textOrNull(input);
		return (text != null) ? text : "";
	}

	private static @Nullable String textOrNull(DataInputStream input) throws IOException {
		int length = input.readInt();
		return (length < 0) ? null : new String(input.readNBytes(length), StandardCharsets.UTF_8);
	}

}
