package dev.logarchiver.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.cli.CommandLineInterface;

/**
 * The pages of the archive that the settings of the world name, served in this JVM until
 * they are closed, which comes before the end of that world.
 */
public final class ServedPages implements AutoCloseable {

	private static final Pattern PAGES = Pattern.compile("Pages at (http://\\S+/) .*");

	private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newHttpClient();

	private final URI root;

	private final Thread server;

	private final CompletableFuture<Integer> code;

	private ServedPages(URI root, Thread server, CompletableFuture<Integer> code) {
		this.root = root;
		this.server = server;
		this.code = code;
	}

	/**
	 * Serves on a free port of the loopback address.
	 * @param options more options of the command
	 */
	public static ServedPages start(String... options) {
		return startOn("127.0.0.1", options);
	}

	/**
	 * Serves on a free port.
	 * @param address where to listen: an address of this machine, or all
	 * @param options more options of the command
	 */
	public static ServedPages startOn(String address, String... options) {
		String[] arguments = Stream.concat(Stream.of("serve", "--listen", address + ":0"), Stream.of(options))
			.toArray(String[]::new);
		CompletableFuture<Integer> code = new CompletableFuture<>();
		PrintStream usualOutput = System.out;
		PipedOutputStream printed = new PipedOutputStream();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(new PipedInputStream(printed), StandardCharsets.UTF_8))) {
			PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
			System.setOut(out);
			Thread server = Thread.ofPlatform().name("serve").daemon().start(() -> {
				try (out) {
					code.complete(CommandLineInterface.execute(LogArchiverApplication.class, arguments));
				}
			});
			Matcher pages = PAGES.matcher(String.valueOf(output.readLine()));
			if (!pages.matches()) {
				throw new IllegalStateException("No pages are served: exit " + code.join());
			}
			return new ServedPages(URI.create("http://127.0.0.1:" + URI.create(pages.group(1)).getPort() + "/"), server,
					code);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			System.setOut(usualOutput);
		}
	}

	/**
	 * Where a page is.
	 * @param path its path, which begins with a slash, and its parameters
	 */
	public URI uri(String path) {
		return this.root.resolve(path);
	}

	public int port() {
		return this.root.getPort();
	}

	/**
	 * Asks for a page.
	 * @param path its path, which begins with a slash, and its parameters
	 * @param headers names and values
	 */
	public HttpResponse<String> get(String path, String... headers) {
		return send(HttpRequest.newBuilder(uri(path)), headers);
	}

	/**
	 * What a page says, without its markup: each tag is a blank, and several blanks are
	 * one.
	 */
	public String text(String path) {
		return text(get(path));
	}

	public static String text(HttpResponse<String> page) {
		return unescaped(page.body().replaceAll("<[^>]*>", " ")).replaceAll("\\s+", " ");
	}

	/**
	 * Where the links of a page lead, in their order, if that is one of these pages.
	 */
	public List<String> links(String path) {
		return LINK.matcher(get(path).body())
			.results()
			.map((link) -> unescaped(link.group(1)))
			.filter((link) -> link.startsWith("/"))
			.toList();
	}

	private static String unescaped(String text) {
		return text.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&#34;", "\"")
			.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&amp;", "&");
	}

	/**
	 * Sends any request.
	 * @param headers names and values
	 */
	public HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
		Stream.of(headers)
			.gather(Gatherers.windowFixed(2))
			.forEach((header) -> request.header(header.getFirst(), header.getLast()));
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Ends the server as a signal does, and waits until it has ended. */
	@Override
	public void close() {
		this.client.shutdownNow();
		this.server.interrupt();
		this.code.join();
	}

}
