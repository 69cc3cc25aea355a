package dev.logarchiver.coreclaw;

import java.util.stream.Stream;

import dev.logarchiver.simulation.Fault;

/**
 * Answers that never end, though something of them comes all the time.
 */
public final class EndlessAnswers {

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

	private EndlessAnswers() {
	}

	public static Stream<Fault> heads() {
		return Stream.of(Fault.endless("", "H"), Fault.endless("HTTP/1.1 200 ", "x"), Fault.endless(OK + "X: ", "x"),
				Fault.endless(OK, "X: x\r\n"), Fault.endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
				Fault.endless("", "HTTP/1.1 100 Continue\r\n\r\n"),
				Fault.endless("HTTP/1.1 103 Early Hints\r\nX: ", "x"));
	}

	public static Stream<Fault> bodies() {
		return Stream.of(Fault.endless(OK + "Content-Length: 1000000\r\n\r\n", " "),
				Fault.endless(OK + "Connection: close\r\n\r\n", " "), Fault.endless(CHUNKED, "1\r\n \r\n"),
				Fault.endless(CHUNKED + "1;", "x"), Fault.endless(CHUNKED + "1\r\n \r\n0\r\nX: ", "x"));
	}

	public static Stream<Fault> all() {
		return Stream.concat(heads(), bodies());
	}

}
