package dev.logarchiver.coreclaw;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the runs of the account until as many are there as the platform counts: whoever
 * takes a listing with a gap for whole never looks for what it lacks. For one listing.
 */
final class AccountListing {

	private static final int MOST_PASSES = 3;

	private final AccountPage.Source source;

	private final int mostPages;

	private final Map<Row, Run> runs = new LinkedHashMap<>();

	private final Map<String, String> unreadable = new LinkedHashMap<>();

	private @Nullable Instant beganAt;

	private int calls;

	/** Pages of the windows that are read. */
	private int pages;

	/**
	 * Creates a listing.
	 * @param mostPages how many pages one pass over all windows may take
	 */
	AccountListing(AccountPage.Source source, int mostPages) {
		this.source = source;
		this.mostPages = mostPages;
	}

	/**
	 * Reads all months from a time to the platform's present.
	 * @param now what time it seems to be; the first answer may know better
	 */
	AccountRuns since(Instant from, Instant now) {
		return unlessUnavailable(() -> {
			ListingWindow begin = windows(from, now).getFirst();
			AccountPage first = page(begin, 1);
			if (first.date() != null && first.date().isBefore(from)) {
				return new AccountRuns.Unavailable("The platform says that it is " + first.date() + ", before " + from
						+ ", from when on its runs were to be listed", this.calls);
			}
			return read(windows(from, (first.date() != null) ? first.date() : now), begin, first);
		});
	}

	AccountRuns of(ListingWindow window) {
		return unlessUnavailable(() -> read(List.of(window), window, page(window, 1)));
	}

	private static List<ListingWindow> windows(Instant from, Instant now) {
		return ListingWindow.covering(from, now.isAfter(from) ? now : from);
	}

	private AccountRuns unlessUnavailable(Supplier<AccountRuns> listing) {
		try {
			return listing.get();
		}
		catch (CoreClawException ex) {
			if (ex.kind() == Kind.KEY_REJECTED) {
				throw ex;
			}
			return new AccountRuns.Unavailable(String.valueOf(ex.getMessage()), this.calls);
		}
	}

	/**
	 * Reads the windows.
	 * @param known the window whose first page was asked for already
	 * @param first that page
	 */
	private AccountRuns read(List<ListingWindow> windows, ListingWindow known, AccountPage first) {
		for (ListingWindow window : windows) {
			Optional<String> contradiction = pass(window, window.equals(known) ? first : page(window, 1));
			for (int pass = 2; pass <= MOST_PASSES && contradiction.isPresent(); pass++) {
				contradiction = pass(window, page(window, 1));
			}
			if (contradiction.isPresent()) {
				return new AccountRuns.Contradictory(contradiction.get(), this.calls);
			}
		}
		return new AccountRuns.Complete(this.beganAt, List.copyOf(this.runs.values()),
				List.copyOf(this.unreadable.values()), this.calls);
	}

	/**
	 * Reads a window once. A full page at the end may not be the end: one more shows
	 * whether the count is too low. Pages that repeat others end the pass, but not before
	 * as many are read as there should be.
	 * @return why it doesn't add up
	 */
	private Optional<String> pass(ListingWindow window, AccountPage first) {
		Set<String> seen = new HashSet<>();
		AccountPage page = first;
		for (int number = 1;; page = page(window, ++number)) {
			if (this.pages + Math.max(number, AccountPage.pages(first.count())) > this.mostPages) {
				throw tooMany();
			}
			boolean news = page.entries().stream().map(this::add).filter(seen::add).count() > 0;
			boolean atEnd = page.entries().isEmpty() || (!news && number >= AccountPage.pages(first.count()));
			Optional<String> contradiction = contradiction(first.count(), page, seen.size(), atEnd);
			if (contradiction.isPresent()) {
				return contradiction;
			}
			if (seen.size() == first.count() && (atEnd || !page.isFull(number, first))) {
				this.pages += number;
				return Optional.empty();
			}
		}
	}

	/** Behind the end, where nothing is missing, an answer needn't count. */
	private static Optional<String> contradiction(long counted, AccountPage page, int found, boolean atEnd) {
		boolean behindEnd = page.entries().isEmpty() && page.count() == 0 && found == counted;
		if (page.count() != counted && !behindEnd) {
			return Optional.of("the platform counted " + counted + " runs, and " + page.count() + " on a later page");
		}
		if (found > counted || (atEnd && found < counted)) {
			return Optional.of("the platform counts " + counted + " runs, and lists " + found);
		}
		return Optional.empty();
	}

	private CoreClawException tooMany() {
		return new CoreClawException(Kind.FAILED, "The account's runs",
				ApiFailure.withoutAnswer("too_many_pages", "they take more than " + this.mostPages + " pages"));
	}

	private AccountPage page(ListingWindow window, int number) {
		this.calls++;
		AccountPage page = this.source.page(window, number);
		if (this.calls == 1) {
			this.beganAt = page.date();
		}
		return page;
	}

	/** What one pass showed stays, even if the next one no longer shows it. */
	private String add(JsonNode entry) {
		try {
			Run run = RunPayload.read(entry);
			this.runs.put(new Row(run.id(), run.scraper()), run);
			return run.id().value();
		}
		catch (MalformedPayloadException ex) {
			String text = entry.toString();
			String scraper = RunPayload.scraper(entry.path("scraper_slug"));
			this.unreadable.put(text, (scraper != null) ? scraper : "");
			return text;
		}
	}

	/** What makes a row another one than those before. */
	private record Row(RunId run, @Nullable String scraper) {
	}

}
