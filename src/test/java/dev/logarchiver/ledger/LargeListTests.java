package dev.logarchiver.ledger;

import java.io.IOException;
import java.util.List;

import dev.logarchiver.state.OtherProcess;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A long list needs no more memory than a short one. It is tried on PostgreSQL, because
 * H2 fills with its cache the memory that it finds.
 */
class LargeListTests {

	@Test
	void keeps100000WorkersInASmallHeap() throws IOException {
		String url = TestDatabase.postgres().dataSource().getJdbcUrl();
		try (OtherProcess process = OtherProcess.start(LargeListProcess.class, List.of("-Xmx24m", "-XX:+UseSerialGC"),
				url, "100000")) {
			assertThat(process.lines()).contains("100000 kept, 100000 read");
		}
	}

}
