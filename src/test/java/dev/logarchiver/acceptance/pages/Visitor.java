package dev.logarchiver.acceptance.pages;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.logarchiver.world.ServedPages;

/** Somebody whose browser keeps cookies, and follows no redirect by itself. */
final class Visitor {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final Pattern COOKIE = Pattern.compile("([^=;]+)=([^;]*)(;.*)?");

	private final ServedPages pages;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	Visitor(ServedPages pages) {
		this.pages = pages;
	}

	HttpResponse<String> get(String path, String... headers) {
		return send(HttpRequest.newBuilder(this.pages.uri(path)), headers);
	}

	/**
	 * Sends a form.
	 * @param fields names and values
	 */
	HttpResponse<String> post(String path, String... fields) {
		StringBuilder form = new StringBuilder();
		for (int i = 0; i < fields.length; i += 2) {
			form.append('&')
				.append(fields[i])
				.append('=')
				.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
		}
		return send(
				HttpRequest.newBuilder(this.pages.uri(path)).POST(HttpRequest.BodyPublishers.ofString(form.toString())),
				"Content-Type", "application/x-www-form-urlencoded");
	}

	/** Fills in the form of the login page. */
	HttpResponse<String> logIn(String name, String password) {
		return post("/login", "username", name, "password", password, "_csrf", token("/login"));
	}

	/** The token in the form of a page. */
	String token(String path) {
		HttpResponse<String> page = get(path);
		Matcher token = TOKEN.matcher(page.body());
		if (!token.find()) {
			throw new AssertionError("No form on " + path + ": " + page.statusCode() + " " + page.body());
		}
		return token.group(1);
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		HttpResponse<String> answer = this.pages.send(request, headers);
		for (String set : cookiesOf(answer)) {
			Matcher cookie = COOKIE.matcher(set);
			if (!cookie.matches()) {
				throw new AssertionError("No cookie: " + set);
			}
			this.cookies.put(cookie.group(1), cookie.group(2));
		}
		return answer;
	}

	static List<String> cookiesOf(HttpResponse<String> answer) {
		return answer.headers().allValues("set-cookie");
	}

	/** The path where an answer leads on this server. */
	String target(HttpResponse<String> answer) {
		URI location = this.pages.uri(answer.headers().firstValue("location").orElseThrow());
		if (location.getPort() != this.pages.port() || !"127.0.0.1".equals(location.getHost())) {
			throw new AssertionError("It leads elsewhere: " + location);
		}
		return location.getRawPath() + ((location.getRawQuery() != null) ? "?" + location.getRawQuery() : "");
	}

	Map<String, String> cookies() {
		return Map.copyOf(this.cookies);
	}

	/** Takes over another's cookies. */
	Visitor with(Map<String, String> others) {
		this.cookies.putAll(others);
		return this;
	}

}
