package dev.logarchiver.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.run.WrittenTime;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a page was asked for: the parameters of its URL, of which a form sends also those
 * that are empty.
 *
 * @param path the page's path
 * @param values the parameters that aren't empty
 */
public record Query(String path, Map<String, String> values) {

	private static final int LONGEST_QUOTE = 100;

	public Query {
		values = new LinkedHashMap<>(values);
	}

	public static Query of(HttpServletRequest request) {
		Map<String, String> values = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, all) -> {
			if (!all[0].isBlank()) {
				values.put(name, all[0]);
			}
		});
		return new Query(request.getServletPath(), values);
	}

	/** A parameter as it is; empty if there is none. */
	public String text(String name) {
		return this.values.getOrDefault(name, "");
	}

	/** Whether a box is ticked. */
	public boolean has(String name) {
		return this.values.containsKey(name);
	}

	/** Whether a parameter has a value, or it is the one that counts without. */
	public boolean is(String name, Object value) {
		return text(name).equals(value.toString());
	}

	/**
	 * A name, which has no characters that control anything.
	 * @throws BadRequestException if it has some
	 */
	public @Nullable String name(String name) {
		return read(name, (value) -> {
			if (value.chars().anyMatch(Character::isISOControl)) {
				throw new IllegalArgumentException(
						"'" + Printable.escape(value, LONGEST_QUOTE) + "' has control characters: leave them out");
			}
			return value.strip();
		});
	}

	/**
	 * A time as people write it.
	 * @param now the time that it is
	 */
	public @Nullable Instant time(String name, Instant now) {
		return read(name, (value) -> WrittenTime.parse(value.strip(), now));
	}

	/** Patterns of Workers, with blanks or commas between them. */
	public List<WorkerPattern> workers(String name) {
		List<WorkerPattern> patterns = read(name,
				(value) -> Arrays.stream(value.strip().split("[\\s,]+"))
					.filter((pattern) -> !pattern.isEmpty())
					.map(WorkerPattern::parse)
					.toList());
		return (patterns != null) ? patterns : List.of();
	}

	public @Nullable RunStatus status(String name) {
		return choice(name, List.of(RunStatus.values()));
	}

	/** One of several, by what it is called. */
	public <T> @Nullable T choice(String name, List<T> choices) {
		return read(name,
				(value) -> choices.stream()
					.filter((choice) -> choice.toString().equals(value))
					.findFirst()
					.orElseThrow(() -> new IllegalArgumentException(
							"'" + Printable.escape(value, LONGEST_QUOTE) + "' is unknown: give one of "
									+ choices.stream().map(Object::toString).collect(Collectors.joining(", ")))));
	}

	/** A number of 1 or more. */
	public long number(String name, long usual, long largest) {
		Long number = read(name, (value) -> {
			if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) < 1 || Long.parseLong(value) > largest) {
				throw new IllegalArgumentException(
						"'" + Printable.escape(value, LONGEST_QUOTE) + "': give a number from 1 to " + largest);
			}
			return Long.parseLong(value);
		});
		return (number != null) ? number : usual;
	}

	/**
	 * Something that is written as a parameter.
	 * @param reading reads it, and says what is wrong by an
	 * {@link IllegalArgumentException}
	 * @throws BadRequestException if it can't be read
	 */
	public <T> @Nullable T read(String name, Function<String, T> reading) {
		String value = this.values.get(name);
		if (value == null) {
			return null;
		}
		try {
			return reading.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw new BadRequestException(name + ": " + ex.getMessage(), ex);
		}
	}

	/** The same page with another value; an empty one leaves the parameter out. */
	public Query with(String name, Object value) {
		Map<String, String> values = new LinkedHashMap<>(this.values);
		if (value.toString().isEmpty()) {
			values.remove(name);
		}
		else {
			values.put(name, value.toString());
		}
		return new Query(this.path, values);
	}

	/** The URL, without a host. */
	@Override
	public String toString() {
		List<String> pairs = new ArrayList<>();
		this.values.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
		return pairs.isEmpty() ? this.path : this.path + "?" + String.join("&", pairs);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
