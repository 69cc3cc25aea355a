package dev.logarchiver.coreclaw;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.coreclaw.RunPages.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page of the account's runs, whose count is needed: without it, nobody knows whether
 * runs are missing.
 *
 * @param entries its entries
 * @param count how many entries all pages have
 * @param date what time it was on the platform, where the answer says
 */
record AccountPage(List<JsonNode> entries, long count, @Nullable Instant date) {

	static AccountPage read(JsonNode data, @Nullable Instant date) throws MalformedPayloadException {
		JsonNode count = data.path("count");
		long counted = (count.isIntegralNumber() || count.isString()) ? count.asLong(-1) : -1;
		if (counted < 0) {
			throw new MalformedPayloadException("malformed_answer", "the answer doesn't say how many runs there are");
		}
		return new AccountPage(Page.read(data).entries(), counted, date);
	}

	/** Whether there may be another: the platform may give fewer at a time than asked. */
	boolean isFull(int number, AccountPage first) {
		int entries = this.entries.size();
		return entries >= RunPages.LIMIT || (number > 1 && entries > 0 && entries >= first.entries.size());
	}

	/** How many pages there should be, the last of them not full. */
	static long pages(long count) {
		return count / RunPages.LIMIT + 1;
	}

	/** Gives a page. */
	interface Source {

		/**
		 * Asks for a page.
		 * @param number counted from 1; a page behind the last is empty
		 */
		AccountPage page(ListingWindow window, int number);

	}

}
