package dev.logarchiver.store.s3;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A server's mark of an object's bytes: their MD5 where these lie there plainly.
 *
 * @param text the mark
 */
record S3Etag(String text) {

	private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");

	/**
	 * Whether it is the MD5 of other bytes. What is encrypted with keys of others, or
	 * kept in directory buckets, has a mark of its own.
	 * @param request what was sent
	 * @param response what the server said to it
	 */
	boolean isUnlike(SdkHttpRequest request, SdkHttpResponse response) {
		Optional<String> sent = request.firstMatchingHeader("Content-MD5");
		return sent.isPresent() && !hasOwnMarks(request, response) && isUnlike(sent.get());
	}

	/**
	 * Whether it is an MD5, but not the one that it should be.
	 * @param contentMd5 what it should be, as in the header {@code Content-MD5}
	 */
	boolean isUnlike(String contentMd5) {
		Matcher plain = MD5.matcher(this.text);
		return plain.matches()
				&& !plain.group(1).equalsIgnoreCase(HexFormat.of().formatHex(Base64.getDecoder().decode(contentMd5)));
	}

	private static boolean hasOwnMarks(SdkHttpRequest request, SdkHttpResponse response) {
		return request.host().contains("s3express")
				|| response.firstMatchingHeader("x-amz-server-side-encryption-customer-algorithm").isPresent()
				|| response.firstMatchingHeader("x-amz-server-side-encryption")
					.filter((algorithm) -> algorithm.startsWith("aws:"))
					.isPresent();
	}

}
