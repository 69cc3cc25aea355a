package dev.logarchiver.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Believes no success that isn't one: an answer of status 200 may hold an error, a page
 * of some proxy, or the mark of other bytes than were sent.
 */
final class ConfirmingHttp extends WrappedHttp {

	/** Query parameters that only listings have. */
	private static final Set<String> LISTINGS = Set.of("list-type", "uploads", "versions");

	/** Query parameter of a request that deletes many objects and says so of each. */
	private static final String DELETION = "delete";

	/** What a part of an object is sent with; other parameters ask for other things. */
	private static final Set<String> OF_BYTES = Set.of("partNumber", "uploadId", "x-id");

	private static final int LONGEST_ANSWER = 64 * 1024;

	private static final int BEGINNING = 512;

	private static final int SERVER_ERROR = 500;

	private static final Pattern ERROR = Pattern.compile("^\\W*(<\\?xml[^>]*>)?\\s*<Error[\\s>]");

	private static final Pattern PAGE = Pattern.compile("^\\W*(<!doctype\\s+html|<html)", Pattern.CASE_INSENSITIVE);

	ConfirmingHttp(SdkHttpClient http) {
		super(http);
	}

	@Override
	HttpExecuteResponse call(HttpExecuteRequest request, ExecutableHttpRequest prepared) throws IOException {
		HttpExecuteResponse response = prepared.call();
		return response.httpResponse().isSuccessful() ? confirmed(request.httpRequest(), response)
				: withoutFlood(response);
	}

	/** A refusal is short: what goes on for longer is left unread. */
	private static HttpExecuteResponse withoutFlood(HttpExecuteResponse response) throws IOException {
		if (response.responseBody().isEmpty()) {
			return response;
		}
		AbortableInputStream body = response.responseBody().get();
		byte[] words = body.readNBytes(LONGEST_ANSWER);
		if (words.length == LONGEST_ANSWER) {
			body.abort();
		}
		body.close();
		return HttpExecuteResponse.builder()
			.response(response.httpResponse())
			.responseBody(AbortableInputStream.create(new ByteArrayInputStream(words)))
			.build();
	}

	private static HttpExecuteResponse confirmed(SdkHttpRequest request, HttpExecuteResponse response)
			throws IOException {
		HttpExecuteResponse examined = switch (request.method()) {
			case HEAD -> response;
			case GET -> isListing(request) ? peeked(response) : response;
			default -> request.rawQueryParameters().containsKey(DELETION) ? peeked(response) : read(response);
		};
		if (request.method() == SdkHttpMethod.PUT && examined.httpResponse().isSuccessful() && sendsBytes(request)) {
			requireEtagOf(request, examined.httpResponse());
		}
		return examined;
	}

	private static boolean isListing(SdkHttpRequest request) {
		return request.rawQueryParameters().keySet().stream().anyMatch(LISTINGS::contains);
	}

	private static boolean sendsBytes(SdkHttpRequest request) {
		return OF_BYTES.containsAll(request.rawQueryParameters().keySet())
				&& request.firstMatchingHeader("x-amz-copy-source").isEmpty();
	}

	private static HttpExecuteResponse peeked(HttpExecuteResponse response) throws IOException {
		Optional<AbortableInputStream> body = response.responseBody();
		if (body.isEmpty()) {
			return response;
		}
		byte[] beginning = body.get().readNBytes(BEGINNING);
		InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), body.get());
		return examined(response, beginning, AbortableInputStream.create(whole, body.get()));
	}

	private static HttpExecuteResponse read(HttpExecuteResponse response) throws IOException {
		if (response.responseBody().isEmpty()) {
			return response;
		}
		try (AbortableInputStream body = response.responseBody().get()) {
			byte[] whole = body.readNBytes(LONGEST_ANSWER);
			if (whole.length == LONGEST_ANSWER) {
				body.abort();
				throw unconfirmed(response.httpResponse(), "and far more text than this request has for an answer");
			}
			return examined(response, whole, AbortableInputStream.create(new ByteArrayInputStream(whole)));
		}
	}

	/** S3 itself answers like this where it began to answer before it was done. */
	private static HttpExecuteResponse examined(HttpExecuteResponse response, byte[] beginning,
			AbortableInputStream body) throws IOException {
		String text = new String(beginning, StandardCharsets.ISO_8859_1);
		if (PAGE.matcher(text).find()) {
			body.close();
			throw unconfirmed(response.httpResponse(), "with a web page, as proxies do");
		}
		boolean error = ERROR.matcher(text).find();
		SdkHttpResponse head = error ? response.httpResponse().toBuilder().statusCode(SERVER_ERROR).build()
				: response.httpResponse();
		return HttpExecuteResponse.builder().response(head).responseBody(body).build();
	}

	private static void requireEtagOf(SdkHttpRequest request, SdkHttpResponse response) throws IOException {
		S3Etag etag = new S3Etag(response.firstMatchingHeader("ETag").orElse("").strip());
		if (etag.text().isEmpty()) {
			throw unconfirmed(response, "without an ETag, so that nothing shows what it stored");
		}
		if (etag.isUnlike(request, response)) {
			throw unconfirmed(response, "with the ETag of different bytes than were sent");
		}
	}

	private static UnconfirmedException unconfirmed(SdkHttpResponse response, String how) {
		return new UnconfirmedException("the server answered " + response.statusCode() + " " + how
				+ response.firstMatchingHeader("x-amz-request-id").map((id) -> ", request " + id).orElse(""));
	}

}
