package dev.logarchiver.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.reading.Lines;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which lines are wanted: {@code 5}, {@code 5-9}, or {@code 5-} to the end. */
final class LineNumbers implements ITypeConverter<Lines> {

	private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(-([0-9]{1,18})?)?");

	@Override
	public Lines convert(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			throw new TypeConversionException("'" + Printable.escape(text)
					+ "' names no lines: give a number or two, such as 5, 5-9, or 5- for all from there on; "
					+ "the last ones are '--tail 10'");
		}
		long first = Long.parseLong(form.group(1));
		long last = (form.group(2) == null) ? first
				: (form.group(3) == null) ? Long.MAX_VALUE : Long.parseLong(form.group(3));
		if (first < 1 || last < first) {
			throw new TypeConversionException("'" + Printable.escape(text) + "' names no lines: "
					+ ((first < 1) ? "the first line is number 1" : "the second number is less than the first"));
		}
		return new Lines.Span(first, last);
	}

	/** Reads how many lines are wanted from the end. */
	static final class FromEnd implements ITypeConverter<Lines> {

		@Override
		public Lines convert(String text) {
			if (!text.matches("[0-9]{1,18}")) {
				throw new TypeConversionException(
						"'" + Printable.escape(text) + "' is not a number of lines: give one such as 100");
			}
			return new Lines.Last(Long.parseLong(text));
		}

	}

}
