package dev.logarchiver.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import dev.logarchiver.network.Network;
import dev.logarchiver.pace.RequestGate;
import dev.logarchiver.store.StoreBounds;
import dev.logarchiver.store.StoreProperties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Sets up the SDK by AWS's own conventions, and so that servers other than AWS accept its
 * requests.
 */
final class S3ClientFactory {

	private static final int ATTEMPTS = 5;

	/** No bound of its own: as many as callers. */
	private static final int MOST_CONNECTIONS = 10_000;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);

	/** Never reached, as there are connections enough. */
	private static final Duration CONNECTION_WAIT = Duration.ofMinutes(10);

	private static final Duration LONGEST_RETRY_DELAY = Duration.ofSeconds(20);

	/** Failures of one attempt that the SDK takes for permanent. */
	private static final Set<String> WORTH_ANOTHER_TRY = Set.of("BadDigest", "XAmzContentSHA256Mismatch",
			"ConditionalRequestConflict", "OperationAborted");

	/** The SDK's own reading of variables and properties, which the network does. */
	private static final ProxyConfiguration NO_OTHER_PROXY = ProxyConfiguration.builder()
		.useSystemPropertyValues(false)
		.useEnvironmentVariableValues(false)
		.build();

	private final StoreProperties.S3 settings;

	private final StoreBounds bounds;

	private final RequestGate gate;

	private final @Nullable URI endpoint;

	private final Network network;

	S3ClientFactory(StoreProperties.S3 settings, StoreBounds bounds, Network network) {
		this(settings, bounds, endpointOfEnvironment(), network);
	}

	S3ClientFactory(StoreProperties.S3 settings, StoreBounds bounds, @Nullable URI endpoint, Network network) {
		this.network = network.trusting("AWS_CA_BUNDLE");
		this.settings = settings;
		this.bounds = bounds;
		this.gate = PatientRetries.gate(bounds.retryDelay());
		this.endpoint = (endpoint != null) ? new S3Endpoint(endpoint).uri() : null;
	}

	private static @Nullable URI endpointOfEnvironment() {
		AwsVariables.correct();
		return S3Endpoint.find(System.getenv()).map(S3Endpoint::uri).orElse(null);
	}

	S3Client create() {
		return create(DefaultCredentialsProvider.builder().build());
	}

	S3Client create(AwsCredentialsProvider credentials) {
		S3ClientBuilder builder = builder().credentialsProvider(credentials);
		SdkHttpClient http = new ConfirmingHttp(new BoundedHttp(http().build(), this.bounds));
		return new DirectPuts(builder.httpClient(http).build(), http, this.gate, !onlyRequiredChecksums());
	}

	S3ClientBuilder builder() {
		Region region = new S3Region(this.endpoint).find();
		S3ClientBuilder builder = S3Client.builder()
			.region(region)
			.overrideConfiguration((override) -> override.retryStrategy(retries()))
			// other servers want it where a checksum is required, such as to delete many
			// objects
			.addPlugin(LegacyMd5Plugin.create());
		if (this.endpoint != null) {
			builder.endpointOverride(this.endpoint);
		}
		else if (S3Endpoint.isSetToNothing(System.getenv())) {
			builder.endpointOverride(URI.create("https://" + S3Client.serviceMetadata().endpointFor(region)));
		}
		return adapt(builder);
	}

	private Apache5HttpClient.Builder http() {
		return Apache5HttpClient.builder()
			.maxConnections(MOST_CONNECTIONS)
			.connectionTimeout(CONNECT_TIMEOUT)
			.socketTimeout(SILENCE_TIMEOUT)
			.connectionAcquisitionTimeout(CONNECTION_WAIT)
			.tcpKeepAlive(true)
			.proxyConfiguration(NO_OTHER_PROXY)
			.tlsSocketStrategy(this.network.tls())
			.httpRoutePlanner(this.network.routes())
			.credentialsProvider(this.network.credentials());
	}

	private S3ClientBuilder adapt(S3ClientBuilder builder) {
		builder.forcePathStyle(pathStyle());
		if (onlyRequiredChecksums()) {
			builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
				.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
				.serviceConfiguration((configuration) -> configuration.chunkedEncodingEnabled(false));
		}
		return builder;
	}

	/**
	 * What signs links to where a client sends its requests.
	 * @param client a client of this factory, whose credentials sign
	 */
	S3Presigner presigner(S3Client client) {
		S3ServiceClientConfiguration configuration = client.serviceClientConfiguration();
		S3Presigner.Builder builder = S3Presigner.builder()
			.region(configuration.region())
			.credentialsProvider(configuration.credentialsProvider())
			.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(pathStyle()).build())
			.s3Client(client);
		configuration.endpointOverride().ifPresent(builder::endpointOverride);
		return builder.build();
	}

	private boolean pathStyle() {
		Boolean wanted = this.settings.pathStyle();
		return (wanted != null) ? wanted : this.endpoint != null;
	}

	private boolean onlyRequiredChecksums() {
		StoreProperties.Checksums wanted = this.settings.checksums();
		return (wanted != null) ? wanted == StoreProperties.Checksums.WHEN_REQUIRED : this.endpoint != null;
	}

	String partition() {
		return new S3Region(this.endpoint).partition();
	}

	private RetryStrategy retries() {
		BackoffStrategy delays = BackoffStrategy.exponentialDelay(this.bounds.retryDelay(),
				max(this.bounds.retryDelay(), LONGEST_RETRY_DELAY));
		RetryStrategy usual = AwsRetryStrategy.standardRetryStrategy()
			.toBuilder()
			.maxAttempts(ATTEMPTS)
			.backoffStrategy(delays)
			.throttlingBackoffStrategy(delays)
			.retryOnException((failure) -> failure instanceof AwsServiceException refusal
					&& WORTH_ANOTHER_TRY.contains(S3Failures.code(refusal)))
			.build();
		return new PatientRetries(usual, this.gate, this.bounds.patience());
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}
