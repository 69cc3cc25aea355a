package dev.logarchiver.store.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A server other than AWS, by the SDK's conventions. What is more than a place is
 * refused: keys are added at its end, so that behind a query all logs would be one
 * object.
 *
 * @param uri http or https, a host, and nothing else but maybe a port and a path
 */
record S3Endpoint(URI uri) {

	private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*/?");

	private static final String PROFILE = "endpoint_url of the AWS profile";

	S3Endpoint {
		requirePlain("AWS_ENDPOINT_URL_S3", uri);
	}

	/**
	 * Finds the endpoint that is set; an empty variable counts as missing.
	 * @return the endpoint; empty for AWS itself
	 */
	static Optional<S3Endpoint> find(Map<String, String> environment) {
		for (Name name : Name.values()) {
			String value = Optional.ofNullable(System.getProperty(name.property))
				.orElseGet(() -> environment.getOrDefault(name.name(), ""));
			if (!value.isBlank()) {
				return Optional.of(parse(name.name(), value.strip()));
			}
		}
		return ofProfile();
	}

	/**
	 * Whether a variable is there that says nothing: the SDK would take that for an
	 * address.
	 */
	static boolean isSetToNothing(Map<String, String> environment) {
		return Stream.of(Name.values())
			.map((name) -> environment.get(name.name()))
			.anyMatch((value) -> value != null && value.isBlank());
	}

	private static Optional<S3Endpoint> ofProfile() {
		try {
			return AwsClientEndpointProvider.builder()
				.serviceEndpointOverrideEnvironmentVariable(Name.AWS_ENDPOINT_URL_S3.name())
				.serviceEndpointOverrideSystemProperty(Name.AWS_ENDPOINT_URL_S3.property)
				.serviceProfileProperty("s3")
				.resolveFromOverrides()
				.map(URI::toString)
				.filter((text) -> !text.isBlank())
				.map((text) -> parse(PROFILE, text));
		}
		catch (SdkClientException ex) {
			throw bad(PROFILE, "", ex);
		}
	}

	private static S3Endpoint parse(String name, String text) {
		try {
			URI uri = new URI(text);
			requirePlain(name, uri);
			return new S3Endpoint(uri);
		}
		catch (URISyntaxException ex) {
			throw bad(name, text, ex);
		}
	}

	private static void requirePlain(String name, URI uri) {
		if (uri.getScheme() == null || !uri.getScheme().matches("(?i)https?") || uri.getHost() == null
				|| uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null
				|| !PATH.matcher(uri.getRawPath()).matches()) {
			throw bad(name, uri.toString(), null);
		}
	}

	/** A user, a query and a fragment may be secrets. */
	private static ConfigurationException bad(String name, String text, @Nullable Exception cause) {
		String shown = text.replaceAll("(?s)[?#].*", "?***").replaceAll("(?s)^([A-Za-z0-9+.-]*:/*)?.*@", "$1***@");
		return new ConfigurationException(
				"The S3 endpoint " + name + (shown.isEmpty() ? "" : " is '" + Printable.escape(shown) + "' and")
						+ " is not the URL of a server",
				"set it to something like https://s3.example.com:9000, without user, query or fragment", cause);
	}

	/** Where an endpoint may be set, in the order in which they count. */
	private enum Name {

		AWS_ENDPOINT_URL_S3("aws.endpointUrlS3"), AWS_ENDPOINT_URL("aws.endpointUrl");

		private final String property;

		Name(String property) {
			this.property = property;
		}

	}

}
