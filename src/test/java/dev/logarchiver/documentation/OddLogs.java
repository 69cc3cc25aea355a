package dev.logarchiver.documentation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Texts that are none for whoever expects a table: each has one line with the word ERROR.
 */
final class OddLogs {

	/** What stands in texts for a byte that is no UTF-8. */
	private static final char BAD = '\u00ff';

	private static final Pattern BAD_OR_NOT = Pattern.compile("(?=" + BAD + ")|(?<=" + BAD + ")");

	private static final Pattern LINE_END = Pattern.compile("[\r\n]");

	private static final int LONG = 3_000_000;

	private static final int MANY = 150_000;

	private OddLogs() {
	}

	/**
	 * The texts.
	 * @return by the name of a Worker
	 */
	static Map<String, byte[]> texts() {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("lf", "start\nERROR, and no end");
		texts.put("crlf", "start\r\nERROR in it\r\nend\r\n");
		texts.put("mixed", "start\r\nCollecting x\r\nok\nERROR in it\n");
		texts.put("progress", "start\n\r 10%\r 99%\nERROR in it\n");
		texts.put("windows-progress", "start\r\nloading\r 10%\r99%\rERROR in it\r\nend\r");
		texts.put("doubled", "start\r\r\nERROR in it\r\r\nend\r\r\n");
		texts.put("nul", "start\n\0\nERROR \0 in it\n\0end");
		texts.put("quotes", "say \"hello\n\"\n'ERROR', \"\"\n\"\"\"\n\\ \\\" a,b;c\t|d #e\n");
		texts.put("escapes", "b'\\x1f\\x8b\\n' and ERROR after it\n\u001f and \u001f\n\\N\nNULL\n");
		texts.put("long", "start\n" + "x".repeat(LONG) + " ERROR\nend\n");
		// so large that it can be entered in the middle
		texts.put("large", "a line of a large log\n".repeat(MANY) + "ERROR at the end");
		texts.put("blank", "\n\n \nERROR in it\n\n\n");
		texts.put("foreign", "ünd κόσμε\n\uD83D\uDE00 ERROR\uFEFF\n");
		texts.put("latin",
				"good\nERROR in it\ncaf" + BAD + "\n" + BAD + BAD + "\r\nend\n" + BAD + "y".repeat(LONG) + "\nlast\n");
		texts.put("empty", "");
		Map<String, byte[]> bytes = new LinkedHashMap<>();
		texts.forEach((name, text) -> bytes.put(name, bytes(text)));
		return bytes;
	}

	private static byte[] bytes(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		BAD_OR_NOT.splitAsStream(text).forEach((part) -> {
			if (part.equals(String.valueOf(BAD))) {
				bytes.write(BAD);
			}
			else {
				bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
			}
		});
		return bytes.toByteArray();
	}

	/**
	 * The lines that aren't blank.
	 * @return in order, as far as they are UTF-8; others hold U+FFFD
	 */
	static List<String> lines(byte[] text) {
		return LINE_END.splitAsStream(new String(text, StandardCharsets.UTF_8))
			.filter((line) -> !line.isEmpty())
			.toList();
	}

}
