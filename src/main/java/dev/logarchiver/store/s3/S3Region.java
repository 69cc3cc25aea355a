package dev.logarchiver.store.s3;

import java.net.URI;

import dev.logarchiver.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * The region of a bucket.
 *
 * @param endpoint the server; {@code null} for AWS itself
 */
record S3Region(@Nullable URI endpoint) {

	/** Without asking the machine that this one runs on. */
	private static final AwsRegionProviderChain OF_SETTINGS = new AwsRegionProviderChain(
			new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());

	Region find() {
		try {
			return (this.endpoint == null) ? DefaultAwsRegionProviderChain.builder().build().getRegion()
					: OF_SETTINGS.getRegion();
		}
		catch (SdkClientException ex) {
			if (this.endpoint != null) {
				return Region.US_EAST_1;
			}
			throw new ConfigurationException(
					"The region of the bucket is not known"
							+ ChosenCredentials.failure().map((reason) -> " [" + reason + "]").orElse(""),
					"set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a server other than AWS", ex);
		}
	}

	/**
	 * The part of AWS that the region belongs to, such as {@code aws-cn}, as far as that
	 * is known without asking anybody.
	 */
	String partition() {
		if (this.endpoint != null) {
			return "aws";
		}
		try {
			return PartitionMetadata.of(OF_SETTINGS.getRegion()).id();
		}
		catch (SdkClientException ex) {
			return "aws";
		}
	}

}
