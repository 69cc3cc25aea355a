package dev.logarchiver.cli.settings;

import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.logarchiver.failure.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Writes all log events of the program, whatever their format: what is written of an
 * event, its message, arguments, context and stack traces, loses its secrets. Made by
 * {@code logback-spring.xml}.
 */
public final class SecretFreeEncoder extends EncoderBase<ILoggingEvent> {

	private @Nullable Encoder<ILoggingEvent> encoder;

	/**
	 * Sets what writes the events.
	 * @param encoder writes UTF-8
	 */
	public void setEncoder(Encoder<ILoggingEvent> encoder) {
		this.encoder = encoder;
	}

	private Encoder<ILoggingEvent> encoder() {
		if (this.encoder == null) {
			throw new IllegalStateException("logback-spring.xml gives no encoder");
		}
		return this.encoder;
	}

	@Override
	public byte[] headerBytes() {
		return encoder().headerBytes();
	}

	@Override
	public byte[] encode(ILoggingEvent event) {
		return Secrets.hide(new String(encoder().encode(event), StandardCharsets.UTF_8))
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public byte[] footerBytes() {
		return encoder().footerBytes();
	}

}
