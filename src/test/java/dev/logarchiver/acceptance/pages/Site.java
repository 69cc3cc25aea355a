package dev.logarchiver.acceptance.pages;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.logarchiver.world.ServedPages;

/**
 * What is found by following all links.
 *
 * @param kinds an address of each kind of page, by what addresses of the kind have in
 * common
 * @param broken the answers that weren't 200, by address
 */
record Site(Map<String, String> kinds, Map<String, String> broken) {

	private static final Pattern LINK = Pattern.compile("<(?:a|form)\\b[^>]* (?:href|action)=\"([^\"]*)\"");

	/** So many addresses of a kind: each line of a log is one. */
	private static final int EACH = 6;

	static Site of(ServedPages pages) {
		Site site = new Site(new TreeMap<>(), new TreeMap<>());
		Map<String, String> seen = new LinkedHashMap<>(Map.of("/", ""));
		Deque<String> left = new ArrayDeque<>(seen.keySet());
		Map<String, Integer> found = new TreeMap<>();
		while (!left.isEmpty()) {
			String path = left.remove();
			HttpResponse<String> page = pages.get(path);
			if (page.statusCode() != 200) {
				site.broken.put(path, page.statusCode() + ", from " + seen.get(path));
			}
			if (!page.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
				continue;
			}
			site.kinds.putIfAbsent(kind(path), path);
			LINK.matcher(page.body()).results().forEach((link) -> {
				String target = target(pages, path, link.group(1).replace("&amp;", "&"));
				if (!target.startsWith("/assets/") && seen.putIfAbsent(target, path) == null
						&& found.merge(kind(target), 1, Integer::sum) <= EACH) {
					left.add(target);
				}
			});
		}
		return site;
	}

	private static String target(ServedPages pages, String from, String link) {
		// of parameters alone, URI would take them for a name beside the page
		URI uri = link.startsWith("?") ? pages.uri(from.replaceFirst("\\?.*", "") + link)
				: pages.uri(from).resolve(link);
		if (uri.getPort() != pages.port()) {
			throw new AssertionError(from + " leads elsewhere: " + link);
		}
		return uri.getRawPath() + ((uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "");
	}

	private static String kind(String path) {
		return path.replaceAll("/[0-9A-HJKMNP-TV-Z]{26}(?=[/?]|$)", "/RUN")
			.replaceAll("/[\\w-]+~[\\w-]+", "/WORKER")
			.replaceAll("/\\d+(?=[/?]|$)", "/N")
			.replaceAll("=[^&]*", "");
	}

}
