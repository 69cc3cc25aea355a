package dev.logarchiver.intake;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What the first bytes of a list say: how its characters are written, or that it is not
 * text at all.
 */
final class Encoding {

	private static final int LONGEST_MARK = 8;

	private Encoding() {
	}

	/**
	 * Decodes a list: UTF-8, or UTF-16 as spreadsheets save "Unicode text". Bytes that
	 * aren't characters come out as U+FFFD, which no Worker ID has: one bad line doesn't
	 * stop the others.
	 * @throws MalformedListException if it is a spreadsheet, or is compressed
	 */
	static Reader decode(InputStream bytes) throws IOException {
		BufferedInputStream input = new BufferedInputStream(bytes);
		input.mark(LONGEST_MARK);
		byte[] beginning = input.readNBytes(LONGEST_MARK);
		input.reset();
		refuse(HexFormat.of().formatHex(beginning));
		Charset charset = charset(beginning);
		return withoutMark(new BufferedReader(new InputStreamReader(input, charset)));
	}

	private static void refuse(String beginning) throws MalformedListException {
		if (beginning.startsWith("504b0304") || beginning.startsWith("504b0506")) {
			throw new MalformedListException("is a spreadsheet (.xlsx, .ods) or another zip file, not text: "
					+ "save the sheet as CSV, with a column worker_id, and name that");
		}
		if (beginning.startsWith("d0cf11e0")) {
			throw new MalformedListException("is a spreadsheet (.xls), not text: "
					+ "save the sheet as CSV, with a column worker_id, and name that");
		}
		if (beginning.startsWith("1f8b") || beginning.startsWith("28b52ffd") || beginning.startsWith("425a68")
				|| beginning.startsWith("fd377a585a00")) {
			throw new MalformedListException("is compressed: unpack it and name what comes out, "
					+ "or write it to standard input (zcat FILE | log-archiver run --workers -)");
		}
		if (beginning.startsWith("25504446")) {
			throw new MalformedListException("is a PDF, not text: write the IDs into a text file, one per line");
		}
	}

	private static Charset charset(byte[] beginning) {
		if (beginning.length < 2) {
			return StandardCharsets.UTF_8;
		}
		int first = beginning[0] & 0xff;
		int second = beginning[1] & 0xff;
		if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
			return StandardCharsets.UTF_16LE;
		}
		return ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) ? StandardCharsets.UTF_16BE
				: StandardCharsets.UTF_8;
	}

	private static Reader withoutMark(BufferedReader reader) throws IOException {
		reader.mark(1);
		if (reader.read() != '\uFEFF') {
			reader.reset();
		}
		return reader;
	}

}
