package dev.logarchiver.acceptance.pages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A log of somebody who means harm.
 *
 * @param name a name for it, which is one of a Worker
 * @param bytes the log
 * @param line the number of the line that matters
 * @param shown what is to be read in that line
 */
@SuppressWarnings("ArrayRecordComponent")
record HostileText(String name, byte[] bytes, int line, String shown) {

	static final String MARKUP = "Error: <script>window.hacked=1</script><img src=x onerror=window.hacked=2>"
			+ "<svg/onload=window.hacked=3><a href=javascript:window.hacked=4>x</a>";

	private static final int LONG = 100 << 20;

	private static final int MANY = 3_000_000;

	static List<HostileText> all() {
		return List.of(same("markup", MARKUP),
				same("closing",
						"Error: </pre></div></main></body></html></template></script></textarea></title></svg>"
								+ "<!-- <base href=//evil.example/><style>*{display:none}</style><plaintext>"),
				same("attributes",
						"Error: \" onmouseover=\"window.hacked=5\" x=' autofocus onfocus='window.hacked=6' "
								+ "`onerror=`window.hacked=7` >\"'><script>window.hacked=8</script>"),
				same("entities",
						"Error: &lt;script&gt;window.hacked=9&lt;/script&gt; &amp;amp; &#60;b&#62; &NotAnEntity"),
				same("templates",
						"Error: ${7*7} $unsafe{7*7} @if(true) @raw !{7*7} #{7*7} {{7*7}} <%= 7*7 %> __${7*7}__"),
				same("json", "Error: {\"line\":1}\\n\\u003cscript> </script><script>window.hacked=10</script>"),
				same("combining", "Error: a" + "\u0301".repeat(300)),
				of("colours",
						"\u001b[31mError: red\u001b[0m \u001b[38;5;196mx\u001b[48;2;1;2;3my\u001b[0;1;4;9;53mz\u001b[m",
						"Error: red xyz"),
				of("screen", "Error: \u001b[2J\u001b[H\u001b[10A\u001b[?1049h\u001bcdone",
						"Error: \\x1b[2J\\x1b[H\\x1b[10A\\x1b[?1049h\\x1bcdone"),
				of("osc8", "Error: \u001b]8;;javascript:window.hacked=11\u001b\\click\u001b]8;;\u001b\\ me",
						"Error: click me"),
				of("osc52", "Error: \u001b]52;c;aGFja2Vk\u0007 copied", "Error: \\x1b]52;c;aGFja2Vk\\x07 copied"),
				of("title", "Error: \u001b]0;<script>window.hacked=12</script>\u0007 x",
						"Error: \\x1b]0;<script>window.hacked=12</script>\\x07 x"),
				of("unended", "Error: \u001b]8;;http://evil.example/ and \u001b[3 \u001bP \u001b_ x",
						"Error: \\x1b]8;;http://evil.example/ and \\x1b[3 \\x1bP \\x1b_ x"),
				of("bidi", "Error: a\u202Eb\u202Dc\u2066d\u2069e\u200Ff\u061Cg",
						"Error: a\\u202eb\\u202dc\\u2066d\\u2069e\\u200ff\\u061cg"),
				of("invisible", "Error: a\u200Bb\uFEFFc\u00ADd\u2028e\u2029f\uE000g",
						"Error: a\\u200bb\\ufeffc\\u00add\\u2028e\\u2029f\\ue000g"),
				of("nul", "Error: a\u0000b\u0008c\u007Fd\u000Be", "Error: a\\x00b\\x08c\\x7fd\\x0be"),
				of("c1", "Error: \u009B31m\u009Dx\u0085y\u0090z", "Error: \\u009b31m\\u009dx\\u0085y\\u0090z"),
				of("returns", "Error: a\rb\r\rc", "Error: a\\x0db\\x0d\\x0dc"),
				new HostileText("invalid", invalid(), 1,
						"Error: \\xff\\xfe\\xc0\\xafx\\xed\\xa0\\x80y\\xf4\\x90\\x80\\x80z\\xc3"),
				new HostileText("empty-lines", emptyLines(), MANY + 1, "Error: the end"),
				new HostileText("long", longLine(), 1, ""));
	}

	private static HostileText same(String name, String text) {
		return of(name, text, text);
	}

	private static HostileText of(String name, String text, String shown) {
		return new HostileText(name, (text + "\nend\n").getBytes(StandardCharsets.UTF_8), 1, shown);
	}

	private static byte[] invalid() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes("Error: ".getBytes(StandardCharsets.UTF_8));
		for (int value : new int[] { 0xff, 0xfe, 0xc0, 0xaf, 'x', 0xed, 0xa0, 0x80, 'y', 0xf4, 0x90, 0x80, 0x80, 'z',
				0xc3 }) {
			bytes.write(value);
		}
		bytes.write('\n');
		return bytes.toByteArray();
	}

	private static byte[] emptyLines() {
		byte[] end = "Error: the end\n".getBytes(StandardCharsets.UTF_8);
		byte[] bytes = new byte[MANY + end.length];
		Arrays.fill(bytes, (byte) '\n');
		System.arraycopy(end, 0, bytes, MANY, end.length);
		return bytes;
	}

	private static byte[] longLine() {
		byte[] begin = (MARKUP + " ").getBytes(StandardCharsets.UTF_8);
		byte[] bytes = new byte[LONG];
		Arrays.fill(bytes, (byte) '<');
		System.arraycopy(begin, 0, bytes, 0, begin.length);
		return bytes;
	}

	String worker() {
		return "evil~" + this.name;
	}

	boolean isLong() {
		return this.bytes.length >= LONG;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
