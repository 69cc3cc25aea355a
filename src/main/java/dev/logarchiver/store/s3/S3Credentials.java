package dev.logarchiver.store.s3;

import dev.logarchiver.failure.Secrets;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The credentials that a bucket is used with.
 *
 * @param client the client that has them
 */
record S3Credentials(S3Client client) {

	/**
	 * Makes sure that there are any, and that no secret of them is printed.
	 * @return the credentials
	 */
	AwsCredentialsIdentity require(S3Refusals refusals) {
		try {
			AwsCredentialsIdentity credentials = this.client.serviceClientConfiguration()
				.credentialsProvider()
				.resolveIdentity()
				.join();
			if (credentials == null) {
				throw new IllegalStateException("The SDK's credentials provider gave none");
			}
			Secrets.keep(credentials.secretAccessKey());
			if (credentials instanceof AwsSessionCredentialsIdentity session) {
				Secrets.keep(session.sessionToken());
			}
			return credentials;
		}
		catch (RuntimeException ex) {
			throw refusals.noCredentials(ex);
		}
	}

}
