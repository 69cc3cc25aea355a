package dev.logarchiver.store.s3;

import java.io.IOException;

import dev.logarchiver.network.BlockInput;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an object. Closing it before the end drops the connection, where the SDK
 * would first read all the rest.
 */
final class S3Content extends BlockInput {

	private final ResponseInputStream<GetObjectResponse> response;

	private boolean ended;

	S3Content(ResponseInputStream<GetObjectResponse> response) {
		super(response);
		this.response = response;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		try {
			int count = this.in.read(bytes, offset, length);
			this.ended |= count < 0;
			return count;
		}
		catch (SdkException ex) {
			if (S3Failures.isInterruption(ex)) {
				throw S3Failures.of("Reading an object", ex);
			}
			throw new IOException(S3Failures.describe(ex), ex);
		}
	}

	@Override
	public void close() throws IOException {
		if (!this.ended) {
			this.response.abort();
		}
		super.close();
	}

}
