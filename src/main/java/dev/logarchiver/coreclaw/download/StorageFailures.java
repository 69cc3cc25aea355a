package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

import dev.logarchiver.network.ConnectionProblem;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;

import org.springframework.util.unit.DataSize;

/**
 * Says what it means when the storage gives no whole text: whether another attempt may
 * help, and what to call it. Nothing of an exception but its class gets into a message.
 *
 * @param stallTimeout how long a storage may be silent, or too slow
 * @param minRate the fewest bytes a second
 * @param clock by which to wait until a date
 */
record StorageFailures(Duration stallTimeout, DataSize minRate, Clock clock) {

	private static final int SERVER_ERROR = 500;

	Pace leastPace() {
		return new Pace(this.stallTimeout, this.minRate.toBytes());
	}

	/**
	 * An answer that is not a text.
	 * @throws DownloadException if there is no use in another attempt
	 */
	TransferException status(StorageAnswer answer) {
		int status = answer.status();
		String code = "http_" + status;
		String reason = answer.url() + " answered HTTP " + status;
		if (status == 408 || status == 429 || status >= SERVER_ERROR) {
			return new TransferException(code, reason, answer.retryAfter(this.clock.instant()));
		}
		throw switch (status) {
			// 400 is how Google and S3 refuse what was signed with a token that has
			// expired
			case 400, 401, 403, 404, 410 -> DownloadException.gone(code, reason);
			default -> DownloadException.failed(code, reason);
		};
	}

	/**
	 * There was no answer.
	 * @throws DownloadException if there is no use in another attempt
	 */
	TransferException opening(StorageUrl url, Exception problem) {
		Throwable cause = routing(problem);
		return switch (cause) {
			case RefusedAddressException refused -> throw refused(url, refused.kind());
			case UnknownHostException _ -> unconnected("unknown_host", url, cause);
			case ConnectTimeoutException _ -> unconnected("connection", url, cause);
			case SocketTimeoutException _ -> unanswered(url);
			case SSLException _ -> unconnected("tls", url, cause);
			default -> unconnected("connection", url, cause);
		};
	}

	/** What kept the client from finding a way, where that is the problem. */
	private static Throwable routing(Exception problem) {
		Throwable cause = problem.getCause();
		return (problem instanceof ClientProtocolException && cause != null && cause.getCause() != null)
				? cause.getCause() : problem;
	}

	private static TransferException unconnected(String code, StorageUrl url, Throwable problem) {
		return new TransferException(code, ConnectionProblem.in(problem)
			.orElse(url + " didn't answer (" + problem.getClass().getSimpleName() + ")"));
	}

	TransferException reading(StorageAnswer answer, IOException problem) {
		StorageUrl url = answer.url();
		if (answer.isOverdue()) {
			return tooSlow(url);
		}
		return switch (problem) {
			case ZipException malformed -> new TransferException("malformed_" + malformed.getMessage(),
					url + " sent " + malformed.getMessage() + " that can't be decoded");
			case SocketTimeoutException _ -> stalled(url);
			case ConnectionClosedException _ when answer.length() >= 0 -> length(url);
			default -> new TransferException("connection",
					url + " broke off the text (" + problem.getClass().getSimpleName() + ")");
		};
	}

	/**
	 * What the storage sent is not a log: passing trouble, or an address that is dead
	 * though the status doesn't say so.
	 */
	TransferException noLog(StorageUrl url, String what) {
		return TransferException.goneInTheEnd("not_a_log", url + " gave " + what + " in place of the log");
	}

	/** The connection ended before the text did, as another request shows. */
	TransferException cutShort(StorageUrl url) {
		return new TransferException("cut_short",
				url + " reports neither length nor checksum, and returned different bytes the second time");
	}

	TransferException length(StorageUrl url) {
		return new TransferException("length_mismatch", url + " sent a different number of bytes than it announced");
	}

	TransferException checksum(StorageUrl url) {
		return new TransferException("checksum_mismatch", url + " sent bytes whose MD5 is not its ETag");
	}

	private static DownloadException refused(StorageUrl url, AddressKind kind) {
		String remedy = (kind == AddressKind.PRIVATE)
				? "; archiver.download.allow-private-addresses=true permits private ones" : "";
		return DownloadException.refused("refused_address",
				"the host " + url.host() + " has a " + kind + " address" + remedy);
	}

	/** There was no whole head, whatever came instead. */
	TransferException unanswered(StorageUrl url) {
		return new TransferException("stalled", url + " didn't answer within " + stallTime());
	}

	TransferException tooSlow(StorageUrl url) {
		return new TransferException("stalled", url + " sent less than " + this.minRate.toBytes()
				+ " bytes a second for " + stallTime() + " (archiver.download.min-rate)");
	}

	private TransferException stalled(StorageUrl url) {
		return new TransferException("stalled", url + " sent nothing for " + stallTime());
	}

	private String stallTime() {
		return this.stallTimeout.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
	}

}
