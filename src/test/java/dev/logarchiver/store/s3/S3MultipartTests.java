package dev.logarchiver.store.s3;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A log of any size takes no more parts than S3 allows.
 */
class S3MultipartTests {

	private static final long MIB = 1024 * 1024;

	private static final long TIB = MIB * MIB;

	@Test
	void sendsMostLogsInPartsOfTheUsualSize() {
		assertThat(S3Multipart.partSize(1, 16 * MIB)).isEqualTo(16 * MIB);
		assertThat(S3Multipart.partSize(10_000 * 16 * MIB, 16 * MIB)).isEqualTo(16 * MIB);
	}

	@Test
	void sendsHugeLogsInLargerParts() {
		assertThat(S3Multipart.partSize(10_000 * 16 * MIB + 1, 16 * MIB)).isEqualTo(17 * MIB);
		long part = S3Multipart.partSize(5 * TIB, 16 * MIB);
		assertThat(part % MIB).isZero();
		assertThat(Math.ceilDiv(5 * TIB, part)).isLessThanOrEqualTo(10_000);
	}

}
