package dev.logarchiver.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The migration of the job repository has the tables of the Spring Batch that is used.
 */
class JobRepositoryTablesTests {

	@Test
	void theTablesAreThoseOfSpringBatch() throws IOException {
		String migration = text("db/migration/V2__job_repository.sql");
		assertThat(migration.substring(migration.indexOf('\n') + 1))
			.as("Spring Batch has other tables now: add a migration")
			.isEqualTo(text("org/springframework/batch/core/schema-postgresql.sql"));
	}

	private static String text(String resource) throws IOException {
		return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
	}

}
