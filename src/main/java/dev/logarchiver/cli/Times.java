package dev.logarchiver.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.logarchiver.failure.Printable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads times as people write them: an instant, or a date that stands for its first
 * moment in UTC.
 */
final class Times implements ITypeConverter<Instant> {

	@Override
	public Instant convert(String text) {
		try {
			return (text.length() == "yyyy-mm-dd".length())
					? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new TypeConversionException("'" + Printable.escape(text)
					+ "' is no time: give a date such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z");
		}
	}

}
