package dev.logarchiver.state;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What PostgreSQL shows about this process, for whoever has to wait for it. */
final class ApplicationName {

	/** PostgreSQL keeps no more, and only printable ASCII. */
	static final int LONGEST = 63;

	private ApplicationName() {
	}

	static String of(String holder) {
		return of(holder, ProcessHandle.current().pid(), host());
	}

	/**
	 * Where it is too long, the end of the command is left out: which job it is, is said
	 * anyway.
	 * @param holder the command
	 * @param pid the process
	 * @param host the machine
	 * @return such as {@code log-archiver run --job nightly (process 123 on host)}
	 */
	static String of(String holder, long pid, String host) {
		String place = " (process " + pid + " on " + host + ")";
		String command = "log-archiver " + holder;
		return cut(cut(command, Math.max(0, LONGEST - place.length())) + place, LONGEST).replaceAll("[^ -~]", "?");
	}

	private static String cut(String text, int length) {
		return text.substring(0, Math.min(length, text.length()));
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "an unnamed host";
		}
	}

}
