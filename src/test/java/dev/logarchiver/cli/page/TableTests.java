package dev.logarchiver.cli.page;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table fits the lines that there are, and nothing of it is lost.
 */
class TableTests {

	private static final int COLUMNS = 60;

	@Test
	void hasItsRowsInLinesWhereTheyFit() {
		Table table = new Table(COLUMNS, "WORKER", "STATE");
		table.row("acme~shop", "late");
		assertThat(table.toString()).isEqualTo("WORKER     STATE\nacme~shop  late");
	}

	@Test
	void breaksLongTextAtItsBlanks() {
		Table table = new Table(COLUMNS, "FAILED", "CODE", "REASON", "REQUEST");
		table.row("acme~shop", "50001", "the worker does not exist, or it was deleted by its owner", "req-1");
		table.row("acme~news", "timeout", "no answer", "-");
		assertThat(table.toString().lines()).containsExactly(
				"FAILED     CODE     REASON                           REQUEST",
				"acme~shop  50001    the worker does not exist, or    req-1",
				"                    it was deleted by its owner", //
				"acme~news  timeout  no answer                        -");
	}

	@Test
	void goesOnInAnotherLineWhereColumnsDoNotFit() {
		Table table = new Table(COLUMNS, "WORKER", "RUN AT", "SIZE", "KEY");
		String key = "worker=acme~shop/date=2026-06-15/01KV5JE8G0R5ZXDM2MVB3V1QXD.log.gz";
		table.row("acme~shop", "2026-06-15T12:00:00Z", "1.5 kB", key);
		assertThat(table.toString().lines()).containsExactly("WORKER     RUN AT                SIZE", "    KEY",
				"acme~shop  2026-06-15T12:00:00Z  1.5 kB", "    " + key);
	}

}
