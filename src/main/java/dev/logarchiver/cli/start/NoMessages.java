package dev.logarchiver.cli.start;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * Has no translations, as nobody asks for any. Spring's own looks up all languages that
 * there are, for a twentieth of a short command's time.
 */
final class NoMessages implements MessageSource {

	@Override
	public @Nullable String getMessage(String code, Object @Nullable [] values, @Nullable String otherwise,
			@Nullable Locale language) {
		return otherwise;
	}

	@Override
	public String getMessage(String code, Object @Nullable [] values, @Nullable Locale language) {
		throw new NoSuchMessageException(code);
	}

	@Override
	public String getMessage(MessageSourceResolvable message, @Nullable Locale language) {
		String otherwise = message.getDefaultMessage();
		if (otherwise == null) {
			throw new NoSuchMessageException(String.valueOf(message));
		}
		return otherwise;
	}

}
