package dev.logarchiver.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with an answer: another one comes instead, or the right one comes late,
 * in part or never. Without {@link #times(int)} it goes wrong forever.
 *
 * @param instead what is answered instead of the right answer
 * @param delivery how much of the answer is sent
 * @param delay how late it is sent
 * @param skipped how many calls go well first
 * @param times how many calls go wrong then
 */
public record Fault(@Nullable Reply instead, Delivery delivery, Duration delay, int skipped, int times) {

	/**
	 * An error of the platform in its usual HTTP status.
	 * @param error the row of the error table
	 */
	public static Fault error(PlatformError error) {
		return error(error.status(), error.code(), error.message());
	}

	/**
	 * An error of the platform within HTTP 200.
	 * @param error the row of the error table
	 */
	public static Fault errorWithin200(PlatformError error) {
		return error(200, error.code(), error.message());
	}

	/**
	 * Any error of the platform.
	 * @param status the HTTP status
	 * @param code the platform's code
	 * @param message the platform's message
	 * @param details the entries of {@code details}; none leaves it out
	 */
	public static Fault error(int status, int code, String message, String... details) {
		return instead(Envelope.error(code, message, List.of(details)).reply(status));
	}

	/**
	 * Another answer.
	 * @param status its HTTP status
	 * @param contentType its content type
	 * @param body its body
	 */
	public static Fault answer(int status, String contentType, String body) {
		return instead(Reply.of(status, contentType, body));
	}

	/**
	 * What a log storage says about an object that it doesn't give, or a proxy about a
	 * broken server.
	 * @param status the HTTP status, such as 403, 404, 410 or 502
	 */
	public static Fault page(int status) {
		return answer(status, "text/html", "<html><head><title>" + status + "</title></head><body><center><h1>" + status
				+ "</h1></center><hr><center>nginx</center></body></html>\r\n");
	}

	/**
	 * JSON that ends in the middle, within a complete HTTP answer.
	 */
	public static Fault malformedJson() {
		return answer(200, "application/json", "{\"code\": 0, \"message\": \"success\", \"data\": {\"all_logs_url\": ");
	}

	/**
	 * A redirect.
	 * @param status 301, 302, 303, 307 or 308
	 * @param location where to, any text
	 */
	public static Fault redirect(int status, String location) {
		return instead(Reply.empty(status).with("Location", location));
	}

	/**
	 * The connection ends after a part of the body.
	 * @param bytes how many bytes of the body are sent
	 */
	public static Fault cutAfter(long bytes) {
		return delivered(new Delivery(bytes, 0, Delivery.Ending.CLOSE));
	}

	/**
	 * The connection is reset before anything is answered.
	 */
	public static Fault reset() {
		return delivered(new Delivery(Delivery.NOTHING, 0, Delivery.Ending.RESET));
	}

	/**
	 * The connection is closed before anything is answered.
	 */
	public static Fault noAnswer() {
		return delivered(new Delivery(Delivery.NOTHING, 0, Delivery.Ending.CLOSE));
	}

	/**
	 * Nothing is ever answered, and the connection stays open.
	 */
	public static Fault hang() {
		return delivered(new Delivery(Delivery.NOTHING, 0, Delivery.Ending.STALL));
	}

	/**
	 * Nothing more comes after a part of the body, and the connection stays open.
	 * @param bytes how many bytes of the body are sent
	 */
	public static Fault stallAfter(long bytes) {
		return delivered(new Delivery(bytes, 0, Delivery.Ending.STALL));
	}

	/**
	 * An answer that goes on for ever, some bytes now and then.
	 * @param begin how it begins, from the status line on; empty where it begins with the
	 * piece
	 * @param piece what comes again and again
	 */
	public static Fault endless(String begin, String piece) {
		return new Fault(Reply.of(200, "", begin), new Delivery(0, 0, Delivery.Ending.ENDLESS, piece), Duration.ZERO, 0,
				Integer.MAX_VALUE);
	}

	/**
	 * A Content-Length that isn't that of the body; the connection is closed behind it.
	 * @param difference what is added to the true length; negative hides the end
	 */
	public static Fault wrongLength(long difference) {
		return delivered(new Delivery(Long.MAX_VALUE, difference, Delivery.Ending.CLOSE));
	}

	/**
	 * The end of the connection is that of the body, as servers of old did it.
	 * @param bytes how many bytes of the body are sent
	 */
	public static Fault untoldLength(long bytes) {
		return delivered(new Delivery(bytes, Delivery.UNTOLD, Delivery.Ending.CLOSE));
	}

	/**
	 * The right answer, late.
	 * @param delay how late
	 */
	public static Fault delay(Duration delay) {
		return new Fault(null, Delivery.WHOLE, delay, 0, Integer.MAX_VALUE);
	}

	/**
	 * The same fault, a limited number of times.
	 * @param count how often; fine from then on
	 */
	public Fault times(int count) {
		return new Fault(this.instead, this.delivery, this.delay, this.skipped, count);
	}

	/**
	 * The same fault, but not at once.
	 * @param count how many calls go well first
	 */
	public Fault afterFirst(int count) {
		return new Fault(this.instead, this.delivery, this.delay, count, this.times);
	}

	/**
	 * The same fault with a {@code Retry-After}.
	 * @param value seconds, or an HTTP date such as {@link #httpDate(Instant)}
	 */
	public Fault retryAfter(String value) {
		return header("Retry-After", value);
	}

	/**
	 * The same fault with a header.
	 * @param name its name
	 * @param value its value
	 */
	public Fault header(String name, String value) {
		Reply reply = Objects.requireNonNull(this.instead, "only an answer of its own can carry a header");
		return new Fault(reply.with(name, value), this.delivery, this.delay, this.skipped, this.times);
	}

	/**
	 * A time as HTTP headers write it.
	 * @param time the time, to the second
	 */
	public static String httpDate(Instant time) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
	}

	private static Fault instead(Reply reply) {
		return new Fault(reply, Delivery.WHOLE, Duration.ZERO, 0, Integer.MAX_VALUE);
	}

	private static Fault delivered(Delivery delivery) {
		return new Fault(null, delivery, Duration.ZERO, 0, Integer.MAX_VALUE);
	}

}
